import { is } from 'drizzle-orm'
import { boolean, integer, numeric, PgTable, pgTable, serial, text, timestamp, varchar } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CatalogueTable, catalogueDigest, readCatalogue } from '../src/catalogue/read-catalogue.ts'
import { BASELINE, type AcceptedDifference, type DriftReport } from '../src/drift/types.ts'
import { declaredTable } from '../src/drift/declared-tables.ts'
import { expectedCatalogue, OUR_SCHEMAS } from '../src/drift/ours.ts'
import { driftReport } from '../src/drift/drift-report.ts'
import type { Executor } from '../src/client.ts'
import * as schema from '../src/schema/index.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { seededMutations } from './drift-mutations.ts'

const TODAY = '2026-11-21'
const MUTATIONS = 60
const SEED = 20_261_121

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

class Undo extends Error {}

/** What `work` makes of the schema is reported, then undone. */
async function reportedAfter(
  statements: readonly string[],
  options: Partial<Parameters<typeof driftReport>[1]> = {},
): Promise<DriftReport> {
  const reports: DriftReport[] = []
  const work = async (tx: Executor) => {
    for (const statement of statements) await tx.execute(statement)
    reports.push(await driftReport(tx, { today: TODAY, ...options }))
    throw new Undo()
  }
  await database.db.transaction(work).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error
  })
  const [report] = reports
  if (report === undefined) throw new Error('nothing was reported')
  return report
}

