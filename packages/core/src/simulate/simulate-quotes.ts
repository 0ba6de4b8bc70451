import type { OddsQuote, QuoteMarket } from '../football/match.ts'
import { normal, type RandomState } from '../numeric/random.ts'
import { goalDifferences, homeCover, probabilityThat, type ScoreDistribution, scoreDistribution } from './draw-match.ts'

interface QuotingBook {
  readonly bookmaker: string
  /** Sum of implied probabilities. */
  readonly overround: number
  /** Standard deviation of the book's own error, in the log of a probability. */
  readonly error: number
  /** Markets whose opening prices are published as the book's own; in all markets it enters average and maximum. */
  readonly published: readonly QuoteMarket[]
}

const SOFT_ERROR = 0.03
const unpublished = (bookmaker: string, overround: number): QuotingBook => ({ bookmaker, overround, error: SOFT_ERROR, published: [] })

/** Who quotes in the demo, with margins like those of football-data.co.uk's columns: 2.4 % sharp, about 5 % on average. */
const BOOKS: readonly QuotingBook[] = [
  { bookmaker: 'bet365', overround: 1.053, error: SOFT_ERROR, published: ['1x2', 'ou', 'ah'] },
  { bookmaker: 'bwin', overround: 1.058, error: SOFT_ERROR, published: ['1x2'] },
  { bookmaker: 'interwetten', overround: 1.065, error: SOFT_ERROR, published: ['1x2'] },
  { bookmaker: 'pinnacle', overround: 1.024, error: 0.005, published: ['1x2', 'ou', 'ah'] },
  { bookmaker: 'william-hill', overround: 1.06, error: SOFT_ERROR, published: ['1x2'] },
  unpublished('1xbet', 1.04),
  unpublished('betvictor', 1.045),
  unpublished('coral', 1.055),
  unpublished('ladbrokes', 1.055),
]
/** Bookmakers whose own closing prices are published; the others enter the closing average and maximum only. */
const CLOSING_BOOKS: readonly string[] = ['pinnacle']

/**
 * Standard deviation of the whole market's error in a log goal rate, about what it can know then. In the log odds of a win that is
 * 0.045 at the opening: far less than a model of results errs. What the day adds is not in the opening prices at all.
 */
const MARKET_ERROR = { open: 0.03, close: 0.012 } as const
const MIN_PRICE = 1.01
const MAX_PRICE = 101
const MAX_HANDICAP = 3.5

const cents = (price: number): number => Math.round(price * 100) / 100

interface GoalRatePair {
  readonly homeGoalRate: number
  readonly awayGoalRate: number
}

/** What a season's truth gives to one match. */
export interface MatchRates {
  /** All that can be known when the market opens. */
  readonly before: GoalRatePair
  /** The rates that make the score. */
  readonly onTheDay: GoalRatePair
  readonly rho: number
}

/** The handicap, in quarters, at which the sides come nearest to even. */
function mainHandicap(differences: Float64Array): number {
  let best = 0
  let distance = Number.POSITIVE_INFINITY
  for (let line = -MAX_HANDICAP; line <= MAX_HANDICAP; line += 0.25) {
    const off = Math.abs(homeCover(differences, line) - 0.5)
    if (off < distance) {
      best = line
      distance = off
    }
  }
  return best
}

interface Market {
  readonly market: QuoteMarket
  readonly line: number
  /** In the order of a quote's prices: home, draw, away, or over, under. */
  readonly probabilities: readonly number[]
}

function listMarkets(scores: ScoreDistribution): Market[] {
  const home = probabilityThat(scores, (h, a) => h > a)
  const draw = probabilityThat(scores, (h, a) => h === a)
  const over = probabilityThat(scores, (h, a) => h + a > 2)
  const differences = goalDifferences(scores)
  const line = mainHandicap(differences)
  const cover = homeCover(differences, line)
  return [
    { market: '1x2', line: 0, probabilities: [home, draw, 1 - home - draw] },
    { market: 'ou', line: 2.5, probabilities: [over, 1 - over] },
    { market: 'ah', line, probabilities: [cover, 1 - cover] },
  ]
}

/** Newton's steps from 1 to the power; each squares the error, which starts at a few per cent. */
const POWER_STEPS = 4

/** Puts a margin on by the power method, which `removeOverround` takes off: outsiders carry more of it, as real ones do. */
function withMargin(probabilities: readonly number[], overround: number): number[] {
  const logs = probabilities.map(Math.log)
  let power = 1
  for (let step = 0; step < POWER_STEPS; step++) {
    let value = -overround
    let slope = 0
    for (const log of logs) {
      const term = Math.exp(power * log)
      value += term
      slope += log * term
    }
    power -= value / slope
  }
  return logs.map((log) => Math.exp(power * log))
}

/** A book's prices: its own slightly wrong probabilities, with its margin on them. */
function quotePrices(book: QuotingBook, market: Market, random: RandomState): number[] {
  const opinion = market.probabilities.map((p) => p * Math.exp(normal(random, 0, book.error)))
  const total = opinion.reduce((sum, p) => sum + p, 0)
  const quoted = withMargin(
    opinion.map((p) => p / total),
    book.overround,
  )
  return quoted.map((p) => Math.min(MAX_PRICE, Math.max(MIN_PRICE, cents(1 / p))))
}

function toQuote({ market, line }: Market, phase: 'open' | 'close', bookmaker: string, prices: readonly number[]): OddsQuote {
  const threeWay = prices.length === 3
  return {
    market,
    phase,
    bookmaker,
    line,
    price1: prices[0] ?? null,
    priceX: threeWay ? (prices[1] ?? null) : null,
    price2: prices[threeWay ? 2 : 1] ?? null,
  }
}

function quotePhase(rates: MatchRates, phase: 'open' | 'close', random: RandomState): OddsQuote[] {
  const believed = (rate: number): number => rate * Math.exp(normal(random, 0, MARKET_ERROR[phase]))
  const { homeGoalRate, awayGoalRate } = phase === 'open' ? rates.before : rates.onTheDay
  const scores = scoreDistribution(believed(homeGoalRate), believed(awayGoalRate), rates.rho)
  return listMarkets(scores).flatMap((market) => {
    const offers = BOOKS.map((book) => ({ book, prices: quotePrices(book, market, random) }))
    const side = (index: number): number[] => offers.map(({ prices }) => prices[index]!)
    const over = (combine: (prices: number[]) => number): number[] => market.probabilities.map((_, index) => cents(combine(side(index))))
    const published = offers.filter(
      ({ book }) => book.published.includes(market.market) && (phase === 'open' || CLOSING_BOOKS.includes(book.bookmaker)),
    )
    return [
      ...published.map(({ book, prices }) => toQuote(market, phase, book.bookmaker, prices)),
      toQuote(
        market,
        phase,
        'max',
        over((prices) => Math.max(...prices)),
      ),
      toQuote(
        market,
        phase,
        'average',
        over((prices) => prices.reduce((sum, price) => sum + price, 0) / prices.length),
      ),
    ]
  })
}

/**
 * Opening and, for a match that has been played, closing prices of 1X2, over/under 2.5 and the main Asian handicap. Both are honest
 * opinions with a small error: the opening price follows the strengths, the close also the day's effect.
 */
export function simulateQuotes(rates: MatchRates, played: boolean, random: RandomState): OddsQuote[] {
  const opening = quotePhase(rates, 'open', random)
  const closing = quotePhase(rates, 'close', random)
  return played ? [...opening, ...closing] : opening
}
