import type { MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import { useTranslations } from 'use-intl'
import { downloadJson } from '../../../lib/download.ts'
import { ToolButton } from '../../../ui/buttons.tsx'
import { Badge, Section } from '../../../ui/page.tsx'
import { Decisions } from './decisions.tsx'
import { Findings } from './findings.tsx'
import { Hash } from './hash.tsx'
import { Mapping } from './mapping.tsx'
import { PlanDetails } from './plan-details.tsx'
import { Predictions } from './predictions.tsx'
import { QuarantineList } from './quarantine-list.tsx'
import { TimeZoneField } from './time-zone-field.tsx'

export interface PlanSectionProps {
  plan: MigrationPlanWire
  /** Another plan is being made of the last choice. */
  isBusy: boolean
  /** Null: the plan was applied, and cannot be changed any more. */
  choices: {
    timeZone: string
    onTimeZone: (timeZone: string) => void
    onChoose: (decisions: Readonly<Record<string, string>>) => void
  } | null
}

/** All that decides what the move will do, and the hash that is agreed to. */
export function PlanSection({ plan, isBusy, choices }: PlanSectionProps) {
  const t = useTranslations('migration')
  const quarantined = plan.rulings.rows.filter(({ kind }) => kind === 'quarantine')
  const ofPlan = plan.findings.filter(({ severity }) => severity === 'blocking')
  return (
    <Section
      title={t('planTitle')}
      aside={
        <ToolButton onPress={() => downloadJson(`mon-ps-plan-${plan.planSha256.slice(0, 12)}.json`, plan)}>{t('downloadPlan')}</ToolButton>
      }
    >
      <div aria-busy={isBusy} className={`grid grid-cols-[minmax(0,1fr)] gap-8 ${isBusy ? 'opacity-60' : ''}`}>
        <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
          <div className="min-w-0">
            <p className="eyebrow">
              {t('planHash')} {plan.ready ? <Badge tone="good">{t('ready')}</Badge> : <Badge tone="bad">{t('notReady')}</Badge>}
            </p>
            <p className="mt-0.5">
              <Hash sha256={plan.planSha256} />
            </p>
            <p className="mt-1 max-w-prose text-sm text-soft">{t('planHashText')}</p>
          </div>
          {choices && <TimeZoneField value={choices.timeZone} onChange={choices.onTimeZone} />}
        </div>
        {ofPlan.length > 0 && (
          <div>
            <h3 className="mb-2 font-semibold">{t('blockingTitle')}</h3>
            <Findings findings={ofPlan} />
          </div>
        )}
        <div>
          <h3 className="mb-2 font-semibold">{t('decisionsTitle')}</h3>
          <Decisions decisions={plan.decisions} isBusy={isBusy} onChoose={choices?.onChoose ?? null} />
        </div>
        {quarantined.length > 0 && (
          <div>
            <h3 className="mb-2 font-semibold">{t('staysOutTitle', { count: quarantined.length })}</h3>
            <QuarantineList rows={quarantined} total={quarantined.length} />
          </div>
        )}
        <div>
          <h3 className="mb-2 font-semibold">{t('predictionsTitle')}</h3>
          <Predictions predictions={plan.predictions} />
        </div>
        <div>
          <h3 className="mb-2 font-semibold">{t('detailsTitle')}</h3>
          <Mapping mapping={plan.mapping} />
          <PlanDetails plan={plan} />
        </div>
      </div>
    </Section>
  )
}
