import { sql } from 'drizzle-orm'
import { applyEnrichment, undoEnrichment } from '../src/enrich/enrichment.ts'
import { planEnrichment, type EnrichmentPlan } from '../src/enrich/plan-enrichment.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DbError } from '@mon-ps/db/errors'
import { type FrictionVersionRow, saveFrictions } from '@mon-ps/db/repositories/frictions'
import { saveStrategies } from '@mon-ps/db/repositories/strategies'
import { finishRun } from '@mon-ps/db/repositories/runs'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { stateDigest } from '../src/backup/manifest.ts'
import { verifyMove } from '../src/verify/verify-move.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { calculateRun, type League, loadLeague } from '@mon-ps/db/test-kit/fixture'
import { requireInStep } from './in-step.ts'
import { loadSmallV1, move } from './moved.ts'
import { sourceIn } from './small-v1.ts'

const BY = { who: 'local:ada', why: 'for the friction page', codeVersion: 'test' }
/** Of the two teams that the calculated league and V1 share; the third V1 team has no calculation. */
const PICK = `create table public.tracking_clv_picks (id serial primary key, match_id varchar(255), home_team varchar(100), away_team varchar(100),
  match_name varchar(255), commence_time timestamp, market_type varchar(50), odds_taken numeric(10,3), closing_odds numeric(10,3));
  insert into public.tracking_clv_picks (match_id, home_team, away_team, match_name, market_type, odds_taken, closing_odds)
  values ('m1', 'Alder', 'Birch', 'Alder vs Birch', 'home', 2.2, 2.0), ('m2', 'Alder', 'Cedar', 'Alder vs Cedar', 'home', 2.1, 2.0)`

let database: TestDatabase
let league: League
beforeAll(async () => {
  database = await openTestDatabase()
  league = await loadLeague(database)
  await loadSmallV1(database)
  await move(database)
  await database.sql.unsafe(PICK).simple()
  await calculatePairs()
})
afterAll(() => database.close())

const findId = (name: string) => league.teams.find((team) => team.name === name)?.id ?? 0

/** As a calculation stores the friction of a pair in an earlier season. */
const history = (value: number) => ({ seasons: [{ season: '2021-22', score: { value, n: 20, interval: null } }], reason: null })

/** Friction of Alder and Birch in both orders, and a strategy of Alder, as a calculation saves them. */
async function calculatePairs(): Promise<void> {
  const runId = await calculateRun(database, [league.competitionId])
  const place = { competitionId: league.competitionId, season: '2022-23' }
  const pair = (home: string, away: string, figures: Partial<FrictionVersionRow>): FrictionVersionRow => ({
    ...place,
    homeId: findId(home),
    awayId: findId(away),
    teamHomeName: home,
    teamAwayName: away,
    frictionScore: 50,
    matchesAnalyzed: 38,
    ...figures,
  })
  await inUnitOfWork(database, async (tx) => {
    const edge = { psychologicalEdge: { n: 6, interval: [-0.1, 0.5] as const } }
    await saveFrictions(tx, {
      runId,
      origin: 'calculated',
      rows: [
        pair('Alder', 'Birch', {
          tacticalFriction: 40,
          riskFriction: 30,
          psychologicalEdge: 0.2,
          historicalFriction: history(30),
          estimates: edge,
        }),
        pair('Birch', 'Alder', {
          tacticalFriction: 60,
          riskFriction: 50,
          psychologicalEdge: -0.1,
          historicalFriction: history(50),
          estimates: edge,
        }),
        pair('Cedar', 'Birch', { tacticalFriction: 60 }),
      ],
    })
    await saveStrategies(tx, {
      runId,
      origin: 'calculated',
      rows: [
        {
          ...place,
          scope: 'team',
          teamId: findId('Alder'),
          teamName: 'Alder',
          strategyName: 'QUANT_BEST_MARKET',
          strategyVersion: '1',
          totalBets: 21,
          performanceByContext: { overall: { bets: 21 } },
        },
      ],
    })
    await finishRun(tx, runId, { status: 'succeeded' })
  })
}

