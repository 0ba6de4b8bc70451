import { previousSeason } from '../football/season.ts'
import type { LeagueMetrics } from './build-league-dna.ts'
import { FULL_WINDOW, type LeagueMetric, type MetricTrace } from './estimate-metric.ts'
import type { ClusteredGroup } from './group-components.ts'
import { column, type LeagueView, type Observations, observed } from './league-view.ts'
import { strengthObservations } from './strength-observations.ts'
import { isFact } from './metric-catalogue.ts'
import type { MetricGapCode } from './team-dna.ts'

/** How observations are grouped: by team and season, by team, or by pair of teams. */
export type ReliabilityGroup = 'team_season' | 'team' | 'pair'

/** Two lists of means that belong together: a team in one season and the next, or odd and even matches of a group. */
export interface PairedMeans {
  readonly first: Float64Array
  readonly second: Float64Array
}

/** Inputs of one metric's reliability in one league. */
export interface MetricMoments {
  readonly key: string
  readonly groupedBy: ReliabilityGroup
  readonly groups: readonly ClusteredGroup[]
  /** Effective matches (meetings of a pair) behind a team's value today. */
  readonly window: number
  readonly yearOnYear: PairedMeans
  readonly oddEven: PairedMeans
}

/** The moments of every metric of one league: small enough to hand from thread to thread. */
export interface LeagueMoments {
  readonly competition: string
  readonly seasons: readonly string[]
  readonly metrics: readonly MetricMoments[]
  /** Metrics that the league's data cannot tell, with the reason. */
  readonly notMeasured: readonly { readonly key: string; readonly reason: MetricGapCode }[]
}

/** A mean over fewer matches is left out of the correlations. */
const MIN_MATCHES = 5
const MIN_MEETINGS = 3
const NO_PAIRS: PairedMeans = { first: new Float64Array(), second: new Float64Array() }

/** Appearances team by team, oldest first, and the groups that they fall into. */
interface Layout {
  readonly view: LeagueView
  readonly appearances: Int32Array
  readonly groups: Readonly<Record<ReliabilityGroup, Groups>>
}

interface Groups {
  /** Group of each appearance; -1: the same meeting is counted from the other side. */
  readonly of: Int32Array
  /** Key of each group. */
  readonly keys: readonly number[]
}

function layOut(view: LeagueView): Layout {
  const { history } = view
  const [homes, aways, seasons] = [column(history, 'home'), column(history, 'away'), column(history, 'season')]
  const teams = history.teams.length
  const appearances = Int32Array.from(view.appearances.flatMap((list) => [...list]))
  const grouped = (toKey: (team: number, opponent: number, season: number) => number): Groups => {
    const places = new Map<number, number>()
    const of = appearances.map((appearance) => {
      const row = appearance >> 1
      const [home, away] = [homes[row] as number, aways[row] as number]
      const key = (appearance & 1) === 0 ? toKey(home, away, seasons[row] as number) : toKey(away, home, seasons[row] as number)
      if (key < 0) return -1
      const place = places.get(key) ?? places.size
      places.set(key, place)
      return place
    })
    return { of, keys: [...places.keys()] }
  }
  return {
    view,
    appearances,
    groups: {
      team_season: grouped((team, _, season) => season * teams + team),
      team: grouped((team) => team),
      pair: grouped((team, opponent) => (team < opponent ? team * teams + opponent : -1)),
    },
  }
}

/** Sums by group; odd are the first, third, fifth … observations of it. */
interface Sums {
  readonly n: Float64Array
  readonly sum: Float64Array
  readonly squares: Float64Array
  readonly oddSum: Float64Array
}

function sumByGroup({ appearances }: Layout, { of, keys }: Groups, deviations: Observations): Sums {
  const column = (): Float64Array => new Float64Array(keys.length)
  const sums = { n: column(), sum: column(), squares: column(), oddSum: column() }
  for (let i = 0; i < appearances.length; i++) {
    const value = observed(deviations, appearances[i]!)
    const group = of[i]!
    if (Number.isNaN(value) || group < 0) continue
    if (sums.n[group]! % 2 === 0) sums.oddSum[group]! += value
    sums.n[group]! += 1
    sums.sum[group]! += value
    sums.squares[group]! += value * value
  }
  return sums
}

function toGroupMoments({ n, sum, squares }: Sums, getCluster: (group: number) => number): ClusteredGroup[] {
  return [...n.keys()].flatMap((group): ClusteredGroup[] => {
    const count = n[group]!
    if (count === 0) return []
    const mean = sum[group]! / count
    const variance = count < 2 ? null : Math.max(0, (squares[group]! - count * mean * mean) / (count - 1))
    return [{ mean, variance, nEff: count, cluster: getCluster(group) }]
  })
}

