import type { MatchHistory } from '../football/history.ts'
import type { Interval } from '../numeric/estimate.ts'
import { shrink, type ShrunkValue } from '../numeric/shrinkage.ts'
import {
  type DnaContext,
  type LeagueMetric,
  measured,
  type MetricTrace,
  notMeasured,
  nowhereMeasured,
  withPercentiles,
} from './estimate-metric.ts'
import { estimateComponents, type GroupComponents, groupMoments, deviationOfShrunk } from './group-components.ts'
import { column, type Observations } from './league-view.ts'
import { goalDifferenceResiduals, type MarketExpectation } from './market-expectation.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import type { DnaMetric, MetricDefinition, TeamDna } from './team-dna.ts'

/** What meetings of two teams went beyond expectation, shrunk: antisymmetric, a pair swapped changes sign. */
export interface PairResiduals {
  readonly components: GroupComponents
  /** Null when the two never met with an expectation to compare with. */
  readonly of: (team: number, opponent: number) => (ShrunkValue & { readonly n: number }) | null
}

/**
 * Shrink a residual of meetings over each pair of teams. Every meeting counts alike, at either ground; kappa is that of the
 * league's own pairs, each taken from the side of the team with the lower index.
 *
 * @param homeResidual  a value per row from the home side's view; the away side's is its negative. NaN: no expectation
 * @returns null when the history cannot tell how far pairs differ
 */
export function pairResiduals(history: MatchHistory, homeResidual: Float64Array): PairResiduals | null {
  const home = column(history, 'home')
  const away = column(history, 'away')
  const teams = history.teams.length
  const groups = new Int32Array(history.length)
  const values = new Float64Array(history.length)
  const sums = new Map<number, { n: number; sum: number }>()
  for (let row = 0; row < history.length; row++) {
    const atHome = home[row] as number
    const visiting = away[row] as number
    const residual = homeResidual[row] as number
    const group = Math.min(atHome, visiting) * teams + Math.max(atHome, visiting)
    const value = atHome < visiting ? residual : -residual
    groups[row] = group
    values[row] = value
    if (Number.isNaN(value)) continue
    const entry = sums.get(group) ?? { n: 0, sum: 0 }
    sums.set(group, { n: entry.n + 1, sum: entry.sum + value })
  }
  const components = estimateComponents(groupMoments(values, groups))
  if (components === null) return null
  const of: PairResiduals['of'] = (team, opponent) => {
    const entry = sums.get(Math.min(team, opponent) * teams + Math.max(team, opponent))
    if (entry === undefined) return null
    const mean = ((team < opponent ? 1 : -1) * entry.sum) / entry.n
    const shrunk = shrink({ mean, nEff: entry.n }, components, { centre: 0 })
    return { ...shrunk, standardDeviation: deviationOfShrunk(components, { mean, nEff: entry.n, value: shrunk.value }), n: entry.n }
  }
  return { components, of }
}

/** The opponent of the season against whom the shrunk residual is the most extreme. */
function extremeOpponent(
  context: DnaContext,
  pairs: PairResiduals,
  options: { definition: MetricDefinition; sign: 1 | -1; residual: Observations },
): LeagueMetric {
  const { view } = context
  const { definition, sign, residual } = options
  const byTeam = new Map<number, DnaMetric>()
  for (const team of view.teams) {
    let best: DnaMetric | null = null
    for (const opponent of view.teams) {
      const pair = opponent === team ? null : pairs.of(team, opponent)
      if (pair === null || (best !== null && sign * pair.value <= sign * (best.value ?? 0))) continue
      const { value, standardDeviation, reliability, n } = pair
      const subjectTeamId = view.history.teams[opponent]?.id
      best = {
        ...measured(definition, { value, standardDeviation, reliability, n, nEff: n, pValue: pairs.components.pValue }),
        ...(subjectTeamId !== undefined && { subjectTeamId }),
      }
    }
    byTeam.set(team, best ?? notMeasured(definition))
  }
  const trace: MetricTrace = { observations: residual, deviations: residual, level: 0, over: 'meetings' }
  return { definition, reason: null, components: pairs.components, byTeam: withPercentiles(byTeam), trace }
}

/**
 * Opponents against whom the team does worse or better than the market expects. The extreme of many is large by selection:
 * the shrinkage, not the ranking, says what it is worth.
 */
export function nemesisMetrics(context: DnaContext): LeagueMetric[] {
  const { view, expectation } = context
  const { toughestOpponent, favouriteOpponent } = METRIC_CATALOGUE
  const residual = goalDifferenceResiduals(view.history, expectation)
  const pairs = pairResiduals(view.history, residual.home)
  if (pairs === null) {
    return [toughestOpponent, favouriteOpponent].map((definition) => nowhereMeasured(view, definition, 'too_few_meetings'))
  }
  return [
    extremeOpponent(context, pairs, { definition: toughestOpponent, sign: -1, residual }),
    extremeOpponent(context, pairs, { definition: favouriteOpponent, sign: 1, residual }),
  ]
}

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

const excludesZero = ([low, high]: Interval): boolean => low > 0 || high < 0

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
  const residual = goalDifferenceResiduals(history, expectation)
  const pairs = pairResiduals(history, residual.home)
  const byPair = tallies(history, residual)
  const indexOfId = new Map(history.teams.map(({ id }, index) => [id, index]))
  const buildRecords = (team: number, opponentId: number): OpponentRecord[] => {
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
        couldBeChance: shrunk?.interval == null || !excludesZero(shrunk.interval),
      },
    ]
  }
  return new Map(
    league.map(({ teamId }) => {
      const team = indexOfId.get(teamId) ?? -1
      const records = league.flatMap((other) => buildRecords(team, other.teamId))
      return [teamId, records.sort((a, b) => (a.shrunkResidual ?? 0) - (b.shrunkResidual ?? 0) || a.opponentId - b.opponentId)]
    }),
  )
}