const plan = () => planEnrichment(database.db, sourceIn(database))
const apply = (planSha256: string) =>
  inUnitOfWork(database, (tx) => applyEnrichment(tx, sourceIn(database), { ...BY, planSha256 }), {
    actor: BY.who,
    reason: BY.why,
  })
const undo = (runId?: number) =>
  inUnitOfWork(database, (tx) => undoEnrichment(tx, { ...BY, runId }), { actor: BY.who, reason: 'a mistake' })
/** V1, V3 and every version with its estimates. */
async function digests(): Promise<unknown> {
  const versions = await database.sql.unsafe(`
    select md5(string_agg(v::text, '|' order by v.version_id)) as digest from mon_ps.team_dna_version v
    union all select md5(string_agg(v::text, '|' order by v.version_id)) from mon_ps.friction_version v
    union all select md5(string_agg(v::text, '|' order by v.version_id)) from mon_ps.strategy_version v`)
  return { state: await stateDigest(database.db), versions: [...versions] }
}
const readCells = ({ cells }: EnrichmentPlan) =>
  cells.map(({ column, name, value, n, season }) => [column, name, typeof value === 'number' ? Number(value.toFixed(6)) : value, n, season])
const failure = (work: Promise<unknown>): Promise<DbError> =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: DbError) => error,
  )

describe('what enrichment would change', () => {
  it('is what the picks and the calculation of the same teams prove, and nothing else', async () => {
    expect(readCells(await plan())).toEqual([
      ['avg_clv', 'Alder', 7.5, 2, null],
      ['risk_friction', 'Alder – Birch', 40, 38, '2022-23'],
      ['psychological_edge', 'Alder – Birch', 0.15, 6, '2022-23'],
      ['historical_friction', 'Alder – Birch', history(40), 20, '2022-23'],
      ['performance_by_context', 'Alder: QUANT_BEST_MARKET', { overall: { bets: 21 }, source: 'calculated' }, 21, '2022-23'],
    ])
  })

  it('names for every other cell why it stays null', async () => {
    const { columns } = await plan()
    const reasons = columns.map(({ column, rows, filledBefore, proven, unproven }) => [
      column,
      [rows, filledBefore, proven],
      unproven.map(({ reason, rows: open }) => `${reason} ${open}`),
    ])
    expect(reasons).toEqual([
      ['avg_clv', [3, 0, 1], ['no-picks 2']],
      ['tactical_friction', [2, 0, 0], ['no-source 2']],
      ['risk_friction', [2, 0, 1], ['no-calculation 1']],
      ['psychological_edge', [2, 0, 1], ['no-calculation 1']],
      ['historical_friction', [2, 0, 1], ['no-calculation 1']],
      ['avg_clv', [3, 0, 0], ['no-source 3']],
      ['context_filters', [3, 0, 0], ['no-calculation 2', 'not-measured 1']],
      ['performance_by_context', [3, 0, 1], ['no-calculation 2']],
    ])
  })

  it('has the same hash whichever engine counts it', async () => {
    expect((await plan()).planSha256).toBe('71350ab007c68569218ac3d2db60c42a126110e4c6f8a390ae6ffb46f03ee6f5')
  })
})

