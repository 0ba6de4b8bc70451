import { describe, expect, test } from 'vitest'
import { buildTable, playedMatch } from '../../test/small-table.ts'
import { demoTable } from '../../test/tables-from-records.ts'
import { historyBefore } from '../football/history.ts'
import type { MatchColumn, MatchTable, TableQuote } from '../football/match-table.ts'
import { startOfDay, type Minute } from '../football/time.ts'
import { logistic, logit } from '../numeric/distributions.ts'
import { fitLogisticRegression } from '../numeric/regression.ts'
import { removeOverround } from '../odds/remove-overround.ts'
import { type Day, dayFromIso, isoFromDay } from '../units.ts'
import { lossAutopsy } from './loss-causes.ts'
import { priceBook } from './price-book.ts'
import { settleBet } from './settle-bet.ts'
import type { BetSelection } from './strategy.ts'

const table = demoTable()
const last = table.columns.season.indexOf(table.seasons.length - 1)
const history = historyBefore(table, table.columns.knownAt[last - 1] as Minute)
const book = priceBook(table)
const explainLoss = lossAutopsy(history, table, book)

const home: BetSelection = { market: '1x2', side: 'home', line: 0 }
const away: BetSelection = { ...home, side: 'away' }
const draw: BetSelection = { ...home, side: 'draw' }
const over: BetSelection = { market: 'ou', side: 'over', line: 2.5 }
const under: BetSelection = { ...over, side: 'under' }
const laterRows = Array.from({ length: table.length - last }, (_, i) => last + i)
const unlucky = (row: number, selection: BetSelection, of = explainLoss): number => of(row, selection)?.probabilityUnlucky ?? Number.NaN

/** The same table with one number of one match changed. */
function withCount(row: number, column: MatchColumn, value: number): MatchTable {
  const counts = Float64Array.from(table.columns[column])
  counts[row] = value
  return { ...table, columns: { ...table.columns, [column]: counts } }
}

describe('causes of a loss', () => {
  test('the probability is calibrated on matches that it was not fitted on: so many bets were won', () => {
    for (const selection of [home, away, draw, over]) {
      const chances = laterRows.map((row) => unlucky(row, selection))
      const { homeGoals, awayGoals } = table.columns
      const won = laterRows.filter(
        (row) => settleBet(selection, { home: homeGoals[row] as number, away: awayGoals[row] as number }, 2).outcome === 'won',
      )
      const expected = chances.reduce((sum, chance) => sum + chance, 0)
      const spread = Math.sqrt(chances.reduce((sum, chance) => sum + chance * (1 - chance), 0))
      expect(Math.abs(won.length - expected) / spread, selection.side).toBeLessThan(3)
    }
  })

  test('over and under of a match exclude each other', () => {
    expect(laterRows.length).toBeGreaterThan(10)
    expect(laterRows.filter((row) => Math.abs(unlucky(row, over) + unlucky(row, under) - 1) > 1e-12)).toEqual([])
  })

  test('without shots and cards there is no evidence, and without a price no probability', () => {
    const row = laterRows[0] as number
    const noShots = withCount(row, 'homeShotsOnTarget', Number.NaN)
    expect(lossAutopsy(history, noShots, book)(row, home)).toMatchObject({ shotShare: null, probabilityUnlucky: null })
    const nothing = { ...noShots, columns: { ...noShots.columns, homeReds: noShots.columns.homeShotsOnTarget } }
    expect(lossAutopsy(history, nothing, book)(row, home)).toBeNull()
    const unpriced = { ...table, prices: new Map() }
    expect(lossAutopsy(history, unpriced, priceBook(unpriced))(row, home)).toMatchObject({ probabilityUnlucky: null })
    expect(explainLoss(row, { market: 'ah', side: 'home', line: 0 })).toBeNull()
  })

  test('what happens after the history does not enter: only the match itself does', () => {
    const row = laterRows[5] as number
    const columns = { ...table.columns, homeGoals: table.columns.homeGoals.map((goals, at) => (at < last ? goals : 9 - goals)) }
    expect(lossAutopsy(history, { ...table, columns }, book)(row, home)).toEqual(explainLoss(row, home))
  })
})