const pairedMeans = (pairs: readonly (readonly [number, number])[]): PairedMeans => ({
  first: Float64Array.from(pairs, ([one]) => one),
  second: Float64Array.from(pairs, ([, other]) => other),
})

/** Means of the odd and of the even observations of each group that has enough of both. */
function oddEvenMeans({ n, sum, oddSum }: Sums, fewest: number): PairedMeans {
  return pairedMeans(
    [...n.keys()].flatMap((group): [number, number][] => {
      const even = Math.floor(n[group]! / 2)
      const odd = n[group]! - even
      return even < fewest ? [] : [[oddSum[group]! / odd, (sum[group]! - oddSum[group]!) / even]]
    }),
  )
}

/** Means of a team in a season and in the next one by the calendar. */
function yearOnYearMeans({ view: { history }, groups }: Layout, { n, sum }: Sums): PairedMeans {
  const teams = history.teams.length
  const before = history.seasons.map((season) => history.seasons.indexOf(previousSeason(season) ?? ''))
  const placeByKey = new Map(groups.team_season.keys.map((key, place) => [key, place]))
  return pairedMeans(
    groups.team_season.keys.flatMap((key, place): [number, number][] => {
      const earlier = placeByKey.get(before[Math.floor(key / teams)]! * teams + (key % teams))
      if (earlier === undefined || n[earlier]! < MIN_MATCHES || n[place]! < MIN_MATCHES) return []
      return [[sum[earlier]! / n[earlier]!, sum[place]! / n[place]!]]
    }),
  )
}

interface MomentsInput {
  readonly key: string
  readonly deviations: Observations
  readonly groupedBy: ReliabilityGroup
  readonly window: number
}

function computeMoments(layout: Layout, { key, deviations, groupedBy, window }: MomentsInput): MetricMoments {
  const sums = sumByGroup(layout, layout.groups[groupedBy], deviations)
  const isPair = groupedBy === 'pair'
  const bySeason = groupedBy === 'team_season' ? sums : sumByGroup(layout, layout.groups.team_season, deviations)
  const { keys } = layout.groups[groupedBy]
  const teams = layout.view.history.teams.length
  const getCluster = (group: number): number => (groupedBy === 'team_season' ? keys[group]! % teams : keys[group]!)
  return {
    key,
    groupedBy,
    groups: toGroupMoments(sums, getCluster),
    window,
    yearOnYear: isPair ? NO_PAIRS : yearOnYearMeans(layout, bySeason),
    oddEven: oddEvenMeans(sums, isPair ? MIN_MEETINGS : MIN_MATCHES),
  }
}

const GROUP_OF: Readonly<Record<MetricTrace['over'], ReliabilityGroup>> = { recent: 'team_season', all: 'team', meetings: 'pair' }

/** Effective matches behind the values of a season's teams, in the middle. */
function usualWindow({ byTeam }: LeagueMetric): number {
  const sizes = [...byTeam.values()].flatMap(({ nEff }) => (nEff === null ? [] : [nEff])).sort((a, b) => a - b)
  return sizes[sizes.length >> 1] ?? 0
}

/**
 * Inputs of the reliability of a league's metrics, from the deviations that its DNA averages; strengths, which
 * are fitted and not averaged, season by season (`strengthObservations`). Facts have no reliability and are left out.
 *
 * Cost: about 60 ms for eleven seasons.
 */
export function leagueMoments(league: LeagueMetrics): LeagueMoments {
  const { view } = league
  const all = [...league.byVector.flatMap(({ metrics }) => metrics), ...league.style].filter(({ definition }) => !isFact(definition))
  const layout = layOut(view)
  const strengths = strengthObservations(league)
  const metrics = all.flatMap((metric): MetricMoments[] => {
    const { key } = metric.definition
    const { trace } = metric
    const strength = strengths.get(key)
    if (trace !== undefined) {
      const groupedBy = GROUP_OF[trace.over]
      const window = trace.over === 'recent' ? FULL_WINDOW : usualWindow(metric)
      return [computeMoments(layout, { key, deviations: trace.deviations, groupedBy, window })]
    }
    return strength === undefined
      ? []
      : [computeMoments(layout, { key, deviations: strength, groupedBy: 'team_season', window: usualWindow(metric) })]
  })
  const told = new Set(metrics.map(({ key }) => key))
  const notMeasured = all.flatMap(({ definition: { key }, reason }) =>
    told.has(key) ? [] : [{ key, reason: reason ?? 'nothing_to_tell_it_from' }],
  )
  return { competition: view.history.competition, seasons: view.history.seasons, metrics, notMeasured }
}
