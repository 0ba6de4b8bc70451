import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importResults } from '../src/work/import/import-results.ts'
import { seasonsOfOtherClubs } from './season-files.ts'
import { fileOf, openTestApp, type TestApp } from './test-app.ts'

let test: TestApp

beforeAll(async () => {
  test = await openTestApp()
  const real = seasonsOfOtherClubs().filter(({ name }) => name.startsWith('E2_2324'))
  await importResults(
    test.app,
    real.map(({ name, text }) => fileOf(name, text)),
  )
})

afterAll(() => test.close())

describe('the demo', () => {
  it('is removed completely and leaves what is real', async () => {
    const before = await test.caller.league.list()
    const { matches, jobId } = await test.caller.demo.load()
    expect(matches).toBeGreaterThan(1000)
    const imports = (await test.caller.import.list()).data
    expect(imports.filter(({ source: from }) => from === 'demo').length).toBeGreaterThan(1)
    for (const { files, source: from } of imports)
      expect([files[0], from]).toEqual([files[0], /^VE\d/.test(files[0] ?? '') ? 'demo' : 'football-data'])
    await expect(test.caller.demo.remove()).rejects.toMatchObject({ cause: { code: 'CONFLICT' } })
    await test.caller.calculation.cancel({ jobId: jobId ?? 0 })
    const removed = await test.caller.demo.remove()
    expect(removed).toMatchObject({ competitions: 2, teams: 36 })
    const after = await test.caller.league.list()
    expect(after.data.filter(({ source: from }) => from === 'demo')).toEqual([])
    expect(after.data.map(({ code, matches: count }) => [code, count])).toEqual(
      before.data.map(({ code, matches: count }) => [code, count]),
    )
  })
})
