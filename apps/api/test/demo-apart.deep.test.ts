import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importResults } from '../src/work/import/import-results.ts'
import { seasonsOfOtherClubs } from './season-files.ts'
import { demoFiles, fileOf, openTestApp, type TestApp } from './test-app.ts'

let test: TestApp

async function calculate(leagues?: string[]): Promise<void> {
  const { jobId } = await test.caller.calculation.start(leagues ? { leagues } : {})
  for await (const { data } of test.app.calculations.watch({ jobId })) expect(data.error).toBeNull()
}

/** Bets per rule in the records over everything. */
async function overallBets(): Promise<Record<string, number>> {
  const { data } = await test.caller.strategy.list({ scope: 'overall' })
  return Object.fromEntries(data.map(({ strategyName, totalBets }) => [strategyName, totalBets]))
}

async function calculatedLeagues(): Promise<string[]> {
  const { data } = await test.caller.league.list()
  return data.filter(({ calculatedAt }) => calculatedAt !== null).map(({ code }) => code)
}

beforeAll(async () => {
  test = await openTestApp()
  await importResults(test.app, demoFiles(), { source: 'demo' })
  await importResults(
    test.app,
    seasonsOfOtherClubs()
      .filter(({ name }) => /_(2324|2425)/.test(name))
      .map(({ name, text }) => fileOf(name, text)),
  )
})

afterAll(() => test.close())

describe('the demo beside real leagues', () => {
  it('is not calculated with them, nor counted in a record over everything', async () => {
    await calculate()
    expect(await calculatedLeagues()).toEqual(['E1', 'E2'])
    const overall = await overallBets()
    expect(overall['BACK_HOME']).toBeGreaterThan(0)
    await calculate(['VE2'])
    expect(await calculatedLeagues()).toEqual(['E1', 'E2', 'VE2'])
    expect(await overallBets()).toEqual(overall)
  })

  it('cannot be asked for together with them', async () => {
    await expect(test.caller.calculation.start({ leagues: ['E1', 'VE2'] })).rejects.toMatchObject({ cause: { code: 'INVALID_INPUT' } })
  })

  it('one real league calculated alone replaces no record over everything', async () => {
    const overall = await overallBets()
    await calculate(['E1'])
    expect(await overallBets()).toEqual(overall)
  })
})
