import { logit, Z_95 } from '../../numeric/distributions.ts'
import { fitRidge, predictRidge, type RidgeModel } from '../../numeric/regression.ts'
import { logRatesFromMarket } from '../ratings/market-rates.ts'
import { FEATURES } from '../ratings/match-features.ts'
import { PRICES, type RatedRow, rowsBefore, getSeason } from './rated-matches.ts'
import type { CorrectionFor } from './rate-tiers.ts'

const SKIPPED_SEASONS = 2
const PENALTY = 300
const MIN_ROWS = 500
const WIDTH = FEATURES.length + 2

/** Home, draw, away, over 2.5. */
export type Deviations = readonly [home: number, draw: number, away: number, over25: number]

/** Fair 1X2 probabilities and over 2.5 that the market is expected to close at, and how far off that may be. */
export interface MarketForecast {
  readonly home: number
  readonly draw: number
  readonly away: number
  readonly over25: number
  /** Log rates behind them, for what has no price of its own. */
  readonly supremacy: number
  readonly total: number
  /** Standard deviations of the four on the scale of log odds, p / (1 - p). */
  readonly deviations: Deviations
}

interface Prices {
  readonly home: number
  readonly draw: number
  readonly away: number
  readonly over25: number
}

const pricesAt = (columns: Float64Array, at: number): Prices => ({
  home: columns[at * PRICES]!,
  draw: columns[at * PRICES + 1]!,
  away: columns[at * PRICES + 2]!,
  over25: columns[at * PRICES + 3]!,
})

/** What stands beside a match's opening: how far the history is from it, then the features. */
function writeRow(row: RatedRow, correctionFor: CorrectionFor, out: Float64Array, offset: number): void {
  const { league, at } = row
  const opening = logRatesFromMarket(pricesAt(league.opening, at))
  const history = correctionFor(getSeason(row))(row)
  out[offset] = Number.isNaN(opening.supremacy) ? 0 : history.supremacy - opening.supremacy
  out[offset + 1] = Number.isNaN(opening.total) ? 0 : history.total - opening.total
  out.set(league.features.subarray(at * FEATURES.length, (at + 1) * FEATURES.length), offset + 2)
}

/** How the market moves from opening to close: learned from earlier seasons. */
interface Move {
  readonly home: RidgeModel
  readonly away: RidgeModel
  readonly deviations: Deviations
}

/** The opening, moved: fair probabilities of home, draw and away. */
function movedFrom(open: Prices, home: number, away: number): readonly [number, number, number] {
  const forHome = (open.home / open.draw) * Math.exp(home)
  const forAway = (open.away / open.draw) * Math.exp(away)
  const sum = forHome + 1 + forAway
  return [forHome / sum, 1 / sum, forAway / sum]
}

const isPriced = ({ league, at }: RatedRow): boolean => !Number.isNaN(league.opening[at * PRICES]! + league.closing[at * PRICES]!)

function learnMove(rows: readonly RatedRow[], correctionFor: CorrectionFor): Move | null {
  const priced = rows.filter(isPriced)
  if (priced.length < MIN_ROWS) return null
  const features = new Float64Array(priced.length * WIDTH)
  priced.forEach((row, i) => writeRow(row, correctionFor, features, i * WIDTH))
  const movement = (side: 'home' | 'away') =>
    Float64Array.from(priced, ({ league, at }) => {
      const open = pricesAt(league.opening, at)
      const close = pricesAt(league.closing, at)
      return Math.log(close[side] / close.draw) - Math.log(open[side] / open.draw)
    })
  const home = fitRidge(features, movement('home'), WIDTH, PENALTY)
  const away = fitRidge(features, movement('away'), WIDTH, PENALTY)
  return { home, away, deviations: measureDeviations(priced, { home, away, features }) }
}

/** How far the moved opening was from the close in the seasons that it was learned from: what 95 % of the misses stay within, over 1.96. */
function measureDeviations(rows: readonly RatedRow[], move: Pick<Move, 'home' | 'away'> & { readonly features: Float64Array }): Deviations {
  const misses: [number[], number[], number[], number[]] = [[], [], [], []]
  rows.forEach(({ league, at }, i) => {
    const open = pricesAt(league.opening, at)
    const close = pricesAt(league.closing, at)
    const moved = movedFrom(open, predictRidge(move.home, move.features, i * WIDTH), predictRidge(move.away, move.features, i * WIDTH))
    const closed = [close.home, close.draw, close.away]
    for (let k = 0; k < 3; k++) misses[k]!.push(Math.abs(logit(closed[k]!) - logit(moved[k]!)))
    // Until 2019 totals had no closing price of their own; the opening was repeated, which carries no information.
    if (Math.abs(close.over25 - open.over25) > 0) misses[3].push(Math.abs(logit(close.over25) - logit(open.over25)))
  })
  const [home, draw, away, over] = misses.map((each, k) => (each.length < MIN_ROWS ? DEFAULT_DEVIATIONS[k]! : within95(each) / Z_95))
  return [home!, draw!, away!, over!]
}

function within95(misses: readonly number[]): number {
  const sorted = Float64Array.from(misses).sort()
  return sorted[Math.floor(0.95 * sorted.length)]!
}

/** Of seasons without anything to learn from. */
const DEFAULT_DEVIATIONS: Deviations = [0.13, 0.06, 0.13, 0.13]

/**
 * What a season's market forecasts rest on: the match's own opening prices, moved as prices moved between opening and close in earlier seasons.
 * The forecast is null for a match that has no opening price.
 */
export function learnMarketTier(
  seasons: ReadonlyMap<string, readonly RatedRow[]>,
  season: string,
  correctionFor: CorrectionFor,
): (row: RatedRow) => MarketForecast | null {
  const move = learnMove(rowsBefore(seasons, season, SKIPPED_SEASONS), correctionFor)
  const features = new Float64Array(WIDTH)
  return (row) => {
    const open = pricesAt(row.league.opening, row.at)
    if (Number.isNaN(open.home)) return null
    writeRow(row, correctionFor, features, 0)
    const shift = (model: RidgeModel | undefined) => (model === undefined ? 0 : predictRidge(model, features, 0))
    const [home, draw, away] = movedFrom(open, shift(move?.home), shift(move?.away))
    const rates = logRatesFromMarket({ home, draw, away, over25: open.over25 })
    const history = correctionFor(getSeason(row))(row)
    return {
      home,
      draw,
      away,
      over25: open.over25,
      supremacy: Number.isNaN(rates.supremacy) ? history.supremacy : rates.supremacy,
      total: Number.isNaN(rates.total) ? history.total : rates.total,
      deviations: move?.deviations ?? DEFAULT_DEVIATIONS,
    }
  }
}
