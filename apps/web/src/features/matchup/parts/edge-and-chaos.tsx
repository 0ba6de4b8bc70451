import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { IntervalLine } from '../../../ui/interval-line.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { isMeasured, Stat } from '../../../ui/stat.tsx'
import { HatchedStrip } from '../../../ui/strip.tsx'
import type { Matchup } from '../matchup-text.ts'

/** Points per match at the ends of the axis: the same for every pair, so that two screens compare. */
const EDGE_DOMAIN = [-1.5, 1.5] as const
const CHAOS_DOMAIN = [0, 100] as const

/** Which side past meetings favour, beyond strength. */
export function PsychologicalEdge({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const stat = matchup.psychologicalEdge
  return (
    <ChartFrame
      title={t('edgeTitle')}
      summary={useEdgeSentence(matchup)}
      fileName={`edge-${matchup.home.name}-${matchup.away.name}`}
      note={t('edgeUnit', { home: matchup.home.name })}
      twin={{
        columns: [
          { key: 'measure', label: t('measure') },
          { key: 'value', label: t('value'), kind: 'signed' },
        ],
        rows: [{ measure: t('edgeName'), value: stat }],
      }}
    >
      {isMeasured(stat) && stat.value !== null ? (
        <>
          <div className="flex justify-between gap-4 text-xs text-soft">
            <span className="truncate">← {matchup.away.name}</span>
            <span className="truncate">{matchup.home.name} →</span>
          </div>
          <IntervalLine
            value={stat.value}
            interval={stat.interval}
            domain={EDGE_DOMAIN}
            mark={0}
            colours={['var(--away-mark)', 'var(--home)']}
            label={t('edgeName')}
          />
          <Stat stat={stat} kind="signed" provenance={{ kind: 'pair', number: 'psychologicalEdge' }} />
        </>
      ) : (
        <HatchedStrip reason={t('edgeSummaryNone')} />
      )}
    </ChartFrame>
  )
}

function useEdgeSentence({ psychologicalEdge: { value, interval }, home, away }: Matchup): string {
  const t = useTranslations('matchup')
  const write = useNumberText()
  if (value === null) return t('edgeSummaryNone')
  const team = value >= 0 ? home.name : away.name
  const isUnsure = interval === null || (interval[0] <= 0 && interval[1] >= 0)
  return isUnsure ? t('edgeSummaryUnsure', { team }) : t('edgeSummaryHome', { team, edge: write('plain', Math.abs(value)) })
}

/** How unsettled the pair is among the league's pairs. */
export function Chaos({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const write = useNumberText()
  const stat = matchup.chaosPotential
  return (
    <ChartFrame
      title={t('chaosTitle')}
      summary={stat.value === null ? t('chaosSummaryNone') : t('chaosSummary', { percent: write('score', stat.value) })}
      fileName={`chaos-${matchup.home.name}-${matchup.away.name}`}
      note={t('chaosNote')}
      twin={{
        columns: [
          { key: 'measure', label: t('measure') },
          { key: 'value', label: t('value'), kind: 'score' },
        ],
        rows: [{ measure: t('chaosName'), value: stat }],
      }}
    >
      {isMeasured(stat) && stat.value !== null ? (
        <>
          <div className="flex justify-between text-xs text-soft" aria-hidden="true">
            <span>0</span>
            <span>50</span>
            <span>100</span>
          </div>
          <IntervalLine value={stat.value} interval={stat.interval} domain={CHAOS_DOMAIN} mark={50} label={t('chaosName')} />
          <Stat stat={stat} kind="score" provenance={{ kind: 'pair', number: 'chaosPotential' }} />
        </>
      ) : (
        <HatchedStrip reason={t('chaosSummaryNone')} />
      )}
    </ChartFrame>
  )
}
