import { buildMatchTable, type TableMatch, type TableQuote } from '../src/football/match-table.ts'
import { historyBefore } from '../src/football/history.ts'
import { startOfDay } from '../src/football/time.ts'
import { dayFromIso } from '../src/units.ts'

type Sides = readonly [home: number, away: number]
type Outcome = readonly [home: number, draw: number, away: number]

/** A match as it is written in the list below. Prices hold no margin, so that their inverses are the probabilities. */
type Row = readonly [
  id: number,
  season: number,
  day: string,
  home: number,
  away: number,
  goals: Sides,
  halfTime: Sides | null,
  shots: Sides | null,
  onTarget: Sides | null,
  fouls: Sides,
  corners: Sides,
  yellows: Sides,
  reds: Sides,
  open: Outcome | null,
  close: Outcome | null,
  over: Sides | null,
]

const COUNTED_SEASONS = ['2019-20', '2020-21'] as const

/**
 * Thirty matches of five teams in two seasons of E0, few enough to count by hand. Team 15 is new in the second season; a match lacks its
 * half-time score, one its shots, one its prices, one its close.
 */
// biome-ignore format: a match a line reads as a table
const ROWS: readonly Row[] = [
  [1, 0, '2019-08-10', 13, 12, [2, 3], [1, 1], [20, 9], [4, 4], [17, 8], [4, 1], [4, 2], [0, 0], [5, 2.5, 2.5], [1.6, 4, 8], [2.5, 5 / 3]],
  [2, 0, '2019-08-17', 14, 13, [0, 3], [0, 1], [19, 6], [6, 5], [7, 13], [7, 0], [0, 4], [0, 0], [2.5, 2.5, 5], [2.5, 2.5, 5], [2.5, 5 / 3]],
  [3, 0, '2019-08-31', 12, 11, [3, 1], [1, 0], [8, 17], [3, 3], [12, 17], [11, 1], [0, 5], [0, 0], [3, 3, 3], [1.6, 4, 8], [2, 2]],
  [4, 0, '2019-10-05', 14, 12, [2, 2], [1, 1], [6, 11], [4, 3], [14, 7], [8, 0], [1, 2], [1, 0], [3, 3, 3], [5, 2.5, 2.5], [2, 2]],
  [5, 0, '2019-10-12', 13, 14, [0, 2], [0, 1], [18, 12], [2, 3], [18, 12], [9, 4], [3, 2], [0, 0], [4, 4, 2], [4, 4, 2], [2, 2]],
  [6, 0, '2019-11-02', 12, 13, [2, 0], [2, 0], [13, 4], [5, 4], [7, 10], [5, 0], [1, 3], [0, 0], [4, 4, 2], [2.5, 2.5, 5], [2, 2]],
  [7, 0, '2020-01-11', 14, 11, [3, 1], [1, 0], [18, 10], [6, 1], [12, 16], [7, 0], [1, 0], [0, 0], [2.5, 2.5, 5], [2, 4, 4], [2, 2]],
  [8, 0, '2020-02-01', 11, 13, [0, 3], [0, 1], [10, 12], [0, 5], [14, 6], [2, 3], [4, 3], [1, 0], [8, 4, 1.6], [2.5, 2.5, 5], [2.5, 5 / 3]],
  [9, 0, '2020-06-20', 11, 12, [1, 0], [1, 0], [21, 11], [4, 3], [9, 7], [3, 1], [2, 5], [0, 0], [8, 4, 1.6], [4, 4, 2], [2, 2]],
  [10, 0, '2020-06-27', 13, 11, [2, 3], [0, 2], [10, 15], [6, 3], [17, 14], [5, 1], [2, 4], [0, 1], [4, 4, 2], [3, 3, 3], [2.5, 5 / 3]],
  [11, 0, '2020-07-04', 11, 14, [0, 2], [0, 0], [12, 16], [1, 5], [16, 18], [4, 3], [4, 3], [0, 1], [3, 3, 3], [2, 4, 4], [2.5, 5 / 3]],
  [12, 0, '2020-07-26', 12, 14, [2, 0], [1, 0], [17, 11], [8, 5], [10, 11], [2, 3], [0, 1], [0, 0], [8, 4, 1.6], [5, 2.5, 2.5], [2, 2]],
  [13, 1, '2020-09-12', 11, 14, [2, 1], [1, 1], [9, 18], [5, 6], [17, 9], [8, 2], [3, 5], [0, 0], [5, 2.5, 2.5], [1.6, 4, 8], [2, 2]],
  [14, 1, '2020-09-19', 13, 15, [0, 1], [0, 1], [11, 6], [0, 2], [14, 13], [11, 2], [4, 4], [0, 0], [4, 4, 2], [2.5, 2.5, 5], [1.6, 8 / 3]],
  [15, 1, '2020-09-22', 15, 12, [0, 0], [0, 0], [22, 15], [1, 3], [18, 9], [4, 0], [2, 1], [0, 0], [2.5, 2.5, 5], [8, 4, 1.6], [2.5, 5 / 3]],
  [16, 1, '2020-10-03', 13, 11, [0, 1], [0, 1], [17, 18], [3, 6], [14, 19], [9, 6], [4, 1], [0, 0], [3, 3, 3], [2, 4, 4], [2, 2]],
  [17, 1, '2020-10-17', 14, 15, [2, 0], [0, 0], null, null, [14, 17], [2, 8], [0, 2], [0, 0], [3, 3, 3], [5, 2.5, 2.5], [2, 2]],
  [18, 1, '2020-10-24', 15, 13, [1, 0], [1, 0], [14, 4], [7, 0], [13, 13], [9, 0], [0, 3], [0, 0], [8, 4, 1.6], [8, 4, 1.6], [1.6, 8 / 3]],
  [19, 1, '2020-11-07', 15, 11, [1, 1], [0, 0], [22, 12], [7, 4], [13, 9], [9, 4], [4, 1], [0, 1], [5, 2.5, 2.5], [2, 4, 4], [2, 2]],
  [20, 1, '2020-12-01', 14, 12, [1, 1], [1, 1], [19, 5], [2, 5], [9, 18], [2, 2], [2, 1], [0, 1], [4, 4, 2], [5, 2.5, 2.5], [2, 2]],
  [21, 1, '2020-12-12', 11, 12, [1, 1], [0, 1], [13, 6], [6, 4], [13, 12], [6, 6], [1, 2], [0, 0], [2.5, 2.5, 5], null, [2, 2]],
  [22, 1, '2020-12-19', 12, 13, [1, 1], [1, 0], [16, 12], [5, 3], [13, 7], [2, 3], [0, 0], [0, 1], [4, 4, 2], [3, 3, 3], [2.5, 5 / 3]],
  [23, 1, '2020-12-31', 12, 15, [3, 1], [2, 0], [18, 6], [7, 5], [14, 13], [6, 1], [2, 0], [0, 1], [2.5, 2.5, 5], [2, 4, 4], [2, 2]],
  [24, 1, '2021-01-16', 12, 11, [1, 1], [0, 1], [13, 5], [3, 1], [12, 6], [6, 8], [3, 2], [0, 1], null, null, null],
  [25, 1, '2021-01-23', 13, 14, [1, 0], [0, 0], [11, 7], [3, 5], [9, 14], [4, 4], [3, 4], [0, 0], [2, 4, 4], [3, 3, 3], [2.5, 5 / 3]],
  [26, 1, '2021-02-13', 15, 11, [1, 0], null, [22, 12], [2, 4], [12, 9], [8, 1], [3, 5], [0, 0], [8, 4, 1.6], [5, 2.5, 2.5], [2.5, 5 / 3]],
  [27, 1, '2021-02-17', 11, 13, [0, 3], [0, 2], [12, 17], [5, 8], [15, 8], [7, 5], [0, 1], [1, 0], [5, 2.5, 2.5], [2.5, 2.5, 5], [1.6, 8 / 3]],
  [28, 1, '2021-03-06', 11, 15, [1, 1], [1, 0], [22, 14], [3, 5], [8, 17], [5, 0], [3, 1], [0, 0], [2.5, 2.5, 5], [2.5, 2.5, 5], [2.5, 5 / 3]],
  [29, 1, '2021-05-16', 15, 14, [1, 0], [0, 0], [7, 18], [3, 1], [10, 8], [1, 5], [3, 0], [0, 0], [4, 4, 2], [4, 4, 2], [2, 2]],
  [30, 1, '2021-05-23', 14, 13, [1, 1], [0, 1], [10, 10], [5, 1], [11, 6], [5, 4], [1, 0], [0, 0], [4, 4, 2], [3, 3, 3], [2, 2]],
]

