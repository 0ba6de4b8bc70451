import type { MatchHistory } from '../../football/history.ts'
import type { Interval } from '../../numeric/estimate.ts'
import { column } from '../league-view.ts'
import type { MarketExpectation } from '../market-expectation.ts'
import { goalResiduals } from '../market-residuals.ts'
import { pairResiduals } from '../pair-residuals.ts'
import type { TeamDna } from '../team-dna.ts'

/** What a team did against one opponent of its season, over all meetings of the history. */
export interface OpponentRecord {
  readonly opponentId: number
  readonly meetings: number
  readonly won: number
  readonly drawn: number
  readonly lost: number
  /** Meetings that have odds to compare with: those behind the three numbers below. */
  readonly n: number
  /** Goal difference per meeting beyond the closing odds'; null without odds. */
  readonly rawResidual: number | null
  /** The same, shrunk over the meetings by the league's own kappa; null where the league cannot tell how far pairs differ. */
  readonly shrunkResidual: number | null
  /** 95 %, of the shrunk value. */
  readonly interval: Interval | null
  /** nEff / (nEff + kappa). */
  readonly reliability: number | null
  /** Whether the interval holds 0, or there is none. */
  readonly couldBeChance: boolean
}

interface Tally {
  won: number
  drawn: number
  lost: number
  n: number
  sum: number
}

function tallies(history: MatchHistory, residual: { readonly home: Float64Array; readonly away: Float64Array }): Map<number, Tally> {
  const byPair = new Map<number, Tally>()
  const [home, away] = [column(history, 'home'), column(history, 'away')]
  const [homeGoals, awayGoals] = [column(history, 'homeGoals'), column(history, 'awayGoals')]
  const add = (key: number, difference: number, beyond: number): void => {
    const tally = byPair.get(key) ?? { won: 0, drawn: 0, lost: 0, n: 0, sum: 0 }
    byPair.set(key, tally)
    if (difference > 0) tally.won++
    else if (difference < 0) tally.lost++
    else tally.drawn++
    if (Number.isNaN(beyond)) return
    tally.n++
    tally.sum += beyond
  }
  for (let row = 0; row < history.length; row++) {
    const difference = (homeGoals[row] as number) - (awayGoals[row] as number)
    const [atHome, visiting] = [home[row] as number, away[row] as number]
    add(atHome * history.teams.length + visiting, difference, residual.home[row] as number)
    add(visiting * history.teams.length + atHome, -difference, residual.away[row] as number)
  }
  return byPair
}

const sideOfZero = ([low, high]: Interval): boolean => low > 0 || high < 0

/**
 * Every team's record against the other teams of its league and season: raw, and shrunk as the nemesis vector shrinks it, the hardest
 * opponent first. What the raw column shows of a few meetings is mostly chance; the shrunk one says how much is not.
 *
 * @param expectation  of the same history
 * @returns by team id; a team that never met another has an empty list
 */
export function opponentRecords(
  history: MatchHistory,
  expectation: MarketExpectation,
  league: readonly TeamDna[],
): Map<number, OpponentRecord[]> {
  const residual = goalResiduals(
    history,
    expectation,
    (side) => side.scored - side.conceded - (side.expectedScored - side.expectedConceded),
  )
  const pairs = pairResiduals(history, residual.home)
  const byPair = tallies(history, residual)
  const indexOfId = new Map(history.teams.map(({ id }, index) => [id, index]))
  const recordOf = (team: number, opponentId: number): OpponentRecord[] => {
    const opponent = indexOfId.get(opponentId) ?? -1
    const tally = byPair.get(team * history.teams.length + opponent)
    if (tally === undefined || team === opponent) return []
    const { won, drawn, lost, n, sum } = tally
    const shrunk = pairs?.of(team, opponent) ?? null
    return [
      {
        opponentId,
        meetings: won + drawn + lost,
        won,
        drawn,
        lost,
        n,
        rawResidual: n === 0 ? null : sum / n,
        shrunkResidual: shrunk?.value ?? null,
        interval: shrunk?.interval ?? null,
        reliability: shrunk?.reliability ?? null,
        couldBeChance: shrunk?.interval == null || !sideOfZero(shrunk.interval),
      },
    ]
  }
  return new Map(
    league.map(({ teamId }) => {
      const team = indexOfId.get(teamId) ?? -1
      const records = league.flatMap((other) => recordOf(team, other.teamId))
      return [teamId, records.sort((a, b) => (a.shrunkResidual ?? 0) - (b.shrunkResidual ?? 0) || a.opponentId - b.opponentId)]
    }),
  )
}
