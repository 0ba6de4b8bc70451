import { scaleLinear } from '@visx/scale'
import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { type Matchup, useMatchupText } from '../matchup-text.ts'

type Reason = Matchup['reasons'][number]
type Side = 'homeGoals' | 'awayGoals'

/** The league's level is common to both sides: it explains neither. */
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
      twin={{
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
