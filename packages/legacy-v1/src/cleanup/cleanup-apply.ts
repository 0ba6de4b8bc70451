import type { MigrationCleanup } from '@mon-ps/contract/migration-upkeep'
import { qualified } from '@mon-ps/db/catalogue/digest'
import type { Database, Executor } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { sql } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip, gzipSync } from 'node:zlib'
import { createJournal } from '../journal/read-journal.ts'
import { asOnlyRunner, inWritingTransaction } from '../journal/runner.ts'
import { hashCleanup, type CleanupObject, cleanupPlan, createDecisions, readCleanupObjects } from './cleanup-plan.ts'

const ROWS_AT_A_TIME = 1000

interface TableExport {
  readonly path: string
  /** Of the file. */
  readonly sha256: string
  readonly rows: number
}

async function countLines(path: string): Promise<number> {
  let lines = 0
  for await (const _ of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) lines++
  return lines
}

/** An export may be the last copy, so an existing file is never overwritten. */
async function newFile(folder: string, name: string): Promise<{ readonly file: FileHandle; readonly path: string }> {
  for (let copy = 1; ; copy++) {
    const path = join(folder, `${name}${copy === 1 ? '' : `.${copy}`}.ndjson.gz`)
    try {
      return { file: await open(path, 'wx', 0o600), path }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

/**
 * Writes a table as NDJSON.gz beside a file with its SHA-256, on disk when it returns, and reads it back. Each batch is a gzip member
 * of its own: together they are one gzip file.
 *
 * @throws {DbError} BACKUP_INVALID  the file does not hold the rows that were written
 */
async function exportTable(tx: Executor, schema: string, table: string, folder: string, name: string): Promise<TableExport> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { file, path } = await newFile(folder, name)
  const hash = createHash('sha256')
  let rows = 0
  try {
    await tx.execute(sql`declare exported no scroll cursor for select to_jsonb(t.*)::text as line from ${qualified(schema, table)} t`)
    for (;;) {
      const batch = await tx.execute<{ line: string }>(sql.raw(`fetch ${ROWS_AT_A_TIME} from exported`))
      if (batch.length === 0) break
      const bytes = gzipSync(`${batch.map(({ line }) => line).join('\n')}\n`)
      hash.update(bytes)
      await file.write(bytes)
      rows += batch.length
    }
    await tx.execute(sql`close exported`)
    await file.sync()
  } finally {
    await file.close()
  }
  const sha256 = hash.digest('hex')
  await writeFile(`${path}.sha256`, `${sha256}  ${basename(path)}\n`, { mode: 0o600 })
  const found = await countLines(path)
  if (found !== rows) throw new DbError('BACKUP_INVALID', `${path} holds ${found} rows, expected ${rows}; nothing was dropped`, { path })
  return { path, sha256, rows }
}

interface Decision {
  readonly choice: 'keep' | 'archive' | 'drop'
  readonly why: string
}

export interface CleanupOptions {
  readonly planSha256: string
  readonly decisions: Readonly<Record<string, Decision>>
  readonly who: string
  /** Where the rows of what is dropped are written first; `exports` in the data folder when not given, which a server does not have. */
  readonly exportFolder?: string
}

const MAX_NAME = 63

interface Step {
  readonly object: CleanupObject
  readonly decision: Decision
}

const refusal = (code: 'INVALID_ARGUMENT' | 'CONFLICT', message: string) => new DbError(code, message)

/** Resolves and checks the decisions. */
function toSteps(objects: readonly CleanupObject[], decisions: CleanupOptions['decisions']): readonly Step[] {
  return Object.entries(decisions).map(([name, decision]) => {
    const object = objects.find(({ item }) => item.name === name)
    if (object === undefined) throw refusal('INVALID_ARGUMENT', `got a decision about ${name}, which the plan does not name`)
    if (decision.why.trim() === '')
      throw refusal('INVALID_ARGUMENT', `got no reason for ${name}, expected why it is to be ${decision.choice}`)
    const { item, kind } = object
    if (item.state === 'dropped') throw refusal('CONFLICT', `${name} was dropped already`)
    if (decision.choice !== 'drop') return { object, decision }
    if (item.state !== 'archived') throw refusal('CONFLICT', `${name} still stands: archive it first, drop it when nobody missed it`)
    if (kind === 'v2' && item.rows > 0)
      throw refusal('CONFLICT', `${name} holds ${item.rows} rows that are nowhere else; it is not dropped`)
    return { object, decision }
  })
}

/** Turns an SQL error into a CONFLICT. */
async function asConflict(sqlState: string, message: string, step: Promise<unknown>): Promise<void> {
  try {
    await step
  } catch (error) {
    throw asDbError(error).context['sqlState'] === sqlState ? refusal('CONFLICT', `${message}; nothing was changed`) : error
  }
}

async function renameTable(tx: Executor, schema: string, from: string, to: string): Promise<void> {
  const step = tx.execute(sql`alter table ${qualified(schema, from)} rename to ${sql.identifier(to)}`)
  await asConflict('42P07', `${schema}.${from} cannot be called ${to}: something else has that name by now`, step)
}

/** Keeps a sequence that other tables draw from. */
async function releaseSequences(tx: Executor, schema: string, table: string): Promise<void> {
  const owned = await tx.execute<{ sequence: string }>(sql`
    select d.objid::regclass::text as sequence from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
    where d.classid = 'pg_class'::regclass and d.refobjid = to_regclass(${`"${schema}"."${table}"`}) and d.deptype = 'a'
      and exists (select from pg_depend other join pg_attrdef def on other.classid = 'pg_attrdef'::regclass and def.oid = other.objid
        where other.refobjid = d.objid and def.adrelid <> d.refobjid)`)
  for (const { sequence } of owned) await tx.execute(sql.raw(`alter sequence ${sequence} owned by none`))
}

async function dropTable(
  tx: Executor,
  { item, schema, table, standsAs }: CleanupObject,
  folder: string | null,
): Promise<TableExport | null> {
  if (standsAs === null) return null
  if (item.rows > 0 && folder === null)
    throw refusal('INVALID_ARGUMENT', `${item.name} holds ${item.rows} rows and a server has no data folder: name a folder for the export`)
  const exported = item.rows > 0 && folder !== null ? await exportTable(tx, schema, standsAs, folder, `${schema}.${table}`) : null
  await releaseSequences(tx, schema, standsAs)
  const step = tx.execute(sql`drop table ${qualified(schema, standsAs)}`)
  await asConflict(
    '2BP01',
    `${item.name} cannot be dropped while others rest on it, decide about them first: ${item.dependants.join('; ')}`,
    step,
  )
  return exported
}

async function perform(tx: Executor, { object, decision }: Step, who: string, folder: string | null): Promise<string> {
  const { item, kind, schema, table, standsAs } = object
  let archivedAs = standsAs === table ? null : standsAs
  let exported: TableExport | null = null
  let done = `${item.name}: ${decision.choice}`
  if (decision.choice === 'keep' && archivedAs !== null) {
    await renameTable(tx, schema, archivedAs, table)
    done = `${item.name}: stands under its name again`
    archivedAs = null
  } else if (decision.choice === 'archive' && item.state === 'standing' && kind !== 'v1-archive') {
    const [today] = await tx.execute<{ date: string }>(sql`select to_char(now() at time zone 'UTC', 'YYYYMMDD') as date`)
    archivedAs = `zz_${table.slice(0, MAX_NAME - 12)}_${today?.date}`
    await renameTable(tx, schema, table, archivedAs)
    done = `${item.name}: renamed to ${archivedAs}`
  } else if (decision.choice === 'drop') {
    exported = await dropTable(tx, object, folder)
    done = `${item.name}: dropped${exported === null ? ', it held no row' : `; its ${exported.rows} rows are in ${exported.path}`}`
  }
  await tx.execute(sql`
    insert into quantum_backup.cleanup_decision (name, choice, who, why, archived_as, export)
    values (${item.name}, ${decision.choice}, ${who}, ${decision.why}, ${archivedAs},
      ${exported === null ? null : JSON.stringify(exported)}::text::jsonb)`)
  return done
}

/** Referencing tables are dropped first. */
const inDropOrder = (acts: readonly Step[]): readonly Step[] => {
  const references = ({ object }: Step) =>
    object.item.dependants.filter((text) => text.includes(` to ${object.schema}.${object.standsAs ?? ''}`)).length
  return [...acts].sort((a, b) => references(a) - references(b))
}

async function requirePlanned(tx: Executor, planSha256: string): Promise<readonly CleanupObject[]> {
  const objects = await readCleanupObjects(tx)
  if (hashCleanup(objects) === planSha256) return objects
  throw new DbError('PLAN_STALE', 'what is there is not what the plan said; look at it again with: mon-ps migrate cleanup plan')
}

/** A row written after the count would be lost with the table. */
async function lockDecided(tx: Executor, acts: readonly Step[]): Promise<void> {
  for (const { object } of acts)
    if (object.standsAs !== null) await tx.execute(sql`lock table ${qualified(object.schema, object.standsAs)} in access exclusive mode`)
}

/**
 * Records who decided what, and does it, in one transaction: `archive` renames to `zz_<name>_<day>`, `keep` renames back, `drop` drops
 * what was archived before, after its rows were exported and read back. Nothing that no decision names is touched.
 *
 * @throws {DbError} PLAN_STALE         what is there is not what the plan said
 * @throws {DbError} INVALID_ARGUMENT   a decision about something else, without a reason, or a drop without a folder for the export
 * @throws {DbError} CONFLICT           a drop of what still stands, of a table of V2 that holds rows or of what others rest on, or a name
 *                                      that is taken
 * @throws {DbError} MIGRATION_RUNNING  another runner is at work
 */
export async function cleanupApply(target: Database, options: CleanupOptions): Promise<MigrationCleanup> {
  const folder = options.exportFolder ?? (target.dataDir === null ? null : join(target.dataDir, 'exports'))
  const done = await asOnlyRunner(target, () =>
    inWritingTransaction(target, { claim: null, isolation: 'read committed' }, async (tx) => {
      const steps = inDropOrder(toSteps(await requirePlanned(tx, options.planSha256), options.decisions))
      if (steps.length === 0) return []
      await lockDecided(tx, steps)
      await requirePlanned(tx, options.planSha256)
      await createJournal(tx)
      await createDecisions(tx)
      const performed: string[] = []
      for (const step of steps) performed.push(await perform(tx, step, options.who, folder))
      return performed
    }),
  )
  return { ...(await cleanupPlan(target)), done }
}
