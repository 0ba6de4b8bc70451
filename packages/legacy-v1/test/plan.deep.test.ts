import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCompanions, fillCompanion } from '../src/copy/companions.ts'
import { projectRows } from '../src/copy/projection.ts'
import { storePlan } from '../src/copy/move-tables.ts'
import { type PlanOptions, planMigration } from '../src/plan/plan-migration.ts'
import type { LegacySource, MigrationPlan } from '../src/types.ts'
import { startRun } from '@mon-ps/db/repositories/runs'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { cleanDraft, draftSql, hostileV1, ROW_CASES, spoiledV1, type V1Draft } from '../test-kit/hostile-v1/index.ts'
import { realDataFolder } from '@mon-ps/db/test-kit/env'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { loadRealV1 } from './moved.ts'

let legacy: TestDatabase
let target: TestDatabase
let source: LegacySource

beforeAll(async () => {
  legacy = await openTestDatabase({ migrated: false })
  target = await openTestDatabase()
  source = { database: legacy, same: false, address: 'a V1 of this test', close: async () => {} }
})
afterAll(async () => {
  await legacy.close()
  await target.close()
})

const load = (script: string) => legacy.sql.unsafe(script).simple()
const plan = (options: PlanOptions = {}) => planMigration(source, target, options)
const loadDraft = (spoil: (draft: V1Draft) => void) => {
  const draft = cleanDraft()
  spoil(draft)
  return load(draftSql(draft))
}

class TakenBack extends Error {}

/** Rows that the projection refused, and how many versions each table got, in a transaction that is taken back. */
async function outcome({ teams, rulings, timeZone }: MigrationPlan): Promise<{ refused: unknown[]; versions: number[] }> {
  const found: { refused: unknown[]; versions: number[] } = { refused: [], versions: [] }
  const copied = target.db.transaction(async (tx) => {
    const runId = await startRun(tx, { kind: 'migrate', params: {}, codeVersion: 'test' })
    const from = { executor: legacy.db, same: false }
    await createCompanions(tx, from)
    await storePlan(tx, { teams, rulings, timeZone }, runId)
    for (const table of V1_TABLES) await fillCompanion(tx, from, table, null)
    for (const table of V1_TABLES) found.versions.push(await projectRows(tx, table, { runId, range: null }))
    found.refused.push(
      ...(await tx.execute(sql`select table_name, v1_id, reason from mon_ps.legacy_ruling where reason like 'projection:%'`)),
    )
    throw new TakenBack()
  })
  await expect(copied).rejects.toBeInstanceOf(TakenBack)
  return found
}

const rowsPredicted = ({ predictions }: MigrationPlan) =>
  predictions.filter(({ measure }) => measure === 'rows').map(({ v3 }) => Number(v3))