export interface CountedMatch {
  readonly id: number
  readonly season: number
  readonly day: number
  readonly home: number
  readonly away: number
  readonly goals: Sides
  readonly halfTime: Sides | null
  readonly shots: Sides | null
  readonly onTarget: Sides | null
  readonly fouls: Sides
  readonly corners: Sides
  readonly yellows: Sides
  readonly reds: Sides
  readonly open: Outcome | null
  readonly close: Outcome | null
  readonly over: Sides | null
}

export const COUNTED_MATCHES: readonly CountedMatch[] = ROWS.map(
  ([id, season, day, home, away, goals, halfTime, shots, onTarget, fouls, corners, yellows, reds, open, close, over]) => ({
    id,
    season,
    day: dayFromIso(day),
    home,
    away,
    goals,
    halfTime,
    shots,
    onTarget,
    fouls,
    corners,
    yellows,
    reds,
    open,
    close,
    over,
  }),
)

function toTableMatch(match: CountedMatch): TableMatch {
  const statistics = (side: 0 | 1) => ({
    shots: match.shots?.[side] ?? null,
    shotsOnTarget: match.onTarget?.[side] ?? null,
    fouls: match.fouls[side],
    corners: match.corners[side],
    yellows: match.yellows[side],
    reds: match.reds[side],
  })
  return {
    matchId: match.id,
    season: COUNTED_SEASONS[match.season] as string,
    kickoffOn: match.day as TableMatch['kickoffOn'],
    kickoffAt: null,
    homeId: match.home,
    awayId: match.away,
    fullTime: { home: match.goals[0], away: match.goals[1] },
    halfTime: match.halfTime && { home: match.halfTime[0], away: match.halfTime[1] },
    homeStatistics: statistics(0),
    awayStatistics: statistics(1),
  }
}

