import { sql } from 'drizzle-orm'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { tablesOfOurs } from '@mon-ps/db/migrate'
import type { Executor } from '@mon-ps/db/client'
import { MIGRATION_JOB } from '@mon-ps/db/repositories/jobs'
import { COMPANION_SCHEMA, COMPANION_TABLES } from '../copy/move-tables.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { dependantsOn, strangersIn } from './dependants.ts'

/** Tables of `mon_ps` that are filled without anybody working with it: by migrations, by the move itself, and with what can be made again. */
const OF_NOBODY: ReadonlySet<string> = new Set([
  'migration',
  'run',
  'job',
  'audit_head',
  'legacy_statement_seen',
  'legacy_sync_failure',
  'work_result',
])

/** What stands in `mon_ps` that is not of the move. */
async function somebodysWork(tx: Executor): Promise<string[]> {
  const tables = await tx.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'mon_ps' order by tablename collate "C"`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    if (OF_NOBODY.has(name)) continue
    const [row] = await tx.execute<{ filled: boolean }>(sql`select exists (select from mon_ps.${sql.identifier(name)}) as filled`)
    if (row?.filled === true) found.push(`mon_ps.${name}`)
  }
  const [runs] = await tx.execute<{ filled: boolean }>(
    sql`select exists (select from mon_ps.run where kind not in ('migrate', 'sync', 'enrich')) as filled`,
  )
  if (runs?.filled === true) found.push('mon_ps.run')
  const [jobs] = await tx.execute<{ filled: boolean }>(sql`select exists (select from mon_ps.job where kind <> ${MIGRATION_JOB}) as filled`)
  if (jobs?.filled === true) found.push('mon_ps.job')
  return found
}

async function v3Holds(tx: Executor): Promise<boolean> {
  const [row] = await tx.execute<{ filled: boolean }>(sql`
    select exists (select from quantum.team_quantum_dna_v3) or exists (select from quantum.quantum_friction_matrix_v3)
      or exists (select from quantum.quantum_strategies_v3) as filled`)
  return row?.filled === true
}

/** Nothing of others goes with it: what rests on V3 makes the server refuse, what rests on `mon_ps` or stands in it is looked for. */
async function dropOurs(tx: Executor): Promise<string | null> {
  try {
    await tx.transaction(async (inner) => {
      await inner.execute(sql`drop table quantum.quantum_strategies_v3, quantum.quantum_friction_matrix_v3, quantum.team_quantum_dna_v3`)
      const others = [...(await strangersIn(inner, 'mon_ps', tablesOfOurs())), ...(await dependantsOn(inner, 'mon_ps'))]
      if (others.length > 0) throw new DbError('CONFLICT', others.join(', '))
      await inner.execute(sql`drop schema mon_ps cascade`)
    })
    return null
  } catch (error) {
    const { code, context, message } = asDbError(error)
    // Another object depends on it.
    if (code !== 'CONFLICT' && context['sqlState'] !== '2BP01') throw error
    return message
  }
}

/**
 * The companions go with the move, whatever was made on them since: which nobody but its maker can decide.
 *
 * @throws {DbError} CONFLICT  objects of others rest on the companions or stand beside them; the message lists them
 */
export async function requireFreeCompanions(tx: Executor): Promise<void> {
  const ours = COMPANION_TABLES.map((table) => `${COMPANION_SCHEMA}.${table}`)
  const others = [...(await strangersIn(tx, COMPANION_SCHEMA, ours)), ...(await dependantsOn(tx, COMPANION_SCHEMA))]
  if (others.length === 0) return
  throw new DbError(
    'CONFLICT',
    `got ${others.join(', ')}, made on or beside the companions in ${COMPANION_SCHEMA}, which the rollback takes away. ` +
      'Drop or move them, then roll back again; nothing was changed',
    { others },
  )
}

/**
 * Removes the schema `mon_ps` and V3's tables where apply made them and nothing later rests on them.
 *
 * @returns  what stays, and why, in words
 */
export async function dropCreated(tx: Executor, { created }: JournalEntry): Promise<readonly string[]> {
  if (created.includes('migrations')) return ['the newer tables and columns of mon_ps stay: the schema was there before the move']
  if (!created.includes('mon_ps')) return []
  const work = await somebodysWork(tx)
  if (await v3Holds(tx)) work.push('the V3 tables')
  if (work.length > 0)
    return [`mon_ps and the V3 tables stay, because something is in them that did not come from the move: ${work.join(', ')}`]
  const refusal = await dropOurs(tx)
  if (refusal !== null) return [`mon_ps and the V3 tables stay, because other objects rest on them: ${refusal}`]
  if (!created.includes('quantum')) return []
  const [left] = await tx.execute<{ empty: boolean }>(
    sql`select not exists (select from pg_class where relnamespace = to_regnamespace('quantum')) as empty`,
  )
  if (left?.empty !== true) return ['the schema quantum stays: there are tables in it']
  await tx.execute(sql`drop schema quantum`)
  return []
}
