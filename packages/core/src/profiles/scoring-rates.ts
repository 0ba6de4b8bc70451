import type { Estimate, Interval } from '../numeric/estimate.ts'
import { Z_95 } from '../numeric/distributions.ts'
import { POSITION_GROUPS, type PositionGroup } from './goalscorer.ts'

/** A player's season, as far as a scoring rate needs it. */
export interface ScorerSeason {
  readonly position: PositionGroup | null
  readonly goals: number | null
  readonly minutes: number | null
  readonly appearances: number
  /** Goals of both sides in the matches of the player's team. */
  readonly teamMatches: { readonly matches: number; readonly goals: number } | null
}

/** Goals per 90 minutes of one position: the Gamma distribution that a player's rate is drawn from. */
interface PositionPrior {
  readonly mean: number
  /** In matches of 90 minutes; null where players of the position do not differ measurably. */
  readonly kappa: number | null
}

/** Why a player's probabilities, or those of the first and last goal alone, are not measured. */
export type ScoringGap =
  | { readonly code: 'position_unknown' }
  | { readonly code: 'counts_missing' }
  | { readonly code: 'too_few_players'; readonly minPlayers: number }
  | { readonly code: 'part_of_match_unknown'; readonly minutesPerMatch: number }
  | { readonly code: 'too_few_team_matches'; readonly matches: number; readonly minMatches: number }

/** What a player's goals say, each with the reason where it was not measured. */
export interface ScoringEstimate {
  /** Goals per 90 minutes, shrunk towards the position. */
  readonly ratePer90: Estimate
  /** Share of the rate that is the player's own; null where it was not measured. */
  readonly reliability: number | null
  /** Probability of at least one goal in a match in which the player plays as long as usual. */
  readonly anytime: Estimate
  /** Probability of the first, and of the last, goal of such a match. */
  readonly first: Estimate
  readonly last: Estimate
  /** Null when everything was measured. */
  readonly reason: ScoringGap | null
  /** Why only the first and last goal was not; null when `reason` says it, or nothing is missing. */
  readonly orderReason: ScoringGap | null
}

const MATCH_MINUTES = 90
/** Minimum players of a position to estimate how far they differ. */
const MIN_PLAYERS = 10
/** A player on the pitch for less may miss the first or the last goal; the file does not say which. */
const WHOLE_MATCH_MINUTES = 80
const MIN_TEAM_MATCHES = 10

type Counted = ScorerSeason & { readonly goals: number; readonly minutes: number }
const isCounted = (season: ScorerSeason): season is Counted =>
  season.goals !== null && season.minutes !== null && season.minutes > 0 && season.appearances > 0

/**
 * Mean and spread of a position's rates by moments: the variance between players beyond that of Poisson counts.
 * kappa = mean / variance is the Gamma distribution's rate.
 */
function estimatePrior(players: readonly Counted[]): PositionPrior | null {
  if (players.length < MIN_PLAYERS) return null
  const exposures = players.map(({ minutes }) => minutes / MATCH_MINUTES)
  const total = exposures.reduce((sum, exposure) => sum + exposure, 0)
  const mean = players.reduce((sum, { goals }) => sum + goals, 0) / total
  if (mean === 0) return null
  const spread = players.reduce(
    (sum, { goals }, at) => sum + (exposures[at] as number) * (goals / (exposures[at] as number) - mean) ** 2,
    0,
  )
  const expected = (players.length - 1) * mean
  const scale = total - exposures.reduce((sum, exposure) => sum + exposure ** 2, 0) / total
  const variance = scale > 0 ? (spread - expected) / scale : 0
  return { mean, kappa: variance > 0 ? mean / variance : null }
}

/** Wilson and Hilferty (1931): the cube root of a Gamma variable is close to normal. */
function gammaQuantile(shape: number, z: number): number {
  return shape * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3
}

function notMeasured(n: number): Estimate {
  return { value: null, n, interval: null }
}

