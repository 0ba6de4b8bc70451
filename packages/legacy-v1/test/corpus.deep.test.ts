import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installSync } from '../src/sync/install-sync.ts'
import { syncOperations } from '../test-kit/env.ts'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { LEGACY_STATEMENTS } from './corpus.ts'
import { requireInStep } from './in-step.ts'
import { loadSmallV1, moveAndRecord, sourceIn } from './small-v1.ts'

const TABLES = ['team_profiles', 'matchup_friction', 'team_strategies'] as const
const WHO = { who: 'test' }
/** A look at everything after every fourth write, where there is time after each. */
const EVERY = syncOperations > 100 ? 1 : 4

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await loadSmallV1(database)
  const copies = TABLES.map((table) => `create table baseline.${table} as table quantum.${table};`).join('')
  await database.sql.unsafe(`create schema baseline; ${copies}`).simple()
})
afterAll(() => database.close())

/** V1 as it was before the first statement, through whatever stands under its names now. */
async function startAgain(): Promise<void> {
  const rows = TABLES.map((table) => `delete from quantum.${table}; insert into quantum.${table} select * from baseline.${table};`)
  const sequences = TABLES.map((table) => `select setval('quantum.${table}_id_seq', (select max(id) from baseline.${table}));`)
  await database.sql.unsafe(`${rows.join('')} ${sequences.join('')}`).simple()
}

interface Answer {
  readonly statement: string
  readonly rows: unknown
  readonly columns: unknown
  readonly command: string | undefined
  readonly count: number | undefined
  readonly sqlState: string | null
  /** Of the key that was hurt, whose name the legacy may look for. */
  readonly constraint: unknown
}

async function readAnswer(statement: string): Promise<Answer> {
  try {
    const result = await database.sql.unsafe(statement).simple()
    const columns = result.columns?.map(({ name, type }) => `${name} ${type}`)
    // Only an ORDER BY promises one.
    const rows = statement.startsWith('SELECT') ? [...result] : [...result].map((row) => JSON.stringify(row)).sort()
    return { statement, rows, columns, command: result.command, count: result.count, sqlState: null, constraint: null }
  } catch (error) {
    const sqlState = error instanceof Error && 'code' in error ? String(error.code) : 'none'
    const constraint = error instanceof Error && 'constraint_name' in error ? error.constraint_name : null
    return { statement, rows: null, columns: null, command: undefined, count: undefined, sqlState, constraint }
  }
}

/** What the statements leave behind, but for the times that they take from the clock. */
async function contents(): Promise<unknown> {
  const all: Record<string, unknown> = {}
  for (const table of TABLES)
    all[table] = [...(await database.sql.unsafe(`select (to_jsonb(t) - 'updated_at')::text as row from quantum.${table} t order by id`))]
  return all
}

async function replay(afterEach: () => Promise<void> = async () => {}) {
  await startAgain()
  const answers: Answer[] = []
  let written = 0
  for (const statement of LEGACY_STATEMENTS) {
    answers.push(await readAnswer(statement))
    if (!statement.startsWith('SELECT') && answers.at(-1)?.sqlState === null && ++written % EVERY === 0) await afterEach()
  }
  await afterEach()
  return { answers, contents: await contents() }
}

/** After every statement V3 is what a projection of all of V1 would make of it. */
const inStep = () => requireInStep(database)

describe('the statements of the legacy answer alike in every phase (I16), and V3 follows each (I14)', () => {
  let base: Awaited<ReturnType<typeof replay>>

  it('base: most succeed, some fail as they should', async () => {
    expect(LEGACY_STATEMENTS.length).toBeGreaterThanOrEqual(40)
    base = await replay()
    const failed = base.answers.filter(({ sqlState }) => sqlState !== null).map(({ sqlState }) => sqlState)
    expect(failed).toEqual([
      '23505',
      '23502',
      '23505',
      '22003',
      '22001',
      '42P10',
      '42703',
      '23502',
      '23505',
      '22P02',
      '22012',
      '23505',
      '23505',
      '42703',
    ])
  })

  it('applied', async () => {
    await startAgain()
    await moveAndRecord(database)
    expect(await replay()).toEqual(base)
  })

  it('synced', async () => {
    await startAgain()
    await installSync(sourceIn(database), database, WHO)
    await inStep()
    expect(await replay(inStep)).toEqual(base)
  })

  it('TRUNCATE is followed', async () => {
    await startAgain()
    expect((await readAnswer('TRUNCATE quantum.matchup_friction, quantum.team_strategies')).sqlState).toBeNull()
    await inStep()
    const [left] = await database.sql`select count(*) as n from quantum.quantum_friction_matrix_v3`
    expect(left).toEqual({ n: 0 })
  })
})
