import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import { describe, expect, it } from 'vitest'
import { test } from './calculated-demo.ts'

export function listsTests(): void {
  describe('lists', () => {
    it('pages through all teams once, in order, whatever the page size', async () => {
      const { caller } = test
      const all = await caller.team.list({ limit: 200 })
      expect(all.data).toHaveLength(18)
      expect(all.page).toEqual({ nextCursor: null, hasMore: false })
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const page = await caller.team.list({ limit: 5, ...(cursor ? { cursor } : {}) })
        seen.push(...page.data.map(({ teamId }) => teamId))
        cursor = page.page.nextCursor ?? undefined
      } while (cursor)
      expect(seen).toEqual(all.data.map(({ teamId }) => teamId))
      const profits = all.data.map(({ totalPnl }) => totalPnl.value ?? Number.NEGATIVE_INFINITY)
      expect(profits).toEqual([...profits].sort((a, b) => b - a))
    })

    it('sorts by what was asked for', async () => {
      const names = (await test.caller.team.list({ sort: 'teamName', limit: 200 })).data.map(({ teamName }) => teamName)
      expect(names).toEqual([...names].sort())
      const chaos = (await test.caller.friction.list({ sort: 'chaos', order: 'asc', limit: 200 })).data.map(
        ({ chaosPotential }) => chaosPotential.value ?? 0,
      )
      expect(chaos).toEqual([...chaos].sort((a, b) => a - b))
      expect(chaos[0]).not.toBe(chaos.at(-1))
    })

    it('refuses a cursor of another order and one that nobody gave', async () => {
      const { nextCursor } = (await test.caller.team.list({ limit: 1 })).page
      await expect(test.caller.team.list({ limit: 1, sort: 'roi', cursor: nextCursor ?? '' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        cause: { code: 'INVALID_CURSOR' },
      })
      await expect(test.caller.team.list({ cursor: 'bm9uZQ' })).rejects.toMatchObject({ cause: { code: 'INVALID_CURSOR' } })
    })

    it('gives every number its n and interval, rates as fractions, and says that the rows are the demo’s', async () => {
      const { data, meta } = await test.caller.team.list({ limit: 200 })
      const withBets = data.filter(({ totalBets }) => (totalBets ?? 0) > 30)
      expect(withBets.length).toBeGreaterThan(5)
      for (const team of withBets) {
        expect(team).toMatchObject({ source: 'demo', origin: 'calculated', referenceStrategy: 'VALUE_EDGE_2', bestStrategy: null })
        expect(team.winRate.value).toBeCloseTo((team.totalWins ?? 0) / ((team.totalWins ?? 0) + (team.totalLosses ?? 0)), 9)
        expect(team.winRate.n).toBe(team.totalBets)
        expect(team.roi.interval?.[0]).toBeLessThan(team.roi.value ?? 0)
        expect(team.roi.value).toBeCloseTo((team.totalPnl.value ?? 0) / (team.totalBets ?? 1), 9)
      }
      expect(meta).toMatchObject({ origin: 'published', modelVersion: 'dixon-coles-2' })
      expect(meta.snapshot).toMatch(/^[0-9a-f]{64}$/)
    })

    it('holds a record for each rule over teams, the league and all, with the same bets counted once', async () => {
      const of = async (scope: 'team' | 'league' | 'overall') => (await test.caller.strategy.list({ scope, limit: 200 })).data
      const [league, overall] = [await of('league'), await of('overall')]
      // A rule that never bets is listed with the others.
      expect(league.map(({ strategyName }) => strategyName).sort()).toEqual(STRATEGIES.map(({ name }) => name).sort())
      expect(league.find(({ strategyName }) => strategyName === 'BACK_DRAW')?.strategyTitle).toBe('Back the draw')
      const betsOf = (records: typeof league) => Object.fromEntries(records.map(({ strategyName, totalBets }) => [strategyName, totalBets]))
      expect(betsOf(overall)).toEqual(betsOf(league))
      expect(betsOf(overall)).toMatchObject({ HOME_FORTRESS: 0, BACK_HOME: expect.any(Number) })
      const home = (await of('team')).filter(({ strategyName }) => strategyName === 'BACK_HOME')
      expect(home.length).toBeGreaterThan(0)
      expect(overall.every(({ team, leagueCode }) => team === null && leagueCode === null)).toBe(true)
    })

    it('counts the records of all pages under the filters that hold, and those with a small q-value among them', async () => {
      const { list } = test.caller.strategy
      const head = await list({ limit: 200 })
      const data = [...head.data, ...(await list({ limit: 200, cursor: head.page.nextCursor ?? '' })).data]
      const all = { ...head, data }
      const small = data.filter(({ qValue }) => qValue !== null && qValue < 0.05)
      expect(all).toMatchObject({ total: data.length, significant: small.length })
      expect(all.total).toBeGreaterThan(50)
      const first = await list({ limit: 5 })
      const second = await list({ limit: 5, cursor: first.page.nextCursor ?? '' })
      expect([first.total, second.total]).toEqual([all.total, all.total])
      const minBets = Math.max(...all.data.map(({ totalBets }) => totalBets))
      const many = all.data.filter(({ totalBets }) => totalBets >= minBets)
      expect(await list({ limit: 5, minBets })).toMatchObject({ total: many.length })
      expect(many.length).toBeLessThan(all.total)
      expect(await list({ scope: 'league', limit: 1 })).toMatchObject({ total: STRATEGIES.length })
      expect(await list({ league: 'E0' })).toMatchObject({ total: 0, tested: 0, byLuck: 0, significant: 0, data: [] })
      expect(all.tested).toBe(all.data.filter(({ qValue }) => qValue !== null).length)
      expect(all.byLuck).toBeCloseTo(all.tested / 20, 12)
      // Every rule that wanted a bet is in the ledger; the one that has no recorded rule never was tried.
      expect(all.trials).toBe(STRATEGIES.filter(({ unrecorded }) => unrecorded === null).length)
    })
  })
}
