import type { Estimate } from '../../numeric/estimate.ts'
import { groupBy } from '../../numeric/group-by.ts'
import { correctPValues } from '../../numeric/multiple-testing.ts'
import { normalCdf } from '../../numeric/distributions.ts'
import { getDeviation, teamKey } from './known-metric.ts'

/** What can be backed in every match of a team: the team at home, the team away, the draw, and either side of 2.5 goals. */
export const PROFILE_MARKETS = ['home_win', 'away_win', 'draw', 'over_2_5', 'under_2_5'] as const
export type ProfileMarket = (typeof PROFILE_MARKETS)[number]

/** One market of one team: what a unit on each of its matches came to, taken at the opening average. */
export interface MarketCell {
  readonly competition: string
  readonly teamId: number
  readonly market: ProfileMarket
  readonly bets: number
  /** Profit / turnover. */
  readonly yieldFraction: Estimate
  /** Against the fair sharp close; n = bets that have one. */
  readonly closingLineValue: Estimate
}

export interface JudgedMarket extends MarketCell {
  /** Two-sided, that the yield is 0; null with fewer bets than can be tested. */
  readonly pValue: number | null
  /** Benjamini–Hochberg over every tested cell of every team. */
  readonly qValue: number | null
}

/** Why a list of what is proven is empty. */
export type NothingProven =
  | { readonly code: 'no_market_with_enough_bets'; readonly minBets: number }
  | { readonly code: 'no_market_earns' | 'no_market_loses'; readonly tested: number; readonly cellsLookedAt: number }
  | { readonly code: 'no_bets' }
  | { readonly code: 'no_rule_is_evidence'; readonly rules: number }
  | { readonly code: 'no_rule_names_a_ground' }

/** A list that holds what is proven and nothing else: empty is an answer, with its reason. */
export interface ProvenList<Item> {
  readonly items: readonly Item[]
  /** Null where the list holds something. */
  readonly reason: NothingProven | null
  /** Everything that was tested together. */
  readonly cellsLookedAt: number
}

export interface MarketFindings {
  /** The team's own cells, in the order of {@link PROFILE_MARKETS}. */
  readonly looked: readonly JudgedMarket[]
  readonly exploit: ProvenList<JudgedMarket>
  readonly avoid: ProvenList<JudgedMarket>
}

/** Fewer bets are not tested, and not counted among those that were. */
const MIN_BETS = 30
/** Accepted share of false findings among those listed. */
const FALSE_DISCOVERY_RATE = 0.05

function computePValue({ bets, yieldFraction: { value, interval } }: MarketCell): number | null {
  if (bets < MIN_BETS || value === null || interval === null) return null
  const deviation = getDeviation(interval)
  return deviation > 0 ? 2 * normalCdf(-Math.abs(value) / deviation) : null
}

function judge(cells: readonly MarketCell[]): JudgedMarket[] {
  const pValues = cells.map(computePValue)
  const qValues = correctPValues(pValues)
  return cells.map((cell, index) => ({ ...cell, pValue: pValues[index] ?? null, qValue: qValues[index] ?? null }))
}

/** Beyond 0 by its interval and after the correction; a profit that the closing line contradicts is none. */
function isProven({ qValue, yieldFraction, closingLineValue }: JudgedMarket, sign: 1 | -1): boolean {
  if (qValue === null || qValue > FALSE_DISCOVERY_RATE || yieldFraction.interval === null) return false
  const [low, high] = yieldFraction.interval
  if (sign < 0) return high < 0
  return low > 0 && !(closingLineValue.interval !== null && closingLineValue.interval[1] < 0)
}

function marketGap(sign: 1 | -1, own: readonly JudgedMarket[], cellsLookedAt: number): NothingProven {
  const tested = own.filter(({ pValue }) => pValue !== null).length
  if (tested === 0) return { code: 'no_market_with_enough_bets', minBets: MIN_BETS }
  return { code: sign > 0 ? 'no_market_earns' : 'no_market_loses', tested, cellsLookedAt }
}

