import { describe, expect, test } from 'vitest'
import { demoTable } from '../../test/tables-from-records.ts'
import { historyBefore } from '../football/history.ts'
import type { MatchColumn, MatchTable } from '../football/match-table.ts'
import type { Minute } from '../football/time.ts'
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

  test('more shots on target for the side that lost make it unluckier, for the other side worse analysed', () => {
    const row = laterRows[10] as number
    const shots = table.columns.homeShotsOnTarget[row] as number
    const more = lossAutopsy(history, withCount(row, 'homeShotsOnTarget', shots + 5), book)
    expect(unlucky(row, home, more)).toBeGreaterThan(unlucky(row, home))
    expect(unlucky(row, away, more)).toBeLessThan(unlucky(row, away))
    expect(more(row, home)?.shotShare).toBeGreaterThan(explainLoss(row, home)?.shotShare ?? 1)
  })

  test('evidence is as counted: shares of shots, cards of the backed side less the other’s', () => {
    const row = laterRows[3] as number
    const { homeShotsOnTarget, awayShotsOnTarget } = table.columns
    const sides = [homeShotsOnTarget[row] as number, awayShotsOnTarget[row] as number] as const
    const carded = lossAutopsy(history, withCount(row, 'awayReds', 2), book)
    const homeReds = table.columns.homeReds[row] as number
    expect(carded(row, home)).toMatchObject({ shotShare: sides[0] / (sides[0] + sides[1]), redCards: homeReds - 2 })
    expect(carded(row, away)?.redCards).toBe(2 - homeReds)
    expect(carded(row, over)?.redCards).toBe(homeReds + 2)
    expect(carded(row, draw)?.shotShare).toBeNull()
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