describe('a plan for a V1 with faults', () => {
  it('decides every fault of rows, so that what it lets through fits every constraint of V3', async () => {
    await load(spoiledV1(ROW_CASES))
    const made = await plan()
    expect(made.ready).toBe(true)
    for (const asked of ROW_CASES.flatMap(({ asks }) => asks ?? []))
      expect(made.decisions.map(({ id }) => id)).toContainEqual(expect.stringContaining(asked))
    expect(await outcome(made)).toEqual({ refused: [], versions: rowsPredicted(made) })
  })

  it.each([1, 2])('holds for the selection of faults of seed %i', async (seed) => {
    await load(hostileV1(seed))
    const made = await plan()
    expect(await outcome(made)).toEqual({ refused: [], versions: rowsPredicted(made) })
  })

  it('quarantines what rests on a quarantined profile', async () => {
    await loadDraft((draft) => {
      draft.tables.team_profiles.rows[1] = { ...draft.tables.team_profiles.rows[1], quantum_dna: { json: {} } }
    })
    const made = await plan()
    const out = made.rulings.filter(({ kind }) => kind === 'quarantine')
    expect(out.filter(({ table }) => table === 'team_profiles')).toMatchObject([{ v1Id: 2, reason: expect.stringContaining('no-league') }])
    expect(out.filter(({ table }) => table === 'matchup_friction')).toHaveLength(5)
    expect(out.filter(({ table }) => table === 'team_strategies').map(({ v1Id }) => v1Id)).toEqual([2])
    const named = await plan({ decisions: { 'P06:team_profiles:no-league:2': 'Serie A' } })
    expect(named.rulings).toEqual([expect.objectContaining({ table: 'team_profiles', v1Id: 2, kind: 'league', value: 'Serie A' })])
  })

  it('lets the other of two rows stay when that is chosen', async () => {
    await load(hostileV1('the same pair again, in both orders, and with itself'))
    const quarantined = (made: MigrationPlan) => made.rulings.map(({ v1Id, reason }) => `${v1Id} ${reason.split(':')[0]}`)
    expect(quarantined(await plan())).toEqual(['16 duplicate-pair', '17 both-orders', '18 self-pair'])
    const other = await plan({ decisions: { 'P03:matchup_friction:same-pair': 'highest', 'P04:matchup_friction:both-orders': 'highest' } })
    expect(quarantined(other)).toEqual(['1 duplicate-pair', '16 both-orders', '18 self-pair'])
  })

  it('repairs a text only when somebody accepts it', async () => {
    await load(hostileV1('mojibake'))
    expect((await plan()).rulings).toEqual([])
    const repaired = await plan({ decisions: { 'P09:team_profiles:team_name-mojibake': 'repair' } })
    expect(repaired.rulings).toMatchObject([{ v1Id: 7, column: 'team_name', value: 'Atlético Mojibake' }])
    expect(repaired.teams.find(({ v1Id }) => v1Id === 7)?.name).toBe('Atlético Mojibake')
  })
})

