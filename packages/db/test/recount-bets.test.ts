import { createHash } from 'node:crypto'
import { evaluateStrategy } from '@mon-ps/core/strategy/evaluate-strategies'
import { toMicros } from '@mon-ps/core/strategy/settle-bet'
import type { SettledBet } from '@mon-ps/core/strategy/strategy'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type StrategyBetRow, saveStrategyBets } from '../src/repositories/strategy-bets.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { calculateRun, loadLeague } from '../test-kit/fixture.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const
/** A number in [0, 1) that is the same whenever it is asked for. */
const drawn = (what: string) => createHash('sha256').update(what).digest().readUInt32BE() / 2 ** 32

function betOf(i: number, matchId: number): SettledBet {
  const price = 1.2 + Math.round(400 * drawn(`price ${i}`)) / 100
  const outcome = OUTCOMES[Math.floor(5 * drawn(`outcome ${i}`))] ?? 'void'
  const stakeUnits = i % 3 === 0 ? 2 : 1
  const share = { won: price - 1, half_won: (price - 1) / 2, void: 0, half_lost: -0.5, lost: -1 }[outcome]
  const closeProbability = i % 4 === 0 ? null : 0.2 + 0.5 * drawn(`close ${i}`)
  return {
    matchId,
    homeId: 1,
    awayId: 2,
    day: 19_000 + i,
    season: '2022-23',
    selection: { market: 'ah', side: 'home', line: -0.25 },
    account: 'both',
    price,
    stakeUnits,
    modelProbability: null,
    outcome,
    profitUnits: toMicros(stakeUnits * share) / 1e6,
    kellyFraction: null,
    closeProbability,
    closingLineValue: closeProbability === null ? null : Math.log(price * closeProbability),
    lossCauses: outcome === 'lost' ? { shotShare: 0.5, redCards: 0, probabilityUnlucky: drawn(`luck ${i}`) } : null,
  }
}

const rowOf = (bet: SettledBet, betNo: number): StrategyBetRow => ({
  betNo,
  strategyName: 'X',
  matchId: bet.matchId,
  ...bet.selection,
  price: bet.price,
  outcome: bet.outcome,
  stakeMicro: toMicros(bet.stakeUnits),
  profitMicro: toMicros(bet.profitUnits),
  closeProbability: bet.closeProbability,
  clv: bet.closingLineValue,
  unluckyProbability: bet.lossCauses?.probabilityUnlucky ?? null,
})

it('a record is what the server counts from its stored bets: sums, shares, closing line, deepest fall and luck', async () => {
  const league = await loadLeague(database)
  const runId = await calculateRun(database, [league.competitionId])
  const [match] = await database.sql<{ id: number }[]>`select min(id) as id from mon_ps.match`
  const bets = Array.from({ length: 400 }, (_, i) => betOf(i, match?.id ?? 0))
  await saveStrategyBets(
    database.db,
    runId,
    bets.map((bet, i) => rowOf(bet, i + 1)),
  )
  const [counted] = await database.sql<Record<string, number>[]>`
    with running as (
      select *, sum(profit_micro) over (order by bet_no) as profit from mon_ps.strategy_bet where run_id = ${runId}),
    falls as (select *, greatest(0, max(profit) over (order by bet_no)) - profit as fall from running)
    select count(*)::int as bets, count(*) filter (where outcome in ('won', 'half_won'))::int as wins,
      count(*) filter (where outcome in ('lost', 'half_lost'))::int as losses, count(*) filter (where outcome = 'void')::int as voids,
      sum(profit_micro)::float8 / 1000000 as profit, (sum(profit_micro) / sum(stake_micro))::float8 as yield,
      avg(clv) as clv, count(clv)::int as closed, max(fall)::float8 / 1000000 as drawdown,
      sum(unlucky_probability) as unlucky, sum(1 - unlucky_probability) as bad, count(unlucky_probability)::int as explained
    from falls`
  const report = evaluateStrategy('X', bets, { seed: 1, resamples: 100 })
  expect(counted).toMatchObject({ bets: report.bets, wins: report.wins, losses: report.losses, voids: report.voids })
  expect([counted?.['profit'], counted?.['drawdown']]).toEqual([report.profitUnits.value, report.maxDrawdownUnits])
  expect([counted?.['closed'], counted?.['explained']]).toEqual([report.closingLineValue.n, report.unluckyLosses.n])
  expect(counted?.['yield']).toBeCloseTo(report.yieldFraction.value ?? Number.NaN, 12)
  expect(counted?.['clv']).toBeCloseTo(report.closingLineValue.value ?? Number.NaN, 12)
  expect(counted?.['unlucky']).toBeCloseTo(report.unluckyLosses.value ?? Number.NaN, 9)
  expect(counted?.['bad']).toBeCloseTo(report.badAnalysisLosses.value ?? Number.NaN, 9)
})
