import type { MatchHistory } from '../../football/history.ts'
import { type Estimate, type Interval, wilsonInterval } from '../../numeric/estimate.ts'
import { Z_95, poissonCdf } from '../../numeric/distributions.ts'
import { column } from '../league-view.ts'
import type { MarketExpectation } from '../market-expectation.ts'
import type { TeamDna } from '../team-dna.ts'
import { listMetrics } from './known-metric.ts'

/** What a team is to a bettor, each a number of the season's matches. */
export const IDENTITY_KEYS = [
  'favourite_share',
  'win_price_low',
  'win_price_median',
  'win_price_high',
  'market_drift',
  'won_share',
  'drawn_share',
  'over_2_5_share',
  'both_scored_share',
] as const
export type IdentityKey = (typeof IDENTITY_KEYS)[number]

/** One number with its sample, its interval, and what the market's closing odds expected of the same matches. */
export interface IdentityNumber extends Estimate {
  readonly key: IdentityKey
  /** Mean of the fair probabilities over the matches that have odds; null where the market says nothing of it. */
  readonly expected: number | null
}

export interface BettingIdentity {
  readonly teamId: number
  /** In the order of {@link IDENTITY_KEYS}. */
  readonly numbers: readonly IdentityNumber[]
}

/** A match of the season as the team and the market saw it. */
interface SeenMatch {
  readonly scored: number
  readonly conceded: number
  /** Fair probabilities; null without odds. */
  readonly market: { readonly win: number; readonly draw: number; readonly opponent: number } | null
  /** Goals that the market expected of both sides; null without odds on totals. */
  readonly goals: { readonly own: number; readonly other: number } | null
}

/** Fair probabilities behind a match's expected points: home and away points sum to 3 − P(draw). */
function toMarket(own: number, other: number): SeenMatch['market'] {
  if (Number.isNaN(own + other)) return null
  const draw = 3 - own - other
  return { win: (own - draw) / 3, draw, opponent: (other - draw) / 3 }
}

function seenMatches(history: MatchHistory, expectation: MarketExpectation, season: number): Map<number, SeenMatch[]> {
  const seen = new Map<number, SeenMatch[]>()
  const [seasons, home, away] = [column(history, 'season'), column(history, 'home'), column(history, 'away')]
  const [homeGoals, awayGoals] = [column(history, 'homeGoals'), column(history, 'awayGoals')]
  const add = (team: number, match: SeenMatch): void => void seen.set(team, [...(seen.get(team) ?? []), match])
  for (let row = 0; row < history.length; row++) {
    if (seasons[row] !== season) continue
    const points: [number, number] = [expectation.homePoints[row] as number, expectation.awayPoints[row] as number]
    const rates: [number, number] = [expectation.homeGoals[row] as number, expectation.awayGoals[row] as number]
    const goals: [number, number] = [homeGoals[row] as number, awayGoals[row] as number]
    for (const [team, own, other] of [
      [home[row] as number, 0, 1],
      [away[row] as number, 1, 0],
    ] as const) {
      add(team, {
        scored: goals[own],
        conceded: goals[other],
        market: toMarket(points[own], points[other]),
        goals: Number.isNaN(rates[0] + rates[1]) ? null : { own: rates[own], other: rates[other] },
      })
    }
  }
  return seen
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

function share(key: IdentityKey, happened: readonly boolean[], expectations: readonly number[]): IdentityNumber {
  const count = happened.filter(Boolean).length
  const n = happened.length
  return { key, value: n === 0 ? null : count / n, n, interval: wilsonInterval(count, n), expected: mean(expectations) }
}

/**
 * A quantile of the sample and its interval from the ranks around it, by the normal approximation of the binomial. An end that would
 * lie beyond the sample has no observation to stand on: then there is no interval.
 */
function quantile(key: IdentityKey, values: readonly number[], level: number): IdentityNumber {
  const sorted = [...values].sort((a, b) => a - b)
  const n = sorted.length
  if (n === 0) return { key, value: null, n, interval: null, expected: null }
  const half = Z_95 * Math.sqrt(n * level * (1 - level))
  const [low, high] = [Math.floor(n * level - half), Math.ceil(n * level + half)]
  const interval: Interval | null = low >= 0 && high < n ? [sorted[low] as number, sorted[high] as number] : null
  const value = sorted[Math.min(n - 1, Math.floor(n * level))] as number
  return { key, value, n, interval, expected: null }
}

/** P(at least one goal) of a Poisson count. */
const scores = (rate: number): number => 1 - Math.exp(-rate)

function countNumbers(matches: readonly SeenMatch[], dna: TeamDna): IdentityNumber[] {
  const priced = matches.flatMap(({ market }) => market ?? [])
  const goals = matches.flatMap((match) => match.goals ?? [])
  const prices = priced.map(({ win }) => 1 / win)
  const drift = listMetrics(dna).find(({ key }) => key === 'market_drift')
  return [
    share(
      'favourite_share',
      priced.map(({ win, opponent }) => win > opponent),
      [],
    ),
    quantile('win_price_low', prices, 0.1),
    quantile('win_price_median', prices, 0.5),
    quantile('win_price_high', prices, 0.9),
    { key: 'market_drift', value: drift?.value ?? null, n: drift?.n ?? 0, interval: drift?.interval ?? null, expected: null },
    share(
      'won_share',
      matches.map(({ scored, conceded }) => scored > conceded),
      priced.map(({ win }) => win),
    ),
    share(
      'drawn_share',
      matches.map(({ scored, conceded }) => scored === conceded),
      priced.map(({ draw }) => draw),
    ),
    share(
      'over_2_5_share',
      matches.map(({ scored, conceded }) => scored + conceded > 2.5),
      goals.map(({ own, other }) => 1 - poissonCdf(2, own + other)),
    ),
    share(
      'both_scored_share',
      matches.map(({ scored, conceded }) => scored > 0 && conceded > 0),
      goals.map(({ own, other }) => scores(own) * scores(other)),
    ),
  ]
}

/**
 * What each team of a league is to a bettor, from its matches of the season: how often it is favourite, at which fair prices (the
 * 10 %, 50 % and 90 % quantiles of 1 / fair probability of its win), whether its price drifts, and how its matches settle beside what the
 * same odds expected. Shares with Wilson's interval; the drift is the DNA's, over its longer window.
 *
 * @param expectation  of the same history
 * @returns one per team of `league`, in its order
 */
export function bettingIdentities(history: MatchHistory, expectation: MarketExpectation, league: readonly TeamDna[]): BettingIdentity[] {
  const indexOfId = new Map(history.teams.map(({ id }, index) => [id, index]))
  const bySeason = new Map<string, ReturnType<typeof seenMatches>>()
  return league.map((dna) => {
    const seen = bySeason.get(dna.season) ?? seenMatches(history, expectation, history.seasons.indexOf(dna.season))
    bySeason.set(dna.season, seen)
    return { teamId: dna.teamId, numbers: countNumbers(seen.get(indexOfId.get(dna.teamId) ?? -1) ?? [], dna) }
  })
}