function refused(season: ScorerSeason, reason: ScoringGap): ScoringEstimate {
  const none = notMeasured(season.appearances)
  return { ratePer90: none, reliability: null, anytime: none, first: none, last: none, reason, orderReason: null }
}

/** A growing function of the rate, at its value and at the ends of its interval. */
function transformEstimate(rate: Estimate, curve: (rate: number) => number): Estimate {
  const { value, n, interval } = rate
  const ends: Interval | null = interval && [curve(interval[0]), curve(interval[1])]
  return { value: value === null ? null : curve(value), n, interval: ends }
}

/**
 * Who scores first: all goals of the match come at a constant rate, and the player's share of them is theirs. The share is
 * the same for the last one.
 */
function estimateOrder(rate: Estimate, season: Counted): { estimate: Estimate; reason: ScoringGap | null } {
  const perMatch = season.minutes / season.appearances
  if (perMatch < WHOLE_MATCH_MINUTES)
    return { estimate: notMeasured(rate.n), reason: { code: 'part_of_match_unknown', minutesPerMatch: Math.round(perMatch) } }
  const { matches, goals } = season.teamMatches ?? { matches: 0, goals: 0 }
  if (matches < MIN_TEAM_MATCHES || goals === 0)
    return { estimate: notMeasured(rate.n), reason: { code: 'too_few_team_matches', matches, minMatches: MIN_TEAM_MATCHES } }
  const expected = goals / matches
  const played = Math.min(perMatch, MATCH_MINUTES) / MATCH_MINUTES
  const curve = (value: number) => Math.min(1, (value * played) / expected) * (1 - Math.exp(-expected))
  return { estimate: transformEstimate(rate, curve), reason: null }
}

function estimateOne(season: ScorerSeason, priors: ReadonlyMap<PositionGroup, PositionPrior | null>): ScoringEstimate {
  if (season.position === null) return refused(season, { code: 'position_unknown' })
  if (!isCounted(season)) return refused(season, { code: 'counts_missing' })
  const prior = priors.get(season.position) ?? null
  if (prior === null) return refused(season, { code: 'too_few_players', minPlayers: MIN_PLAYERS })
  const exposure = season.minutes / MATCH_MINUTES
  const kappa = prior.kappa
  const shape = kappa === null ? null : prior.mean * kappa + season.goals
  const width = (z: number) => (shape === null || kappa === null ? prior.mean : gammaQuantile(shape, z) / (kappa + exposure))
  const rate: Estimate = {
    value: shape === null || kappa === null ? prior.mean : shape / (kappa + exposure),
    n: season.appearances,
    interval: shape === null ? null : [width(-Z_95), width(Z_95)],
  }
  const played = season.minutes / season.appearances / MATCH_MINUTES
  const order = estimateOrder(rate, season)
  return {
    ratePer90: rate,
    reliability: kappa === null ? 0 : exposure / (exposure + kappa),
    anytime: transformEstimate(rate, (value) => 1 - Math.exp(-value * played)),
    first: order.estimate,
    last: order.estimate,
    reason: null,
    orderReason: order.reason,
  }
}

/**
 * Scoring rates of the players of one season: Poisson goals, rates Gamma distributed within a position, so that a player with few
 * minutes is told by the position and one with many by their own goals. See docs/models/profiles.md.
 *
 * @param seasons  all players of a season; whom to compare with is who is among them
 * @returns        in the order of `seasons`
 * @source  Gamma–Poisson empirical Bayes; interval by Wilson and Hilferty (1931)
 */
export function estimateScoring(seasons: readonly ScorerSeason[]): ScoringEstimate[] {
  const priors = new Map(
    POSITION_GROUPS.map((group) => [group, estimatePrior(seasons.filter(isCounted).filter(({ position }) => position === group))]),
  )
  return seasons.map((season) => estimateOne(season, priors))
}
