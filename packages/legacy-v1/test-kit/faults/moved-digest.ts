import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { stateDigest } from '../../src/backup/manifest.ts'
import type { Database, Executor } from '@mon-ps/db/client'

/** Our own ids and clocks, and the facts of calculated rows, which moved rows have none of. */
const OF_THE_RUN = ['version_id', 'run_id', 'published_by_run', 'retired_at', 'facts']

const TABLES = [
  'legacy_v1.team_profiles',
  'legacy_v1.matchup_friction',
  'legacy_v1.team_strategies',
  'mon_ps.legacy_team',
  'mon_ps.legacy_ruling',
  'mon_ps.team_dna_version',
  'mon_ps.friction_version',
  'mon_ps.strategy_version',
  'mon_ps.v3_row_source',
  'mon_ps.team_alias',
  'quantum.team_quantum_dna_v3',
  'quantum.quantum_friction_matrix_v3',
  'quantum.quantum_strategies_v3',
] as const

async function readContent(executor: Executor, table: string): Promise<string> {
  const [found] = await executor.execute<{ there: boolean }>(sql`select to_regclass(${table}) is not null as there`)
  if (found?.there !== true) return 'absent'
  const [row] = await executor.execute<{ content: string }>(sql`
    select coalesce(string_agg(line, E'\n' order by line collate "C"), '') as content from (
      select (to_jsonb(t) - array[${sql.raw(OF_THE_RUN.map((name) => `'${name}'`).join(', '))}]::text[])::text as line
      from ${sql.raw(table)} t) lines`)
  return row?.content ?? ''
}

/** Everything that the move wrote, equal for equal V1s on every engine, whatever was killed on the way. */
export async function movedDigest(database: Database): Promise<string> {
  return database.db.transaction(async (tx) => {
    const hash = createHash('sha256')
    for (const table of TABLES) hash.update(`${table}\n${await readContent(tx, table)}\n`)
    return hash.digest('hex')
  })
}

/** V1 and V3: definition, rows, sequences, privileges, comments. */
export async function wholeDigest(database: Database): Promise<Record<string, string>> {
  return database.db.transaction(async (tx) => ({ ...(await stateDigest(tx)) }))
}
