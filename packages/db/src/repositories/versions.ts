import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Origin } from '../schema/columns.ts'
import type { Executor } from '../client.ts'
import { chunksOf, columnList, getColumn, type PlainRecord, recordset } from './records.ts'

/** What the caller fills in: the run, the origin and the hash come from the call. */
export type VersionRow<Insert> = Omit<Insert, 'versionId' | 'runId' | 'origin' | 'rowSha256' | 'retiredAt'>

/** What the versions that a call writes replace: the current ones of this origin, where `scope` holds. */
export interface VersionSet<Row> {
  readonly runId: number
  readonly origin: Origin
  readonly rows: readonly Row[]
}

/** One shape for all rows: every key that any row has, null where a row has neither it nor a default. */
export function uniform(rows: readonly PlainRecord[], keys: readonly string[], defaults: PlainRecord = {}): PlainRecord[] {
  const all = new Set([...keys, ...rows.flatMap((row) => Object.keys(row))])
  return rows.map((row) => Object.fromEntries([...all].map((key) => [key, row[key] ?? defaults[key] ?? null])))
}

export interface VersionTable {
  readonly table: PgTable
  /** Columns that tell one row of a kind from another, besides origin and run. */
  readonly keys: readonly string[]
  /** Columns that the hash covers. */
  readonly payload: readonly string[]
  readonly defaults: PlainRecord
}

/** SHA-256 of a row's payload: its canonical JSON as the server writes it, the same on both engines. */
function payloadHash({ table, payload }: VersionTable): SQL {
  const pairs = payload.map((key) => getColumn(table, key).name).map((name) => `'${name}', incoming."${name}"`)
  const built = sql.raw(`jsonb_build_object(${pairs.join(', ')})`)
  return sql`encode(sha256(convert_to((${built})::text, 'UTF8')), 'hex')`
}

/**
 * Writes the versions of one kind that a run made, and retires those they replace: the current ones of the same
 * keys, and, of a competition and season that the run covers, those of keys that it no longer has. Raw SQL, because the rows come as one
 * parameter (jsonb_to_recordset).
 */
export async function saveVersions(executor: Executor, kind: VersionTable, set: VersionSet<PlainRecord>): Promise<number> {
  if (set.rows.length === 0) return 0
  const { table, keys } = kind
  const rows = uniform(set.rows, [...keys, ...kind.payload], kind.defaults)
  const columns = Object.keys(rows[0] ?? {})
  const name = (key: string) => sql.raw(`"${getColumn(table, key).name}"`)
  const same = sql.join(
    keys.map((key) => sql`v.${name(key)} is not distinct from incoming.${name(key)}`),
    sql` and `,
  )
  for (const chunk of chunksOf(rows)) {
    const keyRows = chunk.map((row) => Object.fromEntries([...keys, 'competitionId'].map((key) => [key, row[key] ?? null])))
    await executor.execute(sql`
      update ${table} v set retired_at = now() from ${recordset(table, keyRows)}
      where v.retired_at is null and v.origin = ${set.origin} and v.run_id <> ${set.runId} and ${same}`)
    await executor.execute(sql`
      update ${table} v set retired_at = now()
      from (select distinct competition_id, season from ${recordset(table, keyRows)} where competition_id is not null) covered
      where v.retired_at is null and v.origin = ${set.origin} and v.run_id <> ${set.runId}
        and v.competition_id = covered.competition_id and v.season is not distinct from covered.season`)
  }
  for (const chunk of chunksOf(rows, 2000)) {
    const list = columnList(table, columns)
    await executor.execute(sql`
      insert into ${table} (${list}, origin, run_id, row_sha256)
      select ${list}, ${set.origin}, ${set.runId}::bigint, ${payloadHash(kind)} from ${recordset(table, chunk)}`)
  }
  return rows.length
}

/**
 * Deletes retired versions and bets of old calculations: those of the last `keepRuns` runs stay, and whatever V3
 * shows or a decision names.
 *
 * @returns  how many versions were deleted
 */
export async function pruneVersions(executor: Executor, keepRuns = 3): Promise<number> {
  const kept = sql`select id from mon_ps.run where kind = 'calculate' and status = 'succeeded' order by id desc limit ${keepRuns}`
  const kinds = [
    ['team_dna_version', 'team_quantum_dna_v3'],
    ['friction_version', 'quantum_friction_matrix_v3'],
    ['strategy_version', 'quantum_strategies_v3'],
  ] as const
  let deleted = 0
  for (const [versions, published] of kinds) {
    const rows = await executor.execute(sql`
      delete from mon_ps.${sql.raw(versions)} v where v.retired_at is not null and v.origin = 'calculated' and v.run_id not in (${kept})
        and not exists (select from mon_ps.v3_row_source s where s.table_name = ${published} and s.version_id = v.version_id)
        and not exists (select from mon_ps.publish_decision d where d.table_name = ${published} and v.version_id in (d.from_version, d.to_version))
      returning 1`)
    deleted += rows.length
  }
  await executor.execute(sql`
    delete from mon_ps.strategy_bet b where b.run_id not in (${kept})
      and not exists (select from mon_ps.strategy_version v where v.run_id = b.run_id)`)
  return deleted
}
