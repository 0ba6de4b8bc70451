import {
  type Decimal,
  isJsonObject,
  type MappedValue,
  multiply,
  NOTHING,
  readDecimal,
  toDouble,
  unreadable,
  writeDecimal,
} from './values.ts'

/** ASCII characters that are neither letter nor digit separate words. Postgres uses the pattern, too. */
export const WORD_SEPARATORS = '[\\u0001-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u007f]+'

export interface WordMeaning {
  readonly word: string
  readonly means: string
}

/** The first word found decides. */
export const STRATEGY_TYPE_WORDS: readonly WordMeaning[] = [
  { word: 'over', means: 'MARKET' },
  { word: 'under', means: 'MARKET' },
  { word: 'btts', means: 'MARKET' },
  { word: 'home', means: 'CONTEXT' },
  { word: 'away', means: 'CONTEXT' },
]
export const OTHER_STRATEGY_TYPE = 'COMPOUND'

/** The first word found decides. */
export const MARKET_FAMILY_WORDS: readonly WordMeaning[] = [
  { word: 'over', means: 'OVER' },
  { word: 'under', means: 'UNDER' },
  { word: 'btts', means: 'BTTS' },
  { word: '1x2', means: '1X2' },
  { word: 'win', means: '1X2' },
  { word: 'handicap', means: 'AH' },
  { word: 'ah', means: 'AH' },
]
export const OTHER_MARKET_FAMILY = 'OTHER'

const SEPARATORS = new RegExp(WORD_SEPARATORS, 'u')
const lowerAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function firstMeaning(name: string, meanings: readonly WordMeaning[], otherwise: string): string {
  const words = new Set(lowerAscii(name).split(SEPARATORS))
  return meanings.find(({ word }) => words.has(word))?.means ?? otherwise
}

/**
 * Rule `strategy-type@1`: whole words only.
 *
 * @example toStrategyType('CONVERGENCE_OVER_MC') // 'MARKET'
 * @example toStrategyType('RECOVERY_TEAM') // 'COMPOUND'
 */
export function toStrategyType(name: string): string {
  return firstMeaning(name, STRATEGY_TYPE_WORDS, OTHER_STRATEGY_TYPE)
}

/**
 * Rule `market-family@1`: whole words only.
 *
 * @example toMarketFamily('CONVERGENCE_UNDER_MC') // 'UNDER'
 * @example toMarketFamily('WINTER_BREAK') // 'OTHER'
 */
export function toMarketFamily(name: string): string {
  return firstMeaning(name, MARKET_FAMILY_WORDS, OTHER_MARKET_FAMILY)
}

interface AuditStake {
  readonly strategy: string
  /** Units per bet. */
  readonly stake: Decimal
  /** 1 / stake, exact in decimals. */
  readonly perUnit: Decimal
}

const TWO = { stake: { digits: 20n, scale: 1 }, perUnit: { digits: 5n, scale: 1 } }
const TWO_AND_A_HALF = { stake: { digits: 25n, scale: 1 }, perUnit: { digits: 4n, scale: 1 } }

/** What the audit of 2025-12-05 staked on each bet of a strategy, rule `roi-per-stake@1`. */
export const AUDIT_STAKES: readonly AuditStake[] = [
  { strategy: 'CONVERGENCE_OVER_PURE', ...TWO },
  { strategy: 'CONVERGENCE_UNDER_PURE', ...TWO },
  { strategy: 'CONVERGENCE_OVER_MC', ...TWO_AND_A_HALF },
  { strategy: 'CONVERGENCE_UNDER_MC', ...TWO },
  { strategy: 'QUANT_BEST_MARKET', ...TWO },
  { strategy: 'MONTE_CARLO_PURE', ...TWO },
  { strategy: 'TOTAL_CHAOS', ...TWO_AND_A_HALF },
  { strategy: 'ADAPTIVE_ENGINE', ...TWO },
  { strategy: 'MC_V2_PURE', ...TWO },
]

/** Null where the audit did not measure the row: `parameters` names no family, or the strategy is not one of the audit's. */
export function findAuditStake(strategyName: string, parameters: unknown): AuditStake | null {
  if (!isJsonObject(parameters) || !Object.hasOwn(parameters, 'family') || typeof parameters['family'] !== 'string') return null
  return AUDIT_STAKES.find(({ strategy }) => strategy === strategyName) ?? null
}

/**
 * Rule `roi-per-stake@1`.
 *
 * @param roi         percent per bet, as Postgres prints the `numeric`
 * @param parameters  the parsed JSON of the row
 * @returns           percent of the stake
 * @example roiPerStake('169.20', 'QUANT_BEST_MARKET', { family: 'QUANT' }) // { value: 84.6, finding: null }
 */
export function roiPerStake(roi: string | null, strategyName: string, parameters: unknown): MappedValue<number> {
  if (roi === null) return NOTHING
  const perBet = readDecimal(roi)
  if (!perBet) return unreadable('not-a-number')
  const stake = findAuditStake(strategyName, parameters)
  if (!stake) return unreadable('stake-unknown')
  return toDouble(writeDecimal(multiply(perBet, stake.perUnit)))
}
