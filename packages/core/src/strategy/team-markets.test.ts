import { describe, expect, test } from 'vitest'
import { demoTable } from '../../test/tables-from-records.ts'
import { historyBefore } from '../football/history.ts'
import { startOfDay } from '../football/time.ts'
import type { MatchTable } from '../football/match-table.ts'
import type { Day } from '../units.ts'
import { priceBook } from './price-book.ts'
import { growingTeamMarkets, type TeamMarket } from './match-knowledge.ts'

const table = demoTable()
const book = priceBook(table)
const { day, season, home, away, homeGoals, awayGoals, knownAt } = table.columns

/** The same from scratch: every earlier match of the season is looked at again. */
function recount(of: MatchTable, team: number, seasonIndex: number, asOf: number): Pick<TeamMarket, 'yieldFraction' | 'tendency'> {
  const totals = { over: 0, under: 0 }
  let matches = 0
  for (let row = 0; row < of.length; row++) {
    if (season[row] !== seasonIndex || (knownAt[row] as number) > asOf || (home[row] !== team && away[row] !== team)) continue
    matches++
    for (const side of ['over', 'under'] as const) {
      const won = (homeGoals[row] as number) + (awayGoals[row] as number) > 2.5 === (side === 'over')
      totals[side] += won ? Math.round(1e6 * (book.priceAt(row, { market: 'ou', side, line: 2.5 }, 'open_average') as number)) - 1e6 : -1e6
    }
  }
  const tendency = matches >= 3 && totals.under > totals.over ? 'under' : 'over'
  return { yieldFraction: matches < 3 ? null : totals[tendency] / 1e6 / matches, tendency }
}

describe('best goals markets of teams', () => {
  test('grow week by week to what a recount from scratch finds, for every team in every week', () => {
    const readMarkets = growingTeamMarkets(book)
    let compared = 0
    for (let weekStart = day[0] as number; weekStart <= (day.at(-1) as number); weekStart += 7) {
      const asOf = startOfDay(weekStart as Day)
      const history = historyBefore(table, asOf)
      const next = season[history.length]
      if (next === undefined) break
      const getBestMarket = readMarkets(history, next)
      table.teams.forEach(({ id }, team) => {
        const expected = recount(table, team, next, asOf)
        const { tendency, yieldFraction, selection } = getBestMarket(id)
        if (tendency !== expected.tendency || selection.side !== tendency) throw new Error(`got ${tendency} in week ${weekStart}`)
        if (yieldFraction === null) expect(expected.yieldFraction).toBeNull()
        else {
          expect(yieldFraction).toBeCloseTo(expected.yieldFraction ?? Number.NaN, 9)
          compared++
        }
      })
    }
    expect(compared).toBeGreaterThan(1000)
  })

  test('below three matches of the season, the default is over and has no yield', () => {
    const first = historyBefore(table, startOfDay(((day[season.indexOf(1)] as number) + 1) as Day))
    const getBestMarket = growingTeamMarkets(book)(first, 1)
    for (const { id } of table.teams) expect(getBestMarket(id)).toMatchObject({ yieldFraction: null, tendency: 'over' })
  })
})
