import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import { type NewTrial, countTrials, earlierTrials, recordTrials, saveStrategyBets } from '../src/repositories/strategy-bets.ts'
import { removeDemo } from '../src/repositories/demo.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { saveCalculation } from '../test-kit/calculated.ts'
import { calculateRun, type League, loadLeague, tableDigests } from '../test-kit/fixture.ts'

let database: TestDatabase
let league: League
let runId: number
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  runId = await calculateRun(database, [league.competitionId])
})
afterAll(() => database.close())

const trial = (edge: number, weeklySharpe: number | null = 0.1): NewTrial => ({
  rule: { name: 'VALUE', version: '1', conditions: [{ quantity: 'edge', is: 'above', value: edge }] },
  strategyName: 'VALUE',
  strategyVersion: '1',
  bets: 10,
  unpriced: 2,
  stakeMicro: 10_000_000,
  profitMicro: -1_500_000,
  weeklySharpe,
})
const refused = (statement: string) => expect(database.db.execute(statement)).rejects.toMatchObject({ cause: { code: 'V3A03' } })

describe('the ledger of trials', () => {
  it('counts a rule once for the data it met, however its keys are ordered, and another threshold as another rule', async () => {
    const place = { runId, dataSha256: 'monday', source: 'football-data' } as const
    expect(await recordTrials(database.db, place, [trial(0.02), trial(0.05, null)])).toBe(2)
    const { conditions, ...rest } = trial(0.02).rule
    expect(await recordTrials(database.db, place, [{ ...trial(0.02), rule: { conditions, ...rest }, profitMicro: 7 }])).toBe(0)
    expect(await recordTrials(database.db, { ...place, dataSha256: 'tuesday' }, [trial(0.02, 0.3)])).toBe(1)
    expect(await countTrials(database.db, 'football-data')).toEqual({ rules: 2, looks: 3 })
    expect(
      await database.sql`select data_sha256, first_run_id, profit_micro from mon_ps.strategy_trial order by trial_no desc limit 1`,
    ).toEqual([{ data_sha256: 'tuesday', first_run_id: runId, profit_micro: -1_500_000 }])
  })

  it('tells what was tried besides the rules of today, each with its latest Sharpe ratio', async () => {
    expect(await earlierTrials(database.db, 'football-data', [])).toEqual({ count: 2, sharpeRatios: [0.3] })
    expect(await earlierTrials(database.db, 'football-data', [trial(0.02).rule])).toEqual({ count: 1, sharpeRatios: [] })
    expect(await earlierTrials(database.db, 'demo', [])).toEqual({ count: 0, sharpeRatios: [] })
  })

  it('only grows: a change, a deletion and an emptying are refused', async () => {
    await refused(`update mon_ps.strategy_trial set bets = 11`)
    await refused(`delete from mon_ps.strategy_trial where strategy_name = 'VALUE'`)
    await refused(`truncate mon_ps.strategy_trial`)
    expect((await countTrials(database.db, 'football-data')).looks).toBe(3)
  })

  it('loses what the demo tried when the demo goes, and nothing else', async () => {
    const before = await tableDigests(database, ['mon_ps', 'quantum'])
    const demo = await loadLeague(database, { code: 'VE1', source: 'demo', names: ['Oak', 'Pine', 'Rowan'] })
    const { runId: demoRun } = await saveCalculation(database, demo)
    await recordTrials(database.db, { runId: demoRun, dataSha256: 'demo', source: 'demo' }, [trial(0.02), trial(0.3)])
    expect(await countTrials(database.db, 'demo')).toEqual({ rules: 2, looks: 2 })
    await inUnitOfWork(database, (tx) => removeDemo(tx))
    expect(await tableDigests(database, ['mon_ps', 'quantum'])).toEqual(before)
  })
})

describe('bets', () => {
  const bet = { betNo: 1, strategyName: 'X', market: 'ah', line: -0.25, side: 'home', price: 1.9, stakeMicro: 2_000_000 }

  it('hold half wins and half losses, Kelly’s fraction and the causes of a loss; luck is only asked of a loss', async () => {
    const run = await calculateRun(database, [league.competitionId])
    const [match] = await database.sql<{ id: number }[]>`select min(id) as id from mon_ps.match`
    const matchId = match?.id ?? 0
    await saveStrategyBets(database.db, run, [
      { ...bet, matchId, outcome: 'half_won', profitMicro: 900_000, kellyFraction: 0.01 },
      {
        ...bet,
        betNo: 2,
        matchId,
        outcome: 'half_lost',
        profitMicro: -1_000_000,
        lossShotShare: 0.6,
        lossRedCards: -1,
        unluckyProbability: 0.7,
      },
    ])
    expect(
      await database.sql`select outcome, kelly_fraction, loss_red_cards, unlucky_probability from mon_ps.strategy_bet where run_id = ${run} order by bet_no`,
    ).toEqual([
      { outcome: 'half_won', kelly_fraction: 0.01, loss_red_cards: null, unlucky_probability: null },
      { outcome: 'half_lost', kelly_fraction: null, loss_red_cards: -1, unlucky_probability: 0.7 },
    ])
    const lucky = { ...bet, betNo: 3, matchId, outcome: 'won' as const, profitMicro: 1, unluckyProbability: 0.5 }
    await expect(saveStrategyBets(database.db, run, [lucky])).rejects.toMatchObject({
      cause: { constraint_name: 'ck_strategy_bet_unlucky' },
    })
  })
})
