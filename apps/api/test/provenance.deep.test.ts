import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assembleApp } from '../src/open-app.ts'
import type { Provenance } from '@mon-ps/contract/provenance'
import { importResults } from '../src/work/import/import-results.ts'
import { realDataFolder } from './env.ts'
import { drawn, type NumberReference, shownNumbers } from './provenance-references.ts'
import { loadRealV1, realV1 } from './real-v1.ts'
import { callerOf, fileOf, loadCalculated, log, openTestApp, type TestApp } from './test-app.ts'

const SEED = 20261121
/** Of each kind of number; one loaded league has two. */
const OF_EACH_KIND = { team_metric: 34, team_record: 10, pair: 34, strategy: 20, league: 2 } as const

interface Checked {
  readonly reference: NumberReference
  readonly answer: Provenance
}

async function follow(test: TestApp, references: readonly NumberReference[]): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const reference of references) checked.push({ reference, answer: await test.caller.provenance.of({ ...reference, limit: 1 }) })
  return checked
}

async function drawnNumbers(test: TestApp, origin: 'published' | 'migrated'): Promise<NumberReference[]> {
  const kinds = await shownNumbers(test.caller, origin)
  return kinds.flatMap(({ kind, references }) => drawn(references, OF_EACH_KIND[kind], SEED))
}

/** Those whose recount is not what is shown, in words. What is not measured has none and says why. */
function unequal(checked: readonly Checked[]): string[] {
  return checked
    .filter(({ answer }) => !(answer.recount?.isEqual ?? (answer.shown === null && answer.noRecount !== null)))
    .map(({ reference, answer: { shown, recount, noRecount } }) => `${JSON.stringify(reference)}: ${shown}, ${recount?.value ?? noRecount}`)
}

async function calculate({ app, caller }: TestApp): Promise<void> {
  const { jobId } = await caller.calculation.start({})
  for await (const _ of app.calculations.watch({ jobId })) {
    // Until it has ended.
  }
  expect((await app.calculations.latest())?.status).toBe('succeeded')
}

describe('any number of the demo', () => {
  let test: TestApp
  let references: NumberReference[]
  beforeAll(async () => {
    test = await openTestApp()
    await loadCalculated(test)
  })
  afterAll(() => test.close())

  it('is what the matches or bets behind it come to: 100 drawn over all kinds', async () => {
    references = await drawnNumbers(test, 'published')
    const checked = await follow(test, references)
    expect(checked).toHaveLength(100)
    expect(unequal(checked)).toEqual([])
    const measured = checked.filter(({ answer }) => answer.shown !== null)
    expect(measured.length).toBeGreaterThan(75)
    expect(measured.filter(({ answer }) => answer.total === 0 && answer.shown !== 0)).toEqual([])
  })

  it('rests on the data of its run, whatever is loaded since', async () => {
    const some = references.filter(({ kind }, index) => kind !== 'league' && index % 9 === 0)
    const before = await follow(test, some)
    await test.app.database
      .sql`update mon_ps.match set home_goals = home_goals + 1 where id in (select id from mon_ps.match order by id desc limit 200)`
    expect(await follow(test, some)).toEqual(before)
  })

  it('is told when a bet behind it, or the number itself, is not what it was', async () => {
    const profit: NumberReference = { kind: 'strategy', number: 'profit', scope: 'overall', strategy: 'BACK_HOME' }
    const { sql } = test.app.database
    await sql`update mon_ps.strategy_bet set profit_micro = profit_micro + 1
      where (run_id, bet_no) = (select run_id, max(bet_no) from mon_ps.strategy_bet where strategy_name = 'BACK_HOME' group by run_id)`
    const { recount } = await test.caller.provenance.of(profit)
    expect(recount?.isEqual).toBe(false)
    expect(recount?.difference).toBeCloseTo(1e-6, 9)
    const pair = references.find(({ kind }) => kind === 'pair')
    const score: NumberReference = { ...pair, kind: 'pair', number: 'frictionScore', origin: 'calculated' }
    expect((await test.caller.provenance.of(score)).recount?.isEqual).toBe(true)
    await sql`update mon_ps.friction_version set friction_score = friction_score + 1e-9
      where home_id = ${pair?.homeId ?? 0} and away_id = ${pair?.awayId ?? 0}`
    expect((await test.caller.provenance.of(score)).recount?.isEqual).toBe(false)
  })

  it('says what to do when the data of its run are gone', async () => {
    await test.app.database.sql`delete from mon_ps.snapshot_member`
    const metric = references.find(({ kind }) => kind === 'team_metric')
    expect(metric).toBeDefined()
    await expect(test.caller.provenance.of(metric ?? { kind: 'league', number: 'matches' })).rejects.toMatchObject({
      cause: { code: 'SNAPSHOT_GONE', message: expect.stringContaining('Calculate again') },
    })
  })
})

const real = 'any number of real results, and of the old system'

describe.skipIf(realV1 === null)(realV1 === null ? `${real} (skipped: no real data)` : real, () => {
  let test: TestApp
  beforeAll(async () => {
    const database = await openTestDatabase()
    await loadRealV1(database)
    const app = assembleApp(database, { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: true })
    test = { app, caller: callerOf(app), close: app.close }
    const season = (name: string) => fileOf(name, readFileSync(join(realDataFolder ?? '', 'football-data', name)))
    await importResults(app, ['I1_2122.csv', 'I1_2223.csv'].map(season))
    await calculate(test)
  })
  afterAll(() => test?.close())

  it('is what the matches or bets behind it come to: 100 drawn over all kinds', async () => {
    const checked = await follow(test, await drawnNumbers(test, 'published'))
    expect(checked).toHaveLength(100)
    expect(unequal(checked)).toEqual([])
  })

  it('that the move brought is what its rule makes of the V1 row', async () => {
    const { planSha256 } = await test.caller.migration.plan({})
    const { jobId } = await test.caller.migration.start({ action: 'apply', planSha256 })
    for await (const _ of test.app.migrations.watch({ jobId })) {
      // Until it has ended.
    }
    const checked = (await follow(test, await drawnNumbers(test, 'migrated'))).filter(({ reference }) => reference.kind !== 'league')
    const ofRules = checked.filter(({ answer }) => answer.recount !== null)
    expect(ofRules.length).toBeGreaterThan(40)
    expect(unequal(ofRules)).toEqual([])
    expect(ofRules.every(({ answer }) => answer.migrated !== null)).toBe(true)
    // What has no recount says why, and is not passed off as one.
    expect(checked.filter(({ answer }) => answer.recount === null && answer.noRecount === null)).toEqual([])
  })
})
