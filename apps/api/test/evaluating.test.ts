import { demoAsCsv } from '@mon-ps/core/simulate/demo-as-csv'
import { listRuns } from '@mon-ps/db/repositories/runs'
import { currentSnapshot, readSnapshotPart } from '@mon-ps/db/repositories/snapshots'
import { findCompetition } from '@mon-ps/db/repositories/competitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listening } from '../src/http/listen.ts'
import type { ModelEvaluationProgress } from '@mon-ps/contract/model'
import { importResults } from '../src/work/import/import-results.ts'
import { seasonsOfOtherClubs } from './season-files.ts'
import { fileOf, openTestApp, serveTestApp, type TestApp } from './test-app.ts'

let test: TestApp
let server: Listening

const demoSeasons = (pattern: RegExp) =>
  demoAsCsv({ seed: 1 })
    .filter(({ fileName }) => pattern.test(fileName))
    .map(({ fileName, text }) => fileOf(fileName, text))

beforeAll(async () => {
  test = await openTestApp({ workers: 2 })
  server = await serveTestApp(test)
  await importResults(test.app, demoSeasons(/^VE2_(2223|2324)/), { source: 'demo' })
})

afterAll(async () => {
  await server.close(0)
  await test.close()
})

async function evaluate(): Promise<ModelEvaluationProgress> {
  const { jobId } = await test.caller.model.evaluate()
  for await (const { data: progress } of test.app.evaluations.watch({ jobId })) {
    if (progress.status !== 'running') return progress
  }
  throw new Error('the evaluation never ended')
}

/** Runs of the tiers' own reports, or of those that are named. */
const storedRuns = async (report?: string) =>
  (await listRuns(test.app.database.db, 'backtest')).filter(({ params }) => params['report'] === report)

