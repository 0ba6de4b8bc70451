import type { OddsQuote, QuoteMarket } from '../football/odds-quote.ts'
import { normal, type RandomState } from '../numeric/random.ts'
import { goalDifferences, homeCover, probabilityThat, type ScoreDistribution, scoreDistribution } from './score-distribution.ts'

interface QuotingBook {
  readonly bookmaker: string
  /** Sum of implied probabilities. */
  readonly overround: number
  readonly markets: readonly QuoteMarket[]
}

/** Who quotes in the demo, with margins like those of football-data.co.uk's columns. */
const BOOKS: readonly QuotingBook[] = [
  { bookmaker: 'bet365', overround: 1.053, markets: ['1x2', 'ou', 'ah'] },
  { bookmaker: 'bwin', overround: 1.06, markets: ['1x2'] },
  { bookmaker: 'interwetten', overround: 1.07, markets: ['1x2'] },
  { bookmaker: 'pinnacle', overround: 1.03, markets: ['1x2', 'ou', 'ah'] },
  { bookmaker: 'william-hill', overround: 1.064, markets: ['1x2', 'ou'] },
]
/** Bookmakers whose own closing prices are published; the others enter the closing average and maximum only. */
const CLOSING_BOOKS: readonly string[] = ['pinnacle']
/** Books whose own totals and handicaps are published. */
const TWO_WAY_BOOKS: readonly string[] = ['bet365', 'pinnacle']

/** Standard deviation of the market's error in a log goal rate: it knows more at the close. */
const MARKET_ERROR = { open: 0.1, close: 0.035 } as const
/** Standard deviation of a book's own error, in the log of a probability. */
const BOOK_ERROR = 0.02
const LOWEST_PRICE = 1.01
const HIGHEST_PRICE = 101
const LARGEST_HANDICAP = 3.5

const cents = (price: number): number => Math.round(price * 100) / 100

/** The goal rates and correction that a season's truth gives to one match. */
export interface MatchRates {
  readonly homeGoalRate: number
  readonly awayGoalRate: number
  readonly rho: number
}

/** The handicap, in quarters, at which the sides come nearest to even. */
function mainHandicap(differences: Float64Array): number {
  let best = 0
  let distance = Number.POSITIVE_INFINITY
  for (let line = -LARGEST_HANDICAP; line <= LARGEST_HANDICAP; line += 0.25) {
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

function marketsOf(scores: ScoreDistribution): Market[] {
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

/** A book's prices: its own slightly wrong probabilities, with its margin spread evenly. */
function pricesOf(book: QuotingBook, market: Market, random: RandomState): number[] {
  const opinion = market.probabilities.map((p) => p * Math.exp(normal(random, 0, BOOK_ERROR)))
  const total = opinion.reduce((sum, p) => sum + p, 0)
  return opinion.map((p) => Math.min(HIGHEST_PRICE, Math.max(LOWEST_PRICE, cents(total / (p * book.overround)))))
}

function quoteOf({ market, line }: Market, phase: 'open' | 'close', bookmaker: string, prices: readonly number[]): OddsQuote {
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

function quotesOfPhase(rates: MatchRates, phase: 'open' | 'close', random: RandomState): OddsQuote[] {
  const believed = (rate: number): number => rate * Math.exp(normal(random, 0, MARKET_ERROR[phase]))
  const scores = scoreDistribution(believed(rates.homeGoalRate), believed(rates.awayGoalRate), rates.rho)
  return marketsOf(scores).flatMap((market) => {
    const offers = BOOKS.filter((book) => book.markets.includes(market.market)).map((book) => ({
      bookmaker: book.bookmaker,
      prices: pricesOf(book, market, random),
    }))
    const side = (index: number): number[] => offers.map(({ prices }) => prices[index] as number)
    const over = (combine: (prices: number[]) => number): number[] => market.probabilities.map((_, index) => cents(combine(side(index))))
    const published = offers.filter(({ bookmaker }) =>
      phase === 'close' ? CLOSING_BOOKS.includes(bookmaker) : market.market === '1x2' || TWO_WAY_BOOKS.includes(bookmaker),
    )
    return [
      ...published.map(({ bookmaker, prices }) => quoteOf(market, phase, bookmaker, prices)),
      quoteOf(
        market,
        phase,
        'max',
        over((prices) => Math.max(...prices)),
      ),
      quoteOf(
        market,
        phase,
        'average',
        over((prices) => prices.reduce((sum, price) => sum + price, 0) / prices.length),
      ),
    ]
  })
}

/**
 * Opening and, for a match that has been played, closing prices of 1X2, over/under 2.5 and the main
 * Asian handicap, made from the true rates with the market's error on top: larger at the opening.
 */
export function simulateQuotes(rates: MatchRates, played: boolean, random: RandomState): OddsQuote[] {
  const opening = quotesOfPhase(rates, 'open', random)
  const closing = quotesOfPhase(rates, 'close', random)
  return played ? [...opening, ...closing] : opening
}
