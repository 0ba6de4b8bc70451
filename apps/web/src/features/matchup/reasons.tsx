import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { useNumberText } from '../../ui/written.ts'
import { excludesZero, isMeasured, Stat } from '../../ui/stat.tsx'
import { HatchedStrip, IntervalLine } from '../../ui/strips.tsx'
import { type Matchup, useMatchupText } from './use-matchup.ts'

type Reason = Matchup['reasons'][number]
type Side = 'homeGoals' | 'awayGoals'

/** The league level is common to both sides, so that it explains neither. */
const COMMON = 'league_level'

/** What raises and lowers each side's goal rate: diverging bars around zero, one scale for both. */
export function Causes({ matchup }: { matchup: Matchup }) {
  const t = useTranslations('matchup')
  const text = useMatchupText(matchup)
  const { reasons, home, away } = matchup
  const own = reasons.filter((reason) => reason.cause !== COMMON)
  if (own.length === 0) return null
  const furthest = Math.max(...own.flatMap((reason) => [Math.abs(reason.homeGoals), Math.abs(reason.awayGoals)]), 0.1)
  const most = (side: Side) => text.cause(own.toSorted((a, b) => Math.abs(b[side]) - Math.abs(a[side]))[0]?.cause ?? '').toLowerCase()
  const sides = [
    { side: 'homeGoals', label: t('effect', { team: home.name }), colour: 'var(--home)' },
    { side: 'awayGoals', label: t('effect', { team: away.name }), colour: 'var(--away-mark)' },
  ] as const
  return (
    <ChartFrame
      title={t('causesTitle')}
      summary={t('causesSummary', { home: home.name, away: away.name, homeCause: most('homeGoals'), awayCause: most('awayGoals') })}
      fileName={`causes-${home.name}-${away.name}`}
      data={{
        columns: [
          { key: 'cause', label: t('cause') },
          { key: 'homeGoals', label: sides[0].label, kind: 'signed' },
          { key: 'awayGoals', label: sides[1].label, kind: 'signed' },
        ],
        rows: reasons.map((reason) => ({ cause: text.cause(reason.cause), homeGoals: reason.homeGoals, awayGoals: reason.awayGoals })),
      }}
    >
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {sides.map(({ side, label, colour }) => (
          <div key={side}>
            <p className="mb-1.5 truncate text-sm font-medium">{label}</p>
            <ul className="grid gap-1.5">
              {own.map((reason) => (
                <DivergingBar
                  key={reason.cause}
                  reason={reason}
                  side={side}
                  name={text.cause(reason.cause)}
                  colour={colour}
                  furthest={furthest}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </ChartFrame>
  )
}

interface DivergingBarProps {
  reason: Reason
  side: Side
  name: string
  colour: string
  furthest: number
}

function DivergingBar({ reason, side, name, colour, furthest }: DivergingBarProps) {
  const value = reason[side]
  const scale = scaleLinear({ domain: [-furthest, furthest], range: [0, 100] })
  const [from, to] = [Math.min(scale(0), scale(value)), Math.max(scale(0), scale(value))]
  return (
    <li className="grid grid-cols-[8.5rem_minmax(0,1fr)_3rem] items-center gap-2 text-sm">
      <span className="truncate text-soft">{name}</span>
      <span className="relative h-3 bg-sunken" aria-hidden="true">
        <span
          className="keeps-colour absolute inset-y-0 rounded-xs"
          style={{ left: `${from}%`, width: `${to - from}%`, background: colour }}
        />
        <span className="absolute inset-y-0 left-1/2 w-px bg-rule-strong" />
      </span>
      <span className="text-right">
        <Stat stat={value} kind="signed" />
      </span>
    </li>
  )
}

/** Points per match at the ends of the axis: fixed, so that pairs can be compared. */
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
      data={{
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
  return excludesZero(interval) ? t('edgeSummaryHome', { team, edge: write('plain', Math.abs(value)) }) : t('edgeSummaryUnsure', { team })
}

/** How unpredictable the pair is among the league's pairs. */
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
      data={{
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

/** How matches with similar chaos ended; nothing where that was not measured. */
export function ChaosBand({ matchup: { chaosBand } }: { matchup: Pick<Matchup, 'chaosBand'> }) {
  const t = useTranslations('gate')
  const write = useNumberText()
  if (chaosBand === null || chaosBand.upsets.value === null || chaosBand.upsets.interval === null) return null
  const { low, high, matches, upsets, favouriteFailed } = chaosBand
  return (
    <p className="mt-3 max-w-prose text-sm text-soft">
      {t('chaosBandSentence', {
        low,
        high,
        matches: write('count', matches),
        share: write('percent', upsets.value ?? 0),
        interval: write.interval('percent', upsets.interval ?? [0, 0]),
        failed: write('percent', favouriteFailed.value ?? 0),
      })}
    </p>
  )
}
