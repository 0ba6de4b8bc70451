import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BetsOfRecord,
  countStrategyBets,
  listBetsOfRecord,
  listStrategyBets,
  sumBetsAtPrices,
  type StrategyBetRow,
  saveStrategyBets,
} from '../src/repositories/strategy-bets.ts'
import { findStrategy, listStrategies } from '../src/repositories/strategies.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { type League, loadLeague } from '../test-kit/fixture.ts'
import { expectOrdered, ORDERS, walk } from './paged.ts'

let database: TestDatabase
let league: League
let runId: number
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  await saveCalculation(database, league, { season: '2021-22' })
  runId = (await saveCalculation(database, league)).runId
})
afterAll(() => database.close())

const page = { limit: 50, order: 'desc', after: null } as const

const RULE = 'TEST_RULE'

/** One bet on each of the first four matches: won, lost, void and half lost; the second stands in the record of both teams. */
async function saveBets(): Promise<readonly { readonly id: number; readonly home: number; readonly away: number }[]> {
  const matches = await database.sql<{ id: number; home: number; away: number }[]>`
    select id, home_id as home, away_id as away from mon_ps.match where competition_id = ${league.competitionId} order by kickoff_on, id limit 4`
  const [won, lost, nothing, half] = matches
  if (!won || !lost || !nothing || !half) throw new Error('too few matches')
  const common = { strategyName: RULE, market: '1x2', line: 0, price: 2, stakeMicro: 1_000_000 } as const
  const rows: StrategyBetRow[] = [
    { ...common, betNo: 11, teamId: won.home, matchId: won.id, side: 'home', outcome: 'won', profitMicro: 1_000_000, clv: 0.02 },
    {
      ...common,
      betNo: 12,
      teamId: null,
      matchId: lost.id,
      side: 'draw',
      outcome: 'lost',
      profitMicro: -1_000_000,
      clv: -0.03,
      lossShotShare: 0.6,
      lossRedCards: 1,
      unluckyProbability: 0.4,
    },
    { ...common, betNo: 13, teamId: nothing.away, matchId: nothing.id, side: 'away', outcome: 'void', profitMicro: 0 },
    { ...common, betNo: 14, teamId: half.home, matchId: half.id, side: 'home', outcome: 'half_lost', profitMicro: -500_000 },
  ]
  await inUnitOfWork(database, (tx) => saveStrategyBets(tx, runId, rows))
  return matches
}

describe("a record's bets", () => {
  const whole = (): BetsOfRecord => ({ runId, strategyName: RULE, competitionId: null, teamId: null })
  let matches: Awaited<ReturnType<typeof saveBets>>
  beforeAll(async () => {
    matches = await saveBets()
  })

  it('are those of the run, the rule and the league; a team has its own and those that stand in the records of both', async () => {
    const numbers = async (record: Partial<BetsOfRecord>) =>
      (await listBetsOfRecord(database.db, { ...whole(), ...record })).map(({ id }) => id)
    expect(await numbers({})).toEqual([11, 12, 13, 14])
    expect(await numbers({ competitionId: league.competitionId })).toEqual([11, 12, 13, 14])
    expect(await numbers({ competitionId: league.competitionId + 1 })).toEqual([])
    expect(await numbers({ runId: runId - 1 })).toEqual([])
    const drawn = matches[1]
    for (const team of [drawn?.home, drawn?.away]) expect(await numbers({ teamId: team ?? 0 })).toContain(12)
    // Its opponent lost nothing when the home side was backed.
    expect(await numbers({ teamId: matches[0]?.away ?? 0 })).not.toContain(11)
  })

  it('come with units, evidence and null where there is none', async () => {
    const [won, lost] = await listBetsOfRecord(database.db, whole())
    expect(won).toMatchObject({ stakeUnits: 1, profitUnits: 1, clv: 0.02, shotShare: null, unluckyProbability: null, competition: 'X1' })
    expect(lost).toMatchObject({ profitUnits: -1, shotShare: 0.6, redCards: 1, unluckyProbability: 0.4, teamId: null })
    expect(won?.day).toBeGreaterThan(19_000)
  })

  it.each(['playedOn', 'profit', 'clv', 'price', 'unlucky'] as const)('are paged by %s, whole and each once', async (sort) => {
    for (const order of ORDERS) {
      const rows = await walk((after) => listStrategyBets(database.db, { record: whole(), sort, page: { limit: 1, order, after } }))
      expectOrdered(rows, 4, order)
    }
  })

  it('are filtered by result and season; half a loss is a loss', async () => {
    const count = (filter: object) => countStrategyBets(database.db, { record: whole(), ...filter })
    expect([await count({}), await count({ result: 'won' }), await count({ result: 'lost' }), await count({ result: 'void' })]).toEqual([
      4, 1, 2, 1,
    ])
    expect([await count({ season: '2022-23' }), await count({ season: '1999-00' })]).toEqual([4, 0])
  })

  it('at another price earn what that price pays; where nobody quotes it they have no part', async () => {
    const kinds = [
      { source: 'close_pinnacle', phase: 'close', bookmakers: ['pinnacle'] },
      { source: 'open_average', phase: 'open', bookmakers: ['nobody', 'average'] },
      { source: 'open_best', phase: 'open', bookmakers: ['nobody'] },
    ] as const
    const weeks = await sumBetsAtPrices(database.db, whole(), kinds)
    const sum = (source: string, what: 'bets' | 'profitUnits') =>
      weeks.filter((week) => week.source === source).reduce((total, week) => total + week[what], 0)
    // The home side at 1.9091 won once and lost half once, the draw lost, and a void bet earns nothing.
    expect(sum('close_pinnacle', 'profitUnits')).toBeCloseTo(0.9091 - 1 - 0.5, 12)
    expect([sum('close_pinnacle', 'bets'), sum('open_average', 'bets'), sum('open_best', 'bets')]).toEqual([4, 4, 0])
  })
})

describe('one strategy record', () => {
  it('is found under its id, also when a later run has replaced it, and says so', async () => {
    const query = { sort: 'profit', minBets: 0, bestOnly: false, page } as const
    for (const scope of ['team', 'league', 'overall'] as const) {
      const { rows } = await listStrategies(database.db, { ...query, origin: 'published', scope })
      for (const row of rows) {
        const found = await findStrategy(database.db, { origin: 'published', scope, id: row.id })
        expect(found).toMatchObject({ id: row.id, scope, strategyName: 'BACK_HOME', runId: row.runId, retired: false })
      }
      expect(rows.length).toBeGreaterThan(0)
    }
    const [old] = await database.sql<{ id: number }[]>`
      select version_id::int as id from mon_ps.strategy_version where scope = 'overall' and retired_at is not null`
    expect(await findStrategy(database.db, { origin: 'published', scope: 'overall', id: old?.id ?? 0 })).toMatchObject({ retired: true })
    expect(await findStrategy(database.db, { origin: 'published', scope: 'league', id: old?.id ?? 0 })).toBeNull()
    expect(await findStrategy(database.db, { origin: 'published', scope: 'team', id: 1 })).toBeNull()
  })
})