function quotesFor({ id, open, close, over }: CountedMatch): TableQuote[] {
  const outcome = (phase: 'open' | 'close', prices: Outcome | null): TableQuote[] =>
    prices === null
      ? []
      : [{ matchId: id, market: '1x2', phase, bookmaker: 'pinnacle', line: 0, price1: prices[0], priceX: prices[1], price2: prices[2] }]
  const total: TableQuote[] =
    over === null
      ? []
      : [{ matchId: id, market: 'ou', phase: 'close', bookmaker: 'pinnacle', line: 2.5, price1: over[0], priceX: null, price2: over[1] }]
  return [...outcome('open', open), ...outcome('close', close), ...total]
}

/** The table of the counted matches; teams are listed in an order that is not that of their ids. */
const countedTable = () =>
  buildMatchTable({
    competition: 'E0',
    teams: [13, 15, 11, 14, 12].map((id) => ({ id, name: `Team ${id}` })),
    seasons: COUNTED_SEASONS,
    matches: COUNTED_MATCHES.map(toTableMatch),
    quotes: COUNTED_MATCHES.flatMap(quotesFor),
  })

/** Everything that the counted matches tell, seen in summer 2021. */
export const countedHistory = () => historyBefore(countedTable(), startOfDay(dayFromIso('2021-06-30')))
