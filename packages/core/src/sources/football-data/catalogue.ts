import type { Bookmaker, QuoteMarket, QuotePhase } from '../../football/match.ts'

/** A competition as it is shown: `country` is null where the code is not known. */
export interface CompetitionName {
  readonly code: string
  readonly name: string
  readonly country: string | null
}

const CATALOGUE: Readonly<Record<string, readonly [name: string, country: string]>> = {
  E0: ['Premier League', 'England'],
  E1: ['Championship', 'England'],
  E2: ['League One', 'England'],
  E3: ['League Two', 'England'],
  EC: ['National League', 'England'],
  SC0: ['Premiership', 'Scotland'],
  SC1: ['Championship', 'Scotland'],
  SC2: ['League One', 'Scotland'],
  SC3: ['League Two', 'Scotland'],
  D1: ['Bundesliga', 'Germany'],
  D2: ['2. Bundesliga', 'Germany'],
  I1: ['Serie A', 'Italy'],
  I2: ['Serie B', 'Italy'],
  SP1: ['La Liga', 'Spain'],
  SP2: ['Segunda División', 'Spain'],
  F1: ['Ligue 1', 'France'],
  F2: ['Ligue 2', 'France'],
  N1: ['Eredivisie', 'Netherlands'],
  B1: ['Pro League', 'Belgium'],
  P1: ['Primeira Liga', 'Portugal'],
  T1: ['Süper Lig', 'Turkey'],
  G1: ['Super League', 'Greece'],
  // Invented: the two divisions of the demo.
  VE1: ['Premier Division', 'Verania (invented)'],
  VE2: ['Second Division', 'Verania (invented)'],
}

/**
 * The competition of a division code. An unknown code is a competition named by its code: its name is
 * never guessed.
 *
 * @example competitionForDivision('E0') // { code: 'E0', name: 'Premier League', country: 'England' }
 */
export function competitionForDivision(code: string): CompetitionName {
  const known = Object.hasOwn(CATALOGUE, code) ? CATALOGUE[code] : undefined
  return { code, name: known?.[0] ?? code, country: known?.[1] ?? null }
}

/** A bookmaker with the column prefixes by which football-data.co.uk writes it. */
export interface FootballDataBookmaker extends Bookmaker {
  readonly prefixes: readonly string[]
}

const book = (code: string, name: string, ...prefixes: string[]): FootballDataBookmaker => ({
  code,
  name,
  kind: 'book',
  sharp: false,
  prefixes,
})
const aggregate = (code: string, name: string, prefix: string): FootballDataBookmaker => ({
  code,
  name,
  kind: 'aggregate',
  sharp: false,
  prefixes: [prefix],
})

/**
 * Everyone whose prices football-data.co.uk has published, first the books, then the exchange, then
 * the aggregates.
 *
 * @source  football-data.co.uk/notes.txt
 */
export const FOOTBALL_DATA_BOOKMAKERS: readonly FootballDataBookmaker[] = [
  { code: 'pinnacle', name: 'Pinnacle', kind: 'book', sharp: true, prefixes: ['PS', 'P'] },
  book('bet365', 'Bet365', 'B365'),
  book('1xbet', '1xBet', '1XB'),
  book('betfair', 'Betfair Sportsbook', 'BF'),
  book('betfred', 'Betfred', 'BFD'),
  book('betmgm', 'BetMGM', 'BMGM'),
  book('betvictor', 'BetVictor', 'BV'),
  book('blue-square', 'Blue Square', 'BS'),
  book('bwin', 'bwin', 'BW'),
  book('coral', 'Coral', 'CL'),
  book('gamebookers', 'Gamebookers', 'GB'),
  book('interwetten', 'Interwetten', 'IW'),
  book('ladbrokes', 'Ladbrokes', 'LB'),
  book('sporting-odds', 'Sporting Odds', 'SO'),
  book('sportingbet', 'Sportingbet', 'SB'),
  book('stan-james', 'Stan James', 'SJ'),
  book('stanleybet', 'Stanleybet', 'SY'),
  book('vc-bet', 'VC Bet', 'VC'),
  book('william-hill', 'William Hill', 'WH'),
  { code: 'betfair-exchange', name: 'Betfair Exchange', kind: 'exchange', sharp: false, prefixes: ['BFE'] },
  aggregate('max', 'Best price of the market', 'Max'),
  aggregate('average', 'Average of the market', 'Avg'),
  aggregate('betbrain-max', 'Best price (Betbrain)', 'BbMx'),
  aggregate('betbrain-average', 'Average (Betbrain)', 'BbAv'),
]

