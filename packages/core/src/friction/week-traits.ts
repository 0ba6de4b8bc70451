import { estimateComponents, groupMoments } from '../dna/group-components.ts'
import { historyBefore } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import { MINUTES_PER_DAY, type Minute } from '../football/time.ts'
import type { LeagueTraits, Trait } from './pair-quantities.ts'
import { shrink, type VarianceComponents } from '../numeric/shrinkage.ts'
import { splitIntoWeeks } from '../forecasting/tiers/rated-matches.ts'
import { observeStyle, TRAIT_KEYS, type TraitKey, createTraitTracker, type TrackedTrait } from './observed-style.ts'

/** What a league's week began with: its matches, and how its teams were known to play. */
export interface TraitWeek {
  /** Rows of the table, in the order in which `rateMatches` has them. */
  readonly rows: readonly number[]
  /** By team index. Standardised over the teams of the season, as they were known when the week began. */
  readonly traits: LeagueTraits
  /** Points beyond the market in past meetings, shrunk, above 0 for the first team (by index); null while kappa is not known. */
  readonly edge: (team: number, opponent: number) => number | null
}

/**
 * Every week of a league with the traits that were known when it began. A match is learned from once its result was known before
 * the week's first day; kappa and the level of the traits come from earlier matches alone.
 *
 * @param table  one league; its rows are sorted by `knownAt`
 */
export function* traitWeeks(table: MatchTable): Generator<TraitWeek> {
  const { season, home, away } = table.columns
  const style = observeStyle(table)
  const trackers = TRAIT_KEYS.map((key) => ({ key, tracker: createTraitTracker(table.teams.length), observed: style.traits[key] }))
  const meetings = createMeetings(table.teams.length)
  let learned = 0
  let current = -1
  const learnUntil = (known: number) => {
    for (; learned < known; learned++) {
      const row = learned
      for (const { tracker, observed } of trackers) {
        tracker.push(home[row]!, season[row]!, true, observed.home[row]!)
        tracker.push(away[row]!, season[row]!, false, observed.away[row]!)
      }
      meetings.push(home[row]!, away[row]!, style.pointEdge[row]!)
    }
  }
  for (const week of splitIntoWeeks(table)) {
    learnUntil(historyBefore(table, (week.start * MINUTES_PER_DAY) as Minute).length)
    const now = season[week.rows[0]!]!
    if (now !== current) {
      for (const { tracker } of trackers) tracker.beginSeason()
      meetings.beginSeason()
      current = now
    }
    const entrants = findTeams(table, now)
    yield { rows: week.rows, traits: standardised(trackers, entrants), edge: meetings.edge }
  }
}

/** Who plays in a season is known when its fixtures are drawn. */
function findTeams({ columns: { season, home } }: MatchTable, wanted: number): ReadonlySet<number> {
  const teams = new Set<number>()
  for (let row = 0; row < season.length; row++) if (season[row] === wanted) teams.add(home[row]!)
  return teams
}

function standardised(
  trackers: readonly { readonly key: TraitKey; readonly tracker: { read(team: number): TrackedTrait | null } }[],
  teams: ReadonlySet<number>,
): LeagueTraits {
  const byKey = new Map<string, ReadonlyMap<number, Trait>>()
  for (const { key, tracker } of trackers) {
    const known = [...teams].flatMap((team) => {
      const trait = tracker.read(team)
      return trait === null ? [] : [{ team, ...trait }]
    })
    const mean = known.reduce((sum, { value }) => sum + value / known.length, 0)
    const deviation = Math.sqrt(known.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length - 1))
    const scale = deviation > 0 ? 1 / deviation : 0
    byKey.set(
      key,
      new Map(
        known.map(({ team, value, standardDeviation, n }): [number, Trait] => [
          team,
          { value, standardDeviation, n, z: (value - mean) * scale, zStandardDeviation: standardDeviation * scale },
        ]),
      ),
    )
  }
  return (team, key) => byKey.get(key)?.get(team) ?? null
}

/** Past meetings of every pair, shrunk by the kappa that earlier seasons' pairs have. */
function createMeetings(teams: number) {
  const sums = new Map<number, { n: number; sum: number }>()
  const values: number[] = []
  const groups: number[] = []
  let components: VarianceComponents | null = null
  const toPairKey = (one: number, other: number) => Math.min(one, other) * teams + Math.max(one, other)
  return {
    beginSeason(): void {
      components = estimateComponents(groupMoments(values, groups))
    },
    push(home: number, away: number, edge: number): void {
      if (Number.isNaN(edge)) return
      const pair = toPairKey(home, away)
      const value = home < away ? edge : -edge
      const before = sums.get(pair) ?? { n: 0, sum: 0 }
      sums.set(pair, { n: before.n + 1, sum: before.sum + value })
      values.push(value)
      groups.push(pair)
    },
    edge(team: number, opponent: number): number | null {
      if (components === null) return null
      const met = sums.get(toPairKey(team, opponent))
      if (met === undefined) return 0
      const mean = ((team < opponent ? 1 : -1) * met.sum) / met.n
      return shrink({ mean, nEff: met.n }, components, { centre: 0 }).value
    },
  }
}
