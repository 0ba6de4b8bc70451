import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { useDateText } from '../../../ui/written.ts'

export type TearSheet = ApiOutputs['strategy']['byId']
export type EquityPoint = NonNullable<TearSheet['equity']>[number]
export type Bet = ApiOutputs['strategy']['bets']['data'][number]
type Selection = Bet['selection']
export type Rule = NonNullable<TearSheet['rule']>

/** Identifies a record in the address and in calls. */
export interface SheetKey {
  strategyId: number
  scope: TearSheet['record']['scope']
  origin: TearSheet['meta']['origin']
}

/** A played match with its score, the day and the league; a link to the pair. */
export function MatchName({ bet: { home, away, homeGoals, awayGoals, playedOn, league } }: { bet: Bet }) {
  const { day } = useDateText()
  const score = homeGoals === null || awayGoals === null ? '–' : `${homeGoals}–${awayGoals}`
  return (
    <span className="block min-w-40">
      <Link to="/matchups/$homeId/$awayId" params={{ homeId: home.id, awayId: away.id }}>
        {home.name} {score} {away.name}
      </Link>
      <span className="block text-xs text-soft">
        {day(playedOn)} · {league}
      </span>
    </span>
  )
}

const PRICES = ['open_average', 'open_best', 'open_pinnacle', 'close_average', 'close_best', 'close_pinnacle'] as const

/** A price source in words. */
export function usePriceName(): (source: string | null) => string {
  const t = useTranslations('tearSheet')
  return (source) => {
    const known = PRICES.find((price) => price === source)
    return known ? t(`price_${known}`) : (source ?? '')
  }
}

/** A selection in words: a side of the match, a goals line, a handicap. */
export function useSelectionName(): (selection: Selection) => string {
  const t = useTranslations('tearSheet')
  const sideName = useSideName()
  return (selection) =>
    selection.market === 'ah' ? t('side_handicap', { side: sideName(selection), line: String(selection.line) }) : sideName(selection)
}

/** The side alone; an unknown side is shown as it is in the data. */
function useSideName(): (selection: Pick<Selection, 'side' | 'line'>) => string {
  const t = useTranslations('tearSheet')
  return ({ side, line }) => {
    switch (side) {
      case 'home':
      case 'draw':
      case 'away':
      case 'yes':
      case 'no':
        return t(`side_${side}`)
      case 'over':
      case 'under':
        return t(`side_${side}`, { line: String(line) })
      default:
        return side
    }
  }
}