/**
 * Bookmaker codes under which the market's average price is found, best first: football-data.co.uk
 * took it from Betbrain before 2019/20.
 */
export const AVERAGE_BOOKMAKERS = ['average', 'betbrain-average'] as const

/** The same for the market's best price. */
export const BEST_PRICE_BOOKMAKERS = ['max', 'betbrain-max'] as const

/** What one price column of football-data.co.uk holds. */
export interface PriceColumn {
  readonly bookmaker: string
  readonly market: QuoteMarket
  readonly phase: Exclude<QuotePhase, 'live'>
  /** Which of a quote's prices it is. */
  readonly price: 'price1' | 'priceX' | 'price2'
  /** Columns that may hold the handicap of this price, the closest first; empty where the line is fixed. */
  readonly handicapColumns: readonly string[]
}

/** Goals line of every total that football-data.co.uk publishes. */
export const TOTALS_LINE = 2.5

const SUFFIXES = [
  { suffix: 'H', market: '1x2', price: 'price1' },
  { suffix: 'D', market: '1x2', price: 'priceX' },
  { suffix: 'A', market: '1x2', price: 'price2' },
  { suffix: '>2.5', market: 'ou', price: 'price1' },
  { suffix: '<2.5', market: 'ou', price: 'price2' },
  { suffix: 'AHH', market: 'ah', price: 'price1' },
  { suffix: 'AHA', market: 'ah', price: 'price2' },
] as const

const PHASES = [
  { infix: '', phase: 'open', marketHandicap: 'AHh' },
  { infix: 'C', phase: 'close', marketHandicap: 'AHCh' },
] as const

/** Betbrain published one handicap for its own prices. */
const BETBRAIN_HANDICAP = 'BbAHh'

function handicapColumns(prefix: string, phase: (typeof PHASES)[number]): readonly string[] {
  // A book's own handicap (older files) comes before the market's.
  const own = `${prefix}${phase.infix}AH`
  if (prefix.startsWith('Bb')) return [BETBRAIN_HANDICAP]
  return phase.phase === 'open' ? [own, phase.marketHandicap, BETBRAIN_HANDICAP] : [own, phase.marketHandicap]
}

function catalogue(): ReadonlyMap<string, PriceColumn> {
  const columns = new Map<string, PriceColumn>()
  for (const { code, prefixes } of FOOTBALL_DATA_BOOKMAKERS) {
    for (const prefix of prefixes) {
      for (const phase of PHASES) {
        for (const { suffix, market, price } of SUFFIXES) {
          columns.set(`${prefix}${phase.infix}${suffix}`, {
            bookmaker: code,
            market,
            phase: phase.phase,
            price,
            handicapColumns: market === 'ah' ? handicapColumns(prefix, phase) : [],
          })
        }
      }
    }
  }
  return columns
}

/**
 * Every price column by its name: prefix of the bookmaker, `C` when closing, then the selection
 * (`PSCH` = Pinnacle, closing, home; `MaxC>2.5`; `B365AHA`).
 */
export const PRICE_COLUMNS: ReadonlyMap<string, PriceColumn> = catalogue()

/** Numbers of bookmakers behind Betbrain's aggregates: they stand among the odds and are no prices. */
export const BOOKMAKER_COUNT_COLUMNS: ReadonlySet<string> = new Set(['Bb1X2', 'BbOU', 'BbAH'])

/** True for a column's name that is built like a price or a handicap, whether known or not. */
export function looksLikeOdds(column: string): boolean {
  return /^[A-Za-z0-9]{1,8}(?:[HDA]|[<>]\d\.\d|AHh|Ch)$/.test(column)
}