const idsOf = (report: DriftReport) => report.differences.map((difference) => difference.id).sort()
/** By name: a column that a later migration added stands last in the table, but with its kin in the declaration. */
const columnsOf = (table: Pick<CatalogueTable, 'columns'>) =>
  table.columns
    .map(({ name, type, notNull, identity, generated }) => ({ name, type, notNull, identity, generated }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
const sorted = (names: readonly string[]) => [...names].sort()

describe('the expected schema', () => {
  it('is what the migrations make on this engine', async () => {
    const live = await readCatalogue(database.db, OUR_SCHEMAS)
    const hint = 'the schema changed: look at schema-dump.txt, then run  pnpm --filter @mon-ps/db schema-dump'
    const unused = { ...live, sequences: live.sequences.map((sequence) => ({ ...sequence, lastValue: null })) }
    expect(unused, hint).toEqual(expectedCatalogue())
    expect(catalogueDigest(live)).toBe(catalogueDigest(expectedCatalogue()))
  })

  it('is what the Drizzle tables declare', () => {
    const expected = expectedCatalogue().tables.filter((table) => `${table.schema}.${table.name}` !== 'mon_ps.migration')
    const tables = Object.values<unknown>(schema).filter((value) => is(value, PgTable))
    const unquoted = (definition: string) => definition.replaceAll('"', '')
    const isKey = (kind: string) => kind === 'primary key' || kind === 'unique' || kind === 'foreign key'
    const made = expected.map((table) => ({
      name: `${table.schema}.${table.name}`,
      columns: columnsOf(table),
      keys: sorted(table.constraints.filter((key) => isKey(key.kind)).map((key) => unquoted(key.definition))),
      checks: sorted(table.constraints.filter((key) => key.kind === 'check').map((key) => key.name)),
      indexes: sorted(table.indexes.map((index) => index.name)),
    }))
    const declared = tables.map(declaredTable).map((table) => ({
      name: `${table.schema}.${table.name}`,
      columns: columnsOf(table),
      keys: sorted(table.keys.map((key) => key.definition)),
      checks: table.checks,
      indexes: table.indexes,
    }))
    expect(declared.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(made)
  })
})

describe('drift', () => {
  it('finds nothing after all migrations, and its baseline accepts nothing', async () => {
    expect(BASELINE).toEqual([])
    const report = await driftReport(database, { today: TODAY })
    expect(report).toEqual({ state: 'created', objects: expect.any(Number), differences: [], unexpected: 0, obsolete: [] })
    expect(report.objects).toBeGreaterThan(800)
  })

  it.for(seededMutations(expectedCatalogue(), SEED, MUTATIONS))('catches: $name, $ids.0', async ({ sql, ids }) => {
    expect(idsOf(await reportedAfter(sql))).toEqual(sorted(ids))
  })

  it('finds nothing after all of these were undone', async () => {
    expect((await driftReport(database, { today: TODAY })).differences).toEqual([])
  })

  it('finds a sequence whose next number is the highest that its column holds, and none whose next number is free', async () => {
    const team = `insert into mon_ps.team (id, name, name_normalized, source) values (10001, 'Lazio', 'lazio', 'demo')`
    const next = (number: number) => reportedAfter([team, `alter sequence mon_ps.team_id_seq restart with ${number}`])
    expect(idsOf(await next(10_001))).toEqual(['sequence:mon_ps.team_id_seq:behind'])
    expect(idsOf(await next(10_002))).toEqual([])
  })

  it('finds an index that the server does not use because it was never finished', async () => {
    const report = await reportedAfter([`update pg_index set indisvalid = false where indexrelid = 'mon_ps.ix_job_kind'::regclass`])
    expect(idsOf(report)).toEqual(['index:mon_ps.job.ix_job_kind:validity'])
  })

  it('says what was expected and what was found, as the server writes it', async () => {
    const report = await reportedAfter(['alter table quantum.team_quantum_dna_v3 alter column league type varchar(80)'])
    expect(report.differences).toEqual([
      {
        id: 'column:quantum.team_quantum_dna_v3.league:type',
        object: 'quantum.team_quantum_dna_v3.league',
        expected: 'character varying(50)',
        found: 'character varying(80)',
        classification: 'ours',
        accepted: null,
        unexpected: true,
      },
    ])
  })

  it('does not depend on the search path, and leaves it as it was', async () => {
    const paths: string[] = []
    await database.db.transaction(async (tx) => {
      await tx.execute('set local search_path = mon_ps, quantum')
      expect((await driftReport(tx, { today: TODAY })).differences).toEqual([])
      const [row] = await tx.execute<{ path: string }>(`select current_setting('search_path') as path`)
      paths.push(row?.path ?? '')
    })
    expect(paths).toEqual(['mon_ps, quantum'])
  })

  it('takes no id of the legacy, below where our own begin, for a sequence that is behind', async () => {
    const team = `insert into mon_ps.team (id, name, name_normalized, source) values (7, 'Lazio', 'lazio', 'legacy')`
    expect((await reportedAfter([team])).differences).toEqual([])
    expect(idsOf(await reportedAfter([team.replace('7', '20001')]))).toEqual(['sequence:mon_ps.team_id_seq:behind'])
  })

  it('leaves the tables of V1 and V2, their views and archives, and other schemas alone, but names a stranger among ours', async () => {
    const foreign = [
      'create table quantum.team_profiles (id serial primary key, team_name varchar(100) not null unique)',
      'create view quantum.team_profiles_archive as select * from quantum.team_profiles',
      'create table quantum.team_strategies_v1_20261121 (id integer)',
      'create table quantum.team_quantum_dna (team_id serial primary key)',
      'create schema legacy_v1',
      'create table legacy_v1.team_profiles (id integer)',
      'create schema quantum_backup',
      'create table quantum_backup.manifest (id integer)',
      'create function legacy_v1.follow() returns trigger language plpgsql as $$ begin return null; end $$',
      'create trigger sync after insert on quantum.team_quantum_dna_v3 for each statement execute function legacy_v1.follow()',
      'create table quantum.quantum_strategies_v3_copy (id integer)',
    ]
    expect(idsOf(await reportedAfter(foreign))).toEqual(['table:quantum.quantum_strategies_v3_copy:unexpected'])
  })

  it('calls a database that has none of our tables not created, with or without V1', async () => {
    const gone = [
      'drop schema mon_ps cascade',
      'drop table quantum.team_quantum_dna_v3, quantum.quantum_friction_matrix_v3, quantum.quantum_strategies_v3',
    ]
    const nothing = { state: 'not_created', objects: 0, differences: [], unexpected: 0, obsolete: [] }
    expect(await reportedAfter(gone)).toEqual(nothing)
    expect(await reportedAfter([...gone, 'create table quantum.team_profiles (id integer)'])).toEqual(nothing)
    expect(await reportedAfter([...gone, 'drop schema quantum cascade'])).toEqual(nothing)
    // V3 alone missing is no fresh database.
    expect((await reportedAfter(gone.slice(1))).unexpected).toBeGreaterThan(2)
  })

  it('refuses a day that is none', async () => {
    await expect(driftReport(database, { today: 'today' })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
  })
})

describe('the baseline', () => {
  const id = 'index:mon_ps.team.extra:unexpected'
  const entry = (values: Partial<AcceptedDifference> = {}) => ({ id, reason: 'a trial', owner: 'the operator', expires: TODAY, ...values })
  const withIndex = (baseline: readonly AcceptedDifference[]) => reportedAfter(['create index extra on mon_ps.team (name)'], { baseline })

  it('accepts what it names until the last day it says', async () => {
    const report = await withIndex([entry()])
    expect(report).toMatchObject({ unexpected: 0, obsolete: [] })
    expect(report.differences).toMatchObject([{ id, unexpected: false, accepted: { owner: 'the operator', expires: TODAY } }])
  })

  it('accepts nothing once an entry has expired, which is still shown', async () => {
    const report = await withIndex([entry({ expires: '2026-11-20' })])
    expect(report.differences).toMatchObject([{ id, unexpected: true, accepted: { expires: '2026-11-20' } }])
    expect(report.unexpected).toBe(1)
  })

  it('lists the entries that nothing matches any more', async () => {
    expect(await withIndex([entry(), entry({ id: 'table:mon_ps.gone:unexpected' })])).toMatchObject({
      unexpected: 0,
      obsolete: ['table:mon_ps.gone:unexpected'],
    })
  })
})

describe("the legacy's live tables", () => {
  const declared = pgTable('tracking_clv_picks', {
    id: serial().primaryKey(),
    homeTeam: varchar({ length: 100 }),
    league: varchar({ length: 50 }),
    oddsTaken: numeric({ precision: 10, scale: 3 }),
    diamondScore: integer(),
    isResolved: boolean().default(false),
    isWinner: boolean(),
    resolvedAt: timestamp({ mode: 'string' }),
  })
  const picks = declaredTable(declared)
  const reportedAfterAll = (statements: readonly string[]) => reportedAfter(statements, { liveTables: [declared] })
  const created = (column: (typeof picks.columns)[number]) =>
    column.name === 'id'
      ? 'id serial primary key'
      : `${column.name} ${column.type}${column.default === null ? '' : ` default ${column.default}`}`
  const asDeclared = `create table public.tracking_clv_picks (${picks.columns.map(created).join(', ')})`

  it('are not missed where they are absent, and agree where they stand as declared', async () => {
    expect(idsOf(await reportedAfterAll([asDeclared]))).toEqual([])
    expect((await reportedAfterAll([asDeclared])).objects - (await reportedAfterAll([])).objects).toBe(1 + picks.columns.length + 1)
  })

  it('are told apart by what each difference means', async () => {
    const report = await reportedAfterAll([
      asDeclared.replace('id serial primary key', 'id bigint generated always as identity, bookmaker text'),
      'alter table tracking_clv_picks drop column diamond_score',
      'alter table tracking_clv_picks alter column league type varchar(80)',
      'alter table tracking_clv_picks alter column resolved_at type timestamptz',
      'alter table tracking_clv_picks alter column is_winner type integer using is_winner::integer',
      'alter table tracking_clv_picks alter column home_team set not null',
      'create index extra on tracking_clv_picks (league)',
    ])
    const column = 'legacy:column:public.tracking_clv_picks'
    expect(Object.fromEntries(report.differences.map((difference) => [difference.id, difference.classification]))).toEqual({
      [`${column}.bookmaker:unexpected`]: 'legacy-extra',
      [`${column}.diamond_score:missing`]: 'legacy-missing',
      [`${column}.home_team:nullability`]: 'legacy-shape',
      [`${column}.id:type`]: 'legacy-shape',
      [`${column}.is_winner:type`]: 'legacy-type',
      [`${column}.league:type`]: 'legacy-shape',
      [`${column}.resolved_at:type`]: 'legacy-type',
      'legacy:primary-key:public.tracking_clv_picks.PRIMARY KEY (id):missing': 'legacy-missing',
    })
    expect(report.unexpected).toBe(8)
  })

  it('are whatever tables the caller declares', async () => {
    const ledger = pgTable('ledger', { id: integer().primaryKey(), note: text().notNull() })
    const report = await reportedAfter(['create table public.ledger (id integer primary key, note varchar(10))'], { liveTables: [ledger] })
    expect(idsOf(report)).toEqual(['legacy:column:public.ledger.note:nullability', 'legacy:column:public.ledger.note:type'])
  })
})