describe('an evaluation', () => {
  it('says before the first one that nothing was evaluated, tier by tier', async () => {
    const { tiers } = await test.caller.model.skill()
    expect(tiers).toEqual(['results', 'history', 'market'].map((tier) => ({ tier, report: null })))
    expect(await test.caller.model.latest()).toEqual({ job: null })
  })

  it('refuses to judge what nothing was learned for, and says how many seasons it takes', async () => {
    expect(await evaluate()).toMatchObject({
      status: 'failed',
      error: { code: 'NOTHING_TO_CALCULATE', message: /got 2 seasons.*at least 3/ },
    })
  })

  it('keeps each tier as a run of its own, whose phases are told to the end', async () => {
    await importResults(test.app, demoSeasons(/^VE2_(2425|2526)/), { source: 'demo' })
    const ended = await evaluate()
    expect(ended).toMatchObject({ status: 'succeeded', result: { seasons: ['2024-25', '2025-26'] } })
    expect(ended.phases.map(({ name }) => name)).toEqual(['load', 'rate', 'forecast', 'report', 'gate'])
    expect(ended.phases.every(({ done, total }) => done === total)).toBe(true)
    const runs = await storedRuns()
    expect(runs.map(({ params, status, modelVersion }) => [params['tier'], status, modelVersion])).toEqual(
      ['market', 'history', 'results'].map((tier) => [tier, 'succeeded', 'tiers-2']),
    )
    expect(runs.every(({ snapshotId }) => snapshotId === ended.result?.snapshot)).toBe(true)
  })

  it('reports every tier beside the close, in all, by season and by league', async () => {
    const { tiers } = await test.caller.model.skill()
    for (const { tier, report } of tiers) {
      expect(report).toMatchObject({ tier, source: 'demo', stale: false, all: { matches: 486 } })
      expect(report?.bySeason.map(({ key, matches }) => [key, matches])).toEqual([
        ['2024-25', 306],
        ['2025-26', 180],
      ])
      expect(report?.byLeague.map(({ key, name }) => [key, name])).toEqual([['VE2', expect.stringContaining(' ')]])
      expect(report?.basis.reduce((sum, { matches }) => sum + matches, 0)).toBe(486)
      const { skill, close, difference } = report?.all ?? {}
      expect(skill?.rps.interval).not.toBeNull()
      // Paired: what all matches have in common cancels, so over the same matches the means differ by the mean of the differences.
      expect(difference?.rps.n).toBe(close?.rps.n)
      if (close?.rps.n === 486) expect(difference?.rps.value).toBeCloseTo((skill?.rps.value ?? 0) - (close.rps.value ?? 0), 12)
      // No source of prices quotes both teams to score: unknown, never 0.
      expect(close?.bttsLogLoss).toMatchObject({ value: null, n: 0, status: 'not_measured' })
    }
  })

  it('counts every match in one bin of each market, and what happened as often as it did', async () => {
    const { tiers } = await test.caller.model.skill()
    for (const { report } of tiers) {
      expect(report?.reliability.map(({ market }) => market)).toEqual(['home', 'draw', 'away', 'over25', 'btts'])
      const happened = report?.reliability.map(({ n, bins }) => {
        expect(bins.reduce((sum, { observed }) => sum + (observed.n ?? 0), 0)).toBe(n)
        return bins.reduce((sum, { observed }) => sum + (observed.value ?? 0) * (observed.n ?? 0), 0)
      })
      const [home = 0, draw = 0, away = 0] = happened ?? []
      expect(home + draw + away).toBeCloseTo(486, 6)
    }
    const results = tiers.find(({ tier }) => tier === 'results')?.report?.reliability ?? []
    expect(results.filter(({ before }) => before !== null).map(({ market }) => market)).toEqual(['over25', 'btts'])
  })

  it('puts friction through the gate of every tier, and says what it is worth beside every term that was tried', async () => {
    const { tiers } = await test.caller.friction.gate()
    expect((await storedRuns('friction_gate')).map(({ id }) => id).sort()).toEqual(tiers.map(({ report }) => report?.runId).sort())
    for (const { tier, report } of tiers) {
      // The first judged season has no forecasts before it to learn from.
      expect(report).toMatchObject({ tier, source: 'demo', stale: false, matches: 180, permutations: 99 })
      expect(report?.terms[0]).toEqual(report?.friction)
      expect(report?.passed).toEqual(report?.terms.filter(({ passes }) => passes).map(({ key }) => key))
      expect(report?.weight).toBe(report?.friction.passes ? 1 : 0)
      expect(report?.chaos.reduce((sum, { matches }) => sum + matches, 0)).toBe(180)
    }
    const [pair] = (await test.caller.friction.gate()).tiers
    expect(pair?.report?.friction.scores.goals.gain.n).toBe(180)
  })

  it('asked for again on the same data answers with the stored runs, and changes nothing in them', async () => {
    const before = await storedRuns()
    const gates = await storedRuns('friction_gate')
    const again = await evaluate()
    expect(again.result?.tiers.every(({ wasStored }) => wasStored)).toBe(true)
    expect(again.result?.tiers.map(({ runId }) => runId)).toEqual(before.map(({ id }) => id).toReversed())
    expect(await storedRuns()).toEqual(before)
    expect(await storedRuns('friction_gate')).toEqual(gates)
  })

  it('is what a pair of the league is forecast by, which a neutral ground mirrors, over REST as well', async () => {
    // Nothing is calculated here: the tiers need no more than what is imported.
    const snapshot = await currentSnapshot(test.app.database.db, [(await findCompetition(test.app.database.db, 'VE2'))?.id ?? 0])
    const { teams } = await readSnapshotPart(test.app.database.db, snapshot?.parts[0]?.sha256 ?? '')
    const pair = { homeId: teams[0]?.id ?? 0, awayId: teams[1]?.id ?? 0 }
    const atHome = await test.caller.matchup.forecasts(pair)
    expect(atHome).toMatchObject({ leagueCode: 'VE2', season: '2025-26', source: 'demo', modelVersion: 'tiers-2' })
    expect(atHome.tiers.map(({ tier, prior }) => [tier, prior])).toEqual([
      ['results', false],
      ['history', false],
    ])
    for (const { home, draw, away, over25, btts } of atHome.tiers) {
      expect((home.value ?? 0) + (draw.value ?? 0) + (away.value ?? 0)).toBeCloseTo(1, 9)
      for (const { n, interval } of [home, draw, away, over25, btts]) expect([n, interval?.length]).toEqual([expect.any(Number), 2])
    }
    const neutral = await test.caller.matchup.forecasts({ ...pair, neutralVenue: true })
    const swapped = await test.caller.matchup.forecasts({ homeId: pair.awayId, awayId: pair.homeId, neutralVenue: true })
    expect(swapped.tiers[1]?.home.value).toBeCloseTo(neutral.tiers[1]?.away.value ?? 0, 12)
    expect(neutral.tiers[1]?.home.value).toBeLessThan(atHome.tiers[1]?.home.value ?? 0)
    const path = `frictions/${pair.homeId}/${pair.awayId}/forecasts?neutralVenue=true`
    expect(await (await fetch(`${server.url}/api/v1/quantum-v3/${path}`)).json()).toEqual(neutral)
    await expect(test.caller.matchup.forecasts({ homeId: pair.homeId, awayId: pair.homeId })).rejects.toMatchObject({
      cause: { code: 'SAME_TEAM' },
    })
  })

  it('of the demo is never mixed with real leagues, and a report on other data says that it is stale', async () => {
    const demo = (await test.caller.model.skill()).tiers
    const real = seasonsOfOtherClubs().filter(({ name }) => /^E2_(2324|2425|2526)/.test(name))
    await importResults(
      test.app,
      real.map(({ name, text }) => fileOf(name, text)),
    )
    expect((await test.caller.model.skill()).tiers.every(({ report }) => report === null)).toBe(true)
    expect(await evaluate()).toMatchObject({ status: 'succeeded' })
    const judged = (await test.caller.model.skill()).tiers
    expect(new Set(judged.flatMap(({ report }) => report?.byLeague.map(({ key }) => key)))).toEqual(new Set(['E2']))
    expect(demo.every(({ report }) => report?.source === 'demo')).toBe(true)
    await importResults(
      test.app,
      seasonsOfOtherClubs()
        .filter(({ name }) => name.startsWith('E1_2526'))
        .map(({ name, text }) => fileOf(name, text)),
    )
    expect((await test.caller.model.skill()).tiers.map(({ report }) => report?.stale)).toEqual([true, true, true])
  })

  it('of friction is said beside a pair, also of two teams that never shared a league: style, and no goals without an assumption', async () => {
    const clubs = (pattern: RegExp) =>
      new Set(
        seasonsOfOtherClubs()
          .filter(({ name }) => pattern.test(name))
          .flatMap(({ text }) => text.split('\n').slice(1))
          .map((line) => line.split(',')[3] ?? ''),
      )
    const lower = clubs(/^E2_(2324|2425|2526)/)
    const [upper = ''] = [...clubs(/^E1_2526/)].filter((name) => !lower.has(name))
    const [other = ''] = [...clubs(/^E2_2526/)]
    const idOf = async (query: string) => (await test.caller.team.search({ query })).data[0]?.id ?? 0
    const [homeId, awayId] = [await idOf(upper), await idOf(other)]
    const pair = await test.caller.matchup.byTeams({ homeId, awayId })
    expect(pair).toMatchObject({
      home: { id: homeId, name: upper },
      scope: 'cross_league',
      assumption: null,
      sides: { home: { leagueCode: 'E1' }, away: { leagueCode: 'E2' } },
      predictedWinner: null,
      goalRates: { total: { status: 'not_measured' } },
      historicalFriction: { seasons: null, reason: 'cross_league' },
      // Three seasons teach the gate; a fourth would be judged.
      gate: null,
    })
    expect(pair.notMeasured).toContainEqual({ part: 'winner', reason: 'leagues_not_compared' })
    expect(pair.friction.components.find(({ key }) => key === 'style_clash')?.level.status).toBe('measured')
    const sum = pair.friction.components.reduce((total, { contribution }) => total + (contribution ?? 0), 0)
    expect(sum).toBeCloseTo(pair.friction.score.value ?? Number.NaN, 9)
    const assumed = await test.caller.matchup.byTeams({ homeId, awayId, leaguesEqualSd: 0.2 })
    expect(assumed.assumption).toEqual({ id: 'leagues_equal', standardDeviation: 0.2 })
    const [low = 0, high = 0] = assumed.goalRates.home.interval ?? []
    expect(Math.log(high / low)).toBeGreaterThan(2 * 1.95 * 0.2)
    expect(assumed.friction).toEqual(pair.friction)
    expect(assumed.notMeasured.some(({ part }) => part === 'goals')).toBe(false)
  })

  it('of the demo goes with the demo, and takes nothing real with it', async () => {
    await test.caller.demo.remove()
    const left = await storedRuns()
    expect(left.map(({ params }) => [params['tier'], params['source']])).toEqual(
      ['market', 'history', 'results'].map((tier) => [tier, 'football-data']),
    )
    expect(await storedRuns('friction_gate')).toEqual([])
  })
})

describe('the changelog', () => {
  it('names the newest version first, and compares a tier with itself alone', async () => {
    const { versions } = await test.caller.model.versions()
    expect(versions.map(({ version }) => version)).toEqual(['2', '1'])
    const scores = new Map(versions[0]?.scores.map(({ tier, change }) => [tier, change]))
    expect(scores.get('results')?.rps).toBeCloseTo(-0.00178, 6)
    expect(scores.get('history')).toBeNull()
  })

  it('and the skill are to be had over REST', async () => {
    const answer = await fetch(`${server.url}/api/v1/quantum-v3/models`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual(await test.caller.model.skill())
    expect((await fetch(`${server.url}/api/v1/quantum-v3/models/versions`)).status).toBe(200)
  })
})