describe('bad luck, counted a second time', () => {
  const FIRST_DAY = dayFromIso('2022-08-01')
  /** 150 matches with shots and 30 without; the 181st is the one that was bet on. */
  const matches = Array.from({ length: 181 }, (_, i) => ({
    day: (FIRST_DAY + i) as Day,
    goals: { home: (i * 5) % 4, away: (i * 7) % 3 },
    shots: i % 6 === 5 ? null : ([2 + (i % 5), 1 + ((i * 2) % 7)] as const),
    reds: [i % 11 === 4 ? 1 : 0, i % 9 === 0 ? 2 : 0] as const,
    outcome: removeOverround([1.6 + (i % 8) / 5, 3.5, 2.4 + (i % 5) / 3], 'power'),
    over: removeOverround([1.7 + (i % 6) / 10, 2.05], 'power')[0]!,
    prices: [1.6 + (i % 8) / 5, 3.5, 2.4 + (i % 5) / 3, 1.7 + (i % 6) / 10] as const,
  }))
  const small = buildTable(
    matches.map(({ day, goals, shots, reds }, i) => {
      const side = (at: 0 | 1) => ({ ...playedMatch(1, '2022-08-01').homeStatistics, shotsOnTarget: shots?.[at] ?? null, reds: reds[at] })
      return playedMatch(i + 1, isoFromDay(day), { fullTime: goals, homeStatistics: side(0), awayStatistics: side(1) })
    }),
    matches.flatMap(({ prices: [price1, priceX, price2, overPrice] }, i): TableQuote[] => {
      const pinnacle = { matchId: i + 1, phase: 'close', bookmaker: 'pinnacle' } as const
      return [
        { ...pinnacle, market: '1x2', line: 0, price1, priceX, price2 },
        { ...pinnacle, market: 'ou', line: 2.5, price1: overPrice, priceX: null, price2: 2.05 },
      ]
    }),
  )
  const lost = 180
  const learned = matches.slice(0, lost).flatMap(({ shots, ...match }) => (shots === null ? [] : [{ ...match, shots }]))
  const meanShots = learned.reduce((sum, { shots }) => sum + shots[0] + shots[1], 0) / 150
  type Match = (typeof learned)[number]
  const ratio = ({ shots: [own, other] }: Match): number => Math.log((own + 0.5) / (other + 0.5))
  const FEATURES: Readonly<Record<string, (match: Match) => number[]>> = {
    home: (match) => [1, logit(match.outcome[0]!), ratio(match), match.reds[0] - match.reds[1]],
    draw: (match) => [1, logit(match.outcome[1]!), -Math.abs(ratio(match)), Math.abs(match.reds[0] - match.reds[1])],
    away: (match) => [1, logit(match.outcome[2]!), -ratio(match), match.reds[1] - match.reds[0]],
    over: ({ shots, reds, ...match }) => [1, logit(match.over), Math.log((shots[0] + shots[1] + 1) / (meanShots + 1)), reds[0] + reds[1]],
  }
  const HAPPENED: Readonly<Record<string, (match: Match) => boolean>> = {
    home: ({ goals }) => goals.home > goals.away,
    draw: ({ goals }) => goals.home === goals.away,
    away: ({ goals }) => goals.home < goals.away,
    over: ({ goals }) => goals.home + goals.away > 2,
  }
  const last = matches[lost] as Match
  const knownOn = (day: number) => historyBefore(small, startOfDay(day as Day))
  const explain = lossAutopsy(knownOn(FIRST_DAY + lost), small, priceBook(small))

  test.each<[BetSelection, readonly string[]]>([
    [home, ['home', 'away']],
    [away, ['home', 'away']],
    [draw, ['draw']],
    [over, ['over']],
  ])('is the logistic regression of the outcome on price, shots and cards: %o', (selection, sides) => {
    const rows = learned.flatMap((match) => sides.map((side) => ({ x: FEATURES[side]!(match), happened: Number(HAPPENED[side]!(match)) })))
    const { coefficients } = fitLogisticRegression(
      Float64Array.from(rows.flatMap(({ x }) => x)),
      Float64Array.from(rows, ({ happened }) => happened),
      { mean: [0, 1, 0, 0], precision: [4, 4, 4, 4] },
    )
    const logOdds = FEATURES[selection.side]!(last).reduce((sum, x, k) => sum + x * coefficients[k]!, 0)
    expect(explain(lost, selection)?.probabilityUnlucky).toBeCloseTo(logistic(logOdds), 9)
  })

  test('tells shares of the shots, and cards for or against the bet', () => {
    // The 181st: two shots on target against four, one red card against two.
    expect([last.shots, last.reds]).toEqual([
      [2, 4],
      [1, 2],
    ])
    const causes = [home, away, draw, over, under].map((selection) => explain(lost, selection))
    expect(causes.map((cause) => cause?.redCards)).toEqual([-1, 1, 1, 3, 3])
    expect(causes.slice(0, 3).map((cause) => cause?.shotShare)).toEqual([2 / 6, 4 / 6, null])
    expect(causes[3]?.shotShare).toBeCloseTo(6 / (6 + meanShots), 12)
    expect(causes[4]?.shotShare).toBeCloseTo(meanShots / (6 + meanShots), 12)
  })

  test('needs 150 matches with shots, cards and prices', () => {
    const before = lossAutopsy(knownOn(FIRST_DAY + lost - 2), small, priceBook(small))
    for (const selection of [home, away, draw, over]) expect(before(lost, selection)?.probabilityUnlucky).toBeNull()
  })
})
