import { describe, expect, test } from 'vitest'
import { demoTable } from '../../test/tables-from-records.ts'
import { buildLeagueDna } from '../dna/build-league-dna.ts'
import { historyBefore } from '../football/history.ts'
import type { MatchTable } from '../football/match-table.ts'
import type { Minute } from '../football/time.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { frictionHistory } from './historical-friction.ts'
import { leagueTraits } from './pair-quantities.ts'
import { scorePairs } from './friction.ts'

const table = demoTable()
const everything = (of: MatchTable) => historyBefore(of, Number.MAX_SAFE_INTEGER as Minute)
const season = table.seasons.at(-1) as string
const before = table.seasons.at(-2) as string
const history = frictionHistory(everything(table), season)
const lastRow = table.columns.season.lastIndexOf(table.seasons.indexOf(before))
const then = historyBefore(table, table.columns.knownAt[lastRow] as Minute)
const dna = buildLeagueDna(then, fitGoalsModel(then), { season: before })
const pairs = dna.flatMap(({ teamId: homeId }) => dna.flatMap(({ teamId: awayId }) => (homeId === awayId ? [] : [{ homeId, awayId }])))

describe('friction of earlier seasons', () => {
  test('is what the season’s own DNA gave when it ended', () => {
    const scored = scorePairs(leagueTraits(dna), pairs)
    pairs.forEach(({ homeId, awayId }, pair) => {
      const found = history(homeId, awayId).seasons?.find((each) => each.season === before)
      expect(found?.score).toEqual(scored[pair]?.score)
    })
  })

  test('does not change when the season after it does', () => {
    const day = table.columns.day[lastRow] as number
    const later = (column: Float64Array) => column.map((value, row) => ((table.columns.day[row] as number) > day ? value + 3 : value))
    const columns = Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [
        name,
        /Goals|Shots|Corners|Fouls|Yellows/.test(name) ? later(column) : column,
      ]),
    ) as MatchTable['columns']
    const other = frictionHistory(everything({ ...table, columns }), season)
    for (const { homeId, awayId } of pairs.slice(0, 40)) expect(other(homeId, awayId)).toEqual(history(homeId, awayId))
  })

  test('goes back five seasons and no further', () => {
    expect(table.seasons).toHaveLength(6)
    const next = frictionHistory(everything(table), '2026-27')
    const found = pairs.flatMap(({ homeId, awayId }) => next(homeId, awayId).seasons?.map((each) => each.season) ?? [])
    expect([...new Set(found)].sort()).toEqual(table.seasons.slice(1))
  })

  test('says why there is none: a first season, and teams that were never there together', () => {
    expect(frictionHistory(everything(table), table.seasons[0] as string)(1, 2)).toEqual({ seasons: null, reason: 'no_earlier_season' })
    expect(history(1, 999_999)).toEqual({ seasons: null, reason: 'never_together' })
  })
})
