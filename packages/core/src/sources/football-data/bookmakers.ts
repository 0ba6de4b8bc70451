import type { Bookmaker } from '../../football/odds-quote.ts'

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
