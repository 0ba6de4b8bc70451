import { estimateComponents, groupMoments } from '../dna/group-components.ts'
import { marketExpectation } from '../dna/market-expectation.ts'
import { historyBefore, type MatchHistory } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import type { Minute } from '../football/time.ts'
import { shrink, type VarianceComponents } from '../numeric/shrinkage.ts'
import { pointResiduals } from './meetings.ts'

/** Traits that are followed from week to week, under the keys that friction's components read. */
export const TRAIT_KEYS = [
  'shots_for',
  'shots_against',
  'corners_for',
  'corners_against',
  'shots_on_target_share',
  'fouls_per_match',
  'cards_per_match',
  'second_half_when_behind',
  'second_half_when_ahead',
] as const
export type TraitKey = (typeof TRAIT_KEYS)[number]

/** What one match showed of one trait, per row of the table and side; NaN where it showed nothing. */
export interface SideValues {
  readonly home: Float64Array
  readonly away: Float64Array
}

export interface ObservedStyle {
  readonly traits: Readonly<Record<TraitKey, SideValues>>
  /** Half the difference of both sides' points beyond their closing odds, from the home side; NaN without odds. */
  readonly pointEdge: Float64Array
}

/** The part of a match's goals that falls after half-time, in ordinary leagues: one number, so that no row depends on another. */
const SECOND_HALF_SHARE = 0.56

/** Everything that each match showed, every row from that row alone: who may look at which row is the caller's to keep. */
export function observeStyle(table: MatchTable): ObservedStyle {
  const history = historyBefore(table, Number.MAX_SAFE_INTEGER as Minute)
  const { columns } = history
  const both = (home: Float64Array, away: Float64Array): SideValues => ({ home, away })
  const share = (part: Float64Array, whole: Float64Array) => whole.map((all, row) => (all > 0 ? Math.min(1, part[row]! / all) : Number.NaN))
  const cards = (yellows: Float64Array, reds: Float64Array) => yellows.map((yellow, row) => yellow + 2 * reds[row]!)
  const expectation = marketExpectation(history)
  const late = secondHalves(history, expectation)
  const when = (applies: (interval: number) => boolean): SideValues => ({
    home: late.interval.map((interval, row) => (applies(interval) ? late.residual[row]! : Number.NaN)),
    away: late.interval.map((interval, row) => (applies(-interval) ? -late.residual[row]! : Number.NaN)),
  })
  return {
    traits: {
      shots_for: both(columns.homeShots, columns.awayShots),
      shots_against: both(columns.awayShots, columns.homeShots),
      corners_for: both(columns.homeCorners, columns.awayCorners),
      corners_against: both(columns.awayCorners, columns.homeCorners),
      shots_on_target_share: both(share(columns.homeShotsOnTarget, columns.homeShots), share(columns.awayShotsOnTarget, columns.awayShots)),
      fouls_per_match: both(columns.homeFouls, columns.awayFouls),
      cards_per_match: both(cards(columns.homeYellows, columns.homeReds), cards(columns.awayYellows, columns.awayReds)),
      second_half_when_behind: when((interval) => interval < 0),
      second_half_when_ahead: when((interval) => interval > 0),
    },
    pointEdge: pointResiduals(history),
  }
}

/** Half-time goal difference from the home side, and its second half beyond what the market's goals left for it. */
function secondHalves(
  { columns, length }: MatchHistory,
  expected: { readonly homeGoals: Float64Array; readonly awayGoals: Float64Array },
): { readonly interval: Float64Array; readonly residual: Float64Array } {
  const interval = new Float64Array(length)
  const residual = new Float64Array(length)
  for (let row = 0; row < length; row++) {
    interval[row] = columns.halfTimeHomeGoals[row]! - columns.halfTimeAwayGoals[row]!
    const late = columns.homeGoals[row]! - columns.awayGoals[row]! - interval[row]!
    residual[row] = late - SECOND_HALF_SHARE * (expected.homeGoals[row]! - expected.awayGoals[row]!)
  }
  return { interval, residual }
}

/** Weights of a team's matches halve every 10, as in its DNA. */
const TEAM_KEEP = 0.5 ** (1 / 10)
/** The league's own level moves slowly: half-life of about a season's matches. */
const LEAGUE_KEEP = 0.5 ** (1 / 380)

/** A trait of one team as it is known at a moment: shrunk to its league's level, which is 0. */
export interface TrackedTrait {
  readonly value: number
  readonly standardDeviation: number
  /** Matches behind it; 0 for a team of which nothing is known but that it plays in the league. */
  readonly n: number
}

/**
 * One trait of a league's teams, followed match by match: the exponentially weighted mean of what each match showed beyond the
 * league's level at that ground, shrunk by the kappa of earlier seasons. Cheap, because each match is read once.
 */
export interface TraitTracker {
  /** Estimates kappa from all that was pushed so far: called when a season begins, so that no season shrinks itself. */
  beginSeason(): void
  /** One match of one team; NaN leaves everything as it was. */
  push(team: number, season: number, atHome: boolean, value: number): void
  /** Null until earlier seasons have shown how far teams differ. */
  read(team: number): TrackedTrait | null
}

/** @param teams  how many the league has over all seasons */
export function createTraitTracker(teams: number): TraitTracker {
  const weight = new Float64Array(teams)
  const squares = new Float64Array(teams)
  const sum = new Float64Array(teams)
  const matches = new Int32Array(teams)
  const level = [0, 0]
  const seen = [0, 0]
  const values: number[] = []
  const groups: number[] = []
  let components: VarianceComponents | null = null
  return {
    beginSeason() {
      components = estimateComponents(groupMoments(values, groups))
    },
    push(team, season, atHome, value) {
      if (Number.isNaN(value)) return
      const side = atHome ? 0 : 1
      const before = seen[side]!
      const residual = value - level[side]!
      seen[side] = before + 1
      level[side]! += residual * Math.max(1 / (before + 1), 1 - LEAGUE_KEEP)
      // The first match has nothing to be compared with.
      if (before === 0) return
      weight[team] = weight[team]! * TEAM_KEEP + 1
      squares[team] = squares[team]! * TEAM_KEEP ** 2 + 1
      sum[team] = sum[team]! * TEAM_KEEP + residual
      matches[team]! += 1
      values.push(residual)
      groups.push(season * teams + team)
    },
    read(team) {
      if (components === null) return null
      const nEff = matches[team] === 0 ? 0 : weight[team]! ** 2 / squares[team]!
      const mean = matches[team] === 0 ? 0 : sum[team]! / weight[team]!
      const { value, standardDeviation } = shrink({ mean, nEff }, components, { centre: 0 })
      return { value, standardDeviation, n: matches[team]! }
    },
  }
}
