import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import { listRuns } from '@mon-ps/db/repositories/runs'
import { describe, expect, it } from 'vitest'
import { STRATEGIES_VERSION } from '../../src/version.ts'
import { test } from './calculated-demo.ts'

export function tearSheetTests(): void {
  describe('a tear sheet', () => {
    const recordNamed = async (strategy: string, scope: 'team' | 'league' | 'overall') => {
      const [record] = (await test.caller.strategy.list({ strategy, scope, sort: 'totalBets', limit: 1 })).data
      return { record, key: { strategyId: record?.strategyId ?? 0, scope } }
    }
    const betsOf = async (key: { strategyId: number; scope: 'team' | 'league' | 'overall' }, filter: object = {}) => {
      const bets = []
      let cursor: string | undefined
      do {
        const page = await test.caller.strategy.bets({ ...key, ...filter, limit: 200, ...(cursor ? { cursor } : {}) })
        bets.push(...page.data)
        cursor = page.page.nextCursor ?? undefined
      } while (cursor)
      return bets
    }
    const micros = (units: number) => Math.round(units * 1e6)
    const sum = <Item>(items: readonly Item[], of: (item: Item) => number) => items.reduce((total, item) => total + micros(of(item)), 0)

    it.each([
      ['VALUE_EDGE_2', 'team'],
      ['BACK_HOME', 'team'],
      ['CONVERGENCE_OVER_PURE', 'league'],
      ['VALUE_EDGE_2', 'overall'],
    ] as const)('of %s over %s is the sum of its bets, to the millionth', async (strategy, scope) => {
      const { record, key } = await recordNamed(strategy, scope)
      const sheet = await test.caller.strategy.byId(key)
      const bets = await betsOf(key)
      expect(sheet.record).toEqual(record)
      expect(bets).toHaveLength(record?.totalBets ?? -1)
      const profit = sum(bets, (bet) => bet.profit)
      expect(micros(record?.profit.value ?? Number.NaN)).toBe(profit)
      expect(record?.roi.value).toBeCloseTo(profit / sum(bets, (bet) => bet.stake), 9)
      expect(sheet.equity?.at(-1)).toMatchObject({ bet: bets.length, profit: profit / 1e6 })
      expect(Math.max(...(sheet.equity ?? []).map(({ drawdown }) => drawdown))).toBeCloseTo(record?.maxDrawdown ?? -1, 6)
      for (const by of new Set(sheet.contexts.map((context) => context.by))) {
        const parts = sheet.contexts.filter((context) => context.by === by)
        expect([by, parts.reduce((total, part) => total + part.bets, 0)]).toEqual([by, bets.length])
        expect([by, sum(parts, (part) => part.profit)]).toEqual([by, profit])
      }
      const { beatClose, missedClose, noClose } = sheet.losses ?? {}
      const counted = [beatClose, missedClose, noClose].reduce((total, counts) => total + (counts?.won ?? 0) + (counts?.lost ?? 0), 0)
      expect(counted + (sheet.figures?.voids ?? 0)).toBe(bets.length)
      expect(sheet.figures?.unluckyLosses.n).toBe(bets.filter(({ loss }) => loss?.probabilityUnlucky != null).length)
    })

    it('filters its bets by result and season, and says how many there are of all pages', async () => {
      const { key } = await recordNamed('VALUE_EDGE_2', 'overall')
      const all = await betsOf(key)
      const lost = await betsOf(key, { result: 'lost' })
      expect(lost).toHaveLength(all.filter(({ outcome }) => outcome === 'lost').length)
      expect(lost.every(({ profit, loss }) => profit < 0 && loss !== null)).toBe(true)
      const season = all[0]?.season ?? ''
      const page = await test.caller.strategy.bets({ ...key, season, limit: 1 })
      expect(page.total).toBe(all.filter((bet) => bet.season === season).length)
      const days = all.map(({ playedOn }) => playedOn)
      expect(days).toEqual([...days].sort().reverse())
    })

    it('at the prices that were taken earns what was earned; every other variation names what it leaves out', async () => {
      const { record, key } = await recordNamed('BACK_DRAW', 'overall')
      const { prices, withoutSeason, withoutBestBets } = await test.caller.strategy.robustness(key)
      const taken = prices.find((price) => price.key === 'open_average')
      expect(taken).toMatchObject({ bets: record?.totalBets, coverage: 1 })
      expect(taken?.profit).toBeCloseTo(record?.profit.value ?? Number.NaN, 6)
      expect(taken?.roi.value).toBeCloseTo(record?.roi.value ?? Number.NaN, 9)
      // Each season is left out once, so that the rest together hold the record once for every season but one.
      const seasons = withoutSeason.length
      expect(withoutSeason.reduce((total, part) => total + part.bets, 0)).toBe((seasons - 1) * (record?.totalBets ?? 0))
      expect(withoutBestBets?.bets).toBe((record?.totalBets ?? 0) - 5)
      expect(withoutBestBets?.profit).toBeLessThan(record?.profit.value ?? 0)
    })

    it('names its backtest, and the ledger, the run and the rule say the same', async () => {
      const { key } = await recordNamed('RANDOM_BETS', 'overall')
      const { rule, backtest, figures } = await test.caller.strategy.byId(key)
      expect(rule).toMatchObject({ name: 'RANDOM_BETS', role: 'null', choose: 'random_side' })
      expect(backtest).toMatchObject({ name: expect.stringMatching(/^[0-9a-f]{64}$/), seed: 1, version: STRATEGIES_VERSION })
      expect(figures?.trials).toBe(STRATEGIES.filter(({ unrecorded }) => unrecorded === null).length)
      const runs = await listRuns(test.app.database.db, 'backtest', 100)
      expect(runs.filter(({ params }) => params['name'] === backtest?.name)).toHaveLength(1)
    })

    it('of a rule that nobody recorded says so, and has no bet, no equity and nothing to name', async () => {
      const { key } = await recordNamed('HOME_FORTRESS', 'overall')
      const sheet = await test.caller.strategy.byId(key)
      expect(sheet).toMatchObject({ backtest: null, equity: null, losses: null, contexts: [], record: { totalBets: 0, isActive: false } })
      expect(sheet.rule?.unrecorded).toMatch(/no rule/)
      expect((await test.caller.strategy.robustness(key)).prices.every(({ bets }) => bets === 0)).toBe(true)
    })
  })
}