describe('an enrichment', () => {
  it('is refused with another plan than the one that was read, and changes nothing', async () => {
    const before = await digests()
    expect(await failure(apply('0'.repeat(64)))).toMatchObject({ code: 'PLAN_STALE' })
    expect(await digests()).toEqual(before)
  })

  it('fills what was null, leaves V1’s columns and times as they were, and passes the proofs of the move', async () => {
    const before = await database.sql`select team_name, total_pnl, created_at, updated_at from quantum.team_quantum_dna_v3 order by team_id`
    const { planSha256, cells } = await plan()
    const done = await apply(planSha256)
    expect(done).toMatchObject({ cells: cells.length, rows: 3, alreadyApplied: false })
    const after = await database.sql`select team_name, total_pnl, created_at, updated_at from quantum.team_quantum_dna_v3 order by team_id`
    expect([...after]).toEqual([...before])
    expect(after.find((row) => row['team_name'] === 'Alder')?.['total_pnl']).toBe(22)
    const [pair] = await database.sql`
      select tactical_friction, risk_friction, friction_score from quantum.quantum_friction_matrix_v3 where team_home_name = 'Alder'`
    expect(pair).toEqual({ tactical_friction: null, risk_friction: 40, friction_score: 85 })
    const report = await database.db.transaction((tx) => verifyMove(tx, { executor: tx, same: true }))
    expect(report.checks.filter(({ passed }) => !passed)).toEqual([])
    await requireInStep(database)
  })

  it('is a run, with a recorded decision and an entry of the audit log for each row', async () => {
    const [run] = await database.sql`select status, params, result from mon_ps.run where kind = 'enrich'`
    expect(run).toMatchObject({ status: 'succeeded', params: { who: BY.who, why: BY.why }, result: { cells: 5, rows: 3 } })
    const entries = await database.sql`select actor, reason from mon_ps.audit_log where table_name like '%publish_decision'`
    expect([...entries]).toEqual(Array.from({ length: 3 }, () => ({ actor: BY.who, reason: BY.why })))
    const [estimates] =
      await database.sql`select estimates from mon_ps.friction_version where origin = 'migrated' and risk_friction is not null`
    expect(estimates?.['estimates']).toMatchObject({ riskFriction: { n: 38, rule: 'mean-of-both-orders@1', season: '2022-23' } })
  })

  it('finds nothing more to do, and says so when its plan is applied again', async () => {
    const again = await plan()
    expect(again.cells).toEqual([])
    expect(again.columns[0]).toMatchObject({ filledBefore: 1, proven: 0 })
    const before = await digests()
    const [run] = await database.sql`select params ->> 'plan' as plan from mon_ps.run where kind = 'enrich'`
    expect(await apply(String(run?.['plan']))).toMatchObject({ cells: 0, alreadyApplied: true })
    expect(await apply(again.planSha256)).toMatchObject({ runId: null, cells: 0, alreadyApplied: false })
    expect(await digests()).toEqual(before)
  })

  it('is taken back to the byte, once', async () => {
    await undo()
    const before = await digests()
    const { planSha256 } = await plan()
    const { runId } = await apply(planSha256)
    expect(await digests()).not.toEqual(before)
    expect(await undo(runId ?? 0)).toMatchObject({ cells: 5, rows: 3 })
    expect(await digests()).toEqual(before)
    expect(await failure(undo(runId ?? 0))).toMatchObject({ code: 'NOT_FOUND' })
    expect((await plan()).planSha256).toBe(planSha256)
  })

  it('leaves rows alone that a decision or somebody else holds', async () => {
    await database.sql`update quantum.quantum_friction_matrix_v3 set risk_friction = 12 where team_home_name = 'Alder'`
    // Raw SQL owns the V3 row from then on: the version of the move is enriched, and the row is not touched.
    const { planSha256, cells } = await plan()
    const { runId } = await apply(planSha256)
    const [row] =
      await database.sql`select risk_friction, psychological_edge from quantum.quantum_friction_matrix_v3 where team_home_name = 'Alder'`
    expect(row).toEqual({ risk_friction: 12, psychological_edge: null })
    expect(await undo(runId ?? 0)).toMatchObject({ cells: cells.length })
  })
})

describe('without a move', () => {
  it('there is nothing to enrich', async () => {
    const empty = await openTestDatabase()
    try {
      const refused = await failure(planEnrichment(empty.db, sourceIn(empty)))
      expect(refused).toMatchObject({ code: 'NOT_MIGRATED' })
      const [run] = await empty.db.execute<{ n: number }>(sql`select count(*) as n from mon_ps.run`)
      expect(run?.n).toBe(0)
    } finally {
      await empty.close()
    }
  })
})