describe('the decisions of a plan', () => {
  it('are refused where nobody asked, and where the option does not exist, with what is near', async () => {
    await load(hostileV1('mojibake'))
    await expect(plan({ decisions: { 'P09:team_profiles:team_name-mojibak': 'keep' } })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('"P09:team_profiles:team_name-mojibake"'),
    })
    await expect(plan({ decisions: { 'P09:team_profiles:team_name-mojibake': 'mend' } })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('"repair"'),
    })
    await expect(plan({ timeZone: 'Paris/Europe' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})

describe('the hash of a plan', () => {
  it('is the same for the same shape, whatever the rows say, and another one when a decision, a column or the zone changes', async () => {
    await load(hostileV1('mojibake'))
    const first = (await plan()).planSha256
    expect((await plan({ decisions: { 'P09:team_profiles:team_name-mojibake': 'keep' } })).planSha256).toBe(first)
    const hashes = [
      first,
      (await plan({ timeZone: 'Europe/Paris' })).planSha256,
      (await plan({ decisions: { 'P09:team_profiles:team_name-mojibake': 'repair' } })).planSha256,
    ]
    await load('update quantum.matchup_friction set friction_score = 55.51 where id = 1')
    expect((await plan()).planSha256).toBe(first)
    await load('alter table quantum.team_profiles add extra text')
    hashes.push((await plan()).planSha256)
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  it('does not depend on the order of rows, nor on the live tables', async () => {
    await load(draftSql(cleanDraft()))
    const first = (await plan()).planSha256
    await load('update quantum.team_strategies set id = id where id = 1; create table public.odds (id serial, price numeric)')
    expect((await plan()).planSha256).toBe(first)
    await load('drop table public.odds')
  })
})

describe('the teams of a plan', () => {
  it('are ours where an alias, the dictionary or the very name says so, and new otherwise', async () => {
    await loadDraft((draft) => {
      for (const name of ['Manchester City', 'Lazio', 'Of An Alias']) draft.profile({ team_name: name })
    })
    await target.sql`insert into mon_ps.team (id, name, name_normalized, source) values (3, 'Takes Id 3', 'takes id 3', 'football-data'),
      (20001, 'Man City', 'man city', 'football-data'), (20002, 'Lazio', 'lazio', 'football-data'), (20003, 'Third', 'third', 'football-data')`
    await target.sql`insert into mon_ps.team_alias (source, alias, alias_normalized, team_id, evidence)
      values ('football-data', 'Man City', 'man city', 20001, 'test'), ('legacy-v1', 'Of An Alias', 'of an alias', 20003, 'test')`
    const made = await plan()
    const teams = Object.fromEntries(made.teams.map((team) => [team.name, team]))
    expect(teams['Manchester City']).toMatchObject({ v1Id: 7, teamId: 20001, evidence: expect.stringContaining('Man City') })
    expect(teams['Manchester City']?.aliases.map(({ source: from, alias }) => `${from} ${alias}`)).toEqual([
      'legacy-v1 Manchester City',
      'football-data Man City',
    ])
    expect(teams['Lazio']?.teamId).toBe(20002)
    expect(teams['Of An Alias']?.teamId).toBe(20003)
    expect(teams['Alpha United']).toMatchObject({ teamId: null, evidence: expect.stringContaining('keeps its V1 id 1') })
    expect(teams['Gamma City']).toMatchObject({ teamId: null, evidence: expect.stringContaining('is taken') })
    expect((await outcome(made)).refused).toEqual([])
  })

  it('are one each: two profiles of one team are a question, and both moving is no answer', async () => {
    await loadDraft((draft) => {
      for (const name of ['Manchester City', 'Of An Alias']) draft.profile({ team_name: name })
    })
    await target.sql`update mon_ps.team_alias set team_id = 20001 where alias = 'Of An Alias'`
    const made = await plan()
    const question = made.decisions.find(({ id }) => id === 'P03:team_profiles:same-team:7+8')
    expect(question?.options.map(({ id }) => id)).toEqual(['keep-7', 'keep-8'])
    expect(made.teams.map(({ v1Id }) => v1Id)).not.toContain(8)
    expect((await outcome(made)).refused).toEqual([])
    await target.sql`delete from mon_ps.team_alias`
    await target.sql`delete from mon_ps.team`
  })
})

describe.skipIf(realDataFolder === undefined)('a plan for the real V1 (skipped: no real data)', () => {
  it('is ready as it is: every row gets its row, nothing is asked, and the seven strategies find their profiles', async () => {
    await load('drop schema if exists quantum cascade')
    await loadRealV1(legacy)
    const made = await plan()
    expect(made).toMatchObject({ ready: true, decisions: [], chunked: false, timeZone: 'UTC' })
    expect(rowsPredicted(made)).toEqual([99, 3403, 351])
    expect(made.rulings.map(({ kind, v1Id, value }) => `${kind} ${v1Id} ${value}`)).toEqual([
      'profile 345 91',
      'profile 346 86',
      'profile 347 96',
      'profile 348 89',
      'profile 349 94',
      'profile 350 88',
      'profile 351 98',
    ])
    const v3 = Object.fromEntries(made.predictions.map(({ table, measure, v3: value }) => [`${table} ${measure}`, value]))
    expect(v3).toMatchObject({
      'team_quantum_dna_v3 sum of total_pnl': '574.50',
      'team_quantum_dna_v3 objects in market_dna': '99',
      'team_quantum_dna_v3 objects in risk_dna': '0',
      'quantum_strategies_v3 sum of wins': '1685',
      'quantum_strategies_v3 strategy_type MARKET': '120',
      'quantum_strategies_v3 market_family OTHER': '231',
    })
    expect(made.predictions.filter(({ v1, v3: after }) => v1 !== after)).toEqual([])
    expect(await outcome(made)).toEqual({ refused: [], versions: [99, 3403, 351] })
  })
})