function provenList(own: readonly JudgedMarket[], sign: 1 | -1, cellsLookedAt: number): ProvenList<JudgedMarket> {
  const items = own
    .filter((cell) => isProven(cell, sign))
    .sort((a, b) => sign * ((b.yieldFraction.value ?? 0) - (a.yieldFraction.value ?? 0)))
  return { items, reason: items.length > 0 ? null : marketGap(sign, own, cellsLookedAt), cellsLookedAt }
}

/**
 * Which markets of a team earned or lost more than chance explains. All cells that are looked at together belong in one call: the
 * correction counts all of them.
 *
 * p is two-sided and normal with the error behind the yield's interval; q is Benjamini and Hochberg's over all cells of 30 bets or more.
 * Listed where q <= 0.05 and the interval excludes 0. A bet at the opening average loses the margin to begin with, so that the yield
 * of a market that nothing is wrong with lies a few per cent below 0: a market to avoid lost more than that, or was tried often.
 *
 * @returns by {@link teamKey}
 * @throws nothing: a cell that cannot be tested is not counted and not listed
 */
export function findMarkets(cells: readonly MarketCell[]): Map<string, MarketFindings> {
  const judged = judge(cells)
  const cellsLookedAt = judged.filter(({ pValue }) => pValue !== null).length
  const byTeam = groupBy(judged, ({ competition, teamId }) => teamKey(competition, teamId))
  return new Map(
    [...byTeam].map(([key, own]) => {
      const looked = PROFILE_MARKETS.flatMap((market) => own.filter((cell) => cell.market === market))
      const exploit = provenList(looked, 1, cellsLookedAt)
      return [key, { looked, exploit, avoid: provenList(looked, -1, cellsLookedAt) }]
    }),
  )
}

/** What a team's record of one rule says; of a fuller report these fields alone are read. */
export interface StrategyRecord {
  readonly strategy: string
  readonly verdict: string
  readonly bets: number
  readonly yieldFraction: Estimate
  readonly closingLineValue: Estimate
  /** What the record surely earned, as the strategies rank their records; minus infinity where it has no interval. */
  readonly sureYield: number
  /** Where the team plays in the matches that the rule bets on; null for both grounds. */
  readonly ground: 'home' | 'away' | null
}

export interface ProvenStrategy extends StrategyRecord {
  /** 1 = the one that surely earned most; the order in which they would be played. Equal ones share a place. */
  readonly priority: number
}

export interface TeamStrategies {
  readonly optimalStrategies: ProvenList<ProvenStrategy>
  /** Those of them that are played at one ground alone: the scenario that they name. */
  readonly optimalScenarios: ProvenList<ProvenStrategy>
  readonly bestStrategy: string | null
  /** The best one's place in the order; null without one. */
  readonly priority: number | null
  /** Why there is no best strategy and no priority; null where there is one. */
  readonly reason: NothingProven | null
}

/**
 * The rules whose record on one team is evidence, those that surely earned most first; nothing else is ever called optimal.
 *
 * @param records  of one team, those without a bet not counted; verdicts reached over all records that were looked at together
 */
export function provenStrategies(records: readonly StrategyRecord[]): TeamStrategies {
  const played = records.filter(({ bets }) => bets > 0)
  const cellsLookedAt = played.length
  const proven = played.filter(({ verdict }) => verdict === 'evidence')
  const items = proven
    .map((record): ProvenStrategy => ({ ...record, priority: 1 + proven.filter((other) => other.sureYield > record.sureYield).length }))
    .sort((a, b) => a.priority - b.priority)
  const none: NothingProven = played.length === 0 ? { code: 'no_bets' } : { code: 'no_rule_is_evidence', rules: played.length }
  const reason = items.length > 0 ? null : none
  const scenarios = items.filter(({ ground }) => ground !== null)
  return {
    optimalStrategies: { items, reason, cellsLookedAt },
    optimalScenarios: {
      items: scenarios,
      reason: scenarios.length > 0 ? null : (reason ?? { code: 'no_rule_names_a_ground' }),
      cellsLookedAt,
    },
    bestStrategy: items[0]?.strategy ?? null,
    priority: items[0]?.priority ?? null,
    reason,
  }
}
