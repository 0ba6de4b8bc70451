import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined } from '../../lib/search-params.ts'
import { useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/buttons.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { useNumberText } from '../../ui/written.ts'
import { PageHeader } from '../../ui/page.tsx'
import { Empty, Notice, Panel } from '../../ui/panel.tsx'
import { Calibration } from './calibration.tsx'
import { type Evaluation, EvaluationPanel, useEvaluation } from './evaluation.tsx'
import { FrictionAblation } from './friction-ablation.tsx'
import { MetricReliabilitySection } from './metric-reliability.tsx'
import { Changelog, GapSentences, SkillTables } from './scores.tsx'
import { type TierReport, TIERS, type TierSkill } from './tiers.ts'

const route = getRouteApi('/models')
const DEFAULT_TIER = 'history'

/** How good the forecasts of each tier were, one tier at a time, compared with the closing price. */
export function ModelsScreen() {
  const t = useTranslations('models')
  const trpc = useTRPC()
  const { tier = DEFAULT_TIER } = route.useSearch()
  const navigate = route.useNavigate()
  const skill = useQuery(trpc.model.skill.queryOptions())
  const versions = useQuery(trpc.model.versions.queryOptions())
  const reliability = useQuery(trpc.model.reliability.queryOptions())
  const evaluation = useEvaluation()
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <div className="mb-6 grid gap-6 empty:hidden">
        <EvaluationPanel {...evaluation} />
      </div>
      <Panel query={skill} what={t('what')} height="min-h-[40rem]">
        {({ tiers }) => (
          <>
            {tiers.some(({ report }) => report?.source === 'demo') && (
              <div className="mb-6">
                <Notice tone="warn">{t('demo')}</Notice>
              </div>
            )}
            {tiers.some(({ report }) => report !== null) && <GapSentences tiers={tiers} />}
            <div className="mt-10 grid justify-items-start gap-2">
              <Segmented
                label={t('tier')}
                value={tier}
                options={TIERS.map((value) => ({ value, label: t(`tier_${value}`) }))}
                onChange={(chosen) =>
                  void navigate({ search: onlyDefined({ tier: chosen === DEFAULT_TIER ? undefined : chosen }), resetScroll: false })
                }
              />
              <p className="max-w-prose text-sm text-soft">
                {t(`sees_${tier}`)} {t('apart')}
              </p>
            </div>
            <TierPart tiers={tiers} tier={tier} evaluation={evaluation} />
            <FrictionAblation tier={tier} />
          </>
        )}
      </Panel>
      <div className="mt-10">
        <Panel query={reliability} what={t('whatReliability')} height="min-h-[30rem]">
          {({ report }) => <MetricReliabilitySection report={report} />}
        </Panel>
      </div>
      <div className="mt-10">
        <Panel query={versions} what={t('whatVersions')} height="min-h-40">
          {(answer) => <Changelog versions={answer} tier={tier} />}
        </Panel>
      </div>
    </>
  )
}

interface TierPartProps {
  tiers: readonly TierSkill[]
  tier: TierSkill['tier']
  evaluation: Evaluation
}

function TierPart({ tiers, tier, evaluation }: TierPartProps) {
  const t = useTranslations('models')
  const report = tiers.find((each) => each.tier === tier)?.report
  if (!report)
    return (
      <div className="mt-6">
        <Empty
          cause={t('notEvaluated')}
          action={evaluation.isActive ? null : <Button onPress={evaluation.start}>{t('evaluate')}</Button>}
        />
      </div>
    )
  return (
    <>
      <Doubts report={report} evaluation={evaluation} />
      <SkillTables report={report} />
      <Calibration report={report} />
    </>
  )
}

/** Warnings to read before the scores. */
function Doubts({ report, evaluation }: { report: TierReport; evaluation: Evaluation }) {
  const t = useTranslations('models')
  const write = useNumberText()
  const others = report.basis.filter(({ tier }) => tier !== report.tier)
  return (
    <div className="mt-4 grid gap-2 empty:hidden">
      {report.stale && (
        <Notice tone="warn" action={evaluation.isActive ? null : <Button onPress={evaluation.start}>{t('evaluateAgain')}</Button>}>
          {t('stale')}
        </Notice>
      )}
      {others.map(({ tier, matches }) => (
        <Notice key={tier} tone="warn">
          {t('fellBack', { matches: write('count', matches), all: write('count', report.all.matches), tier: t(`tier_${tier}`) })}
        </Notice>
      ))}
    </div>
  )
}
