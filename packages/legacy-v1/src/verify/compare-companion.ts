import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { Executor } from '@mon-ps/db/client'
import { companionColumns, type CopySource } from '../copy/companions.ts'
import { COMPANION_SCHEMA } from '../copy/move-tables.ts'
import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { ask, describeDifference, NAMED_DIFFERENCES } from './moved-rows.ts'

/** Rows whose hashes are summed up together; where the sums differ, these rows are looked at one by one. */
const IDS_PER_BUCKET = 1000

interface Side {
  readonly executor: Executor
  readonly relation: string
}

const rowText = (columns: readonly string[]) => `row(${columns.map((column) => `r.${named(column)}::text`).join(', ')})::text`

type Buckets = ReadonlyMap<string, string>

/** Number and sum of 128-bit hashes of the rows, by ranges of ids: memory grows with the ranges, not with the rows. */
async function readBuckets({ executor, relation }: Side, columns: readonly string[]): Promise<{ rows: number; buckets: Buckets }> {
  const found = await ask<{ bucket: string; n: number; sums: string }>(
    executor,
    `select (h.id / ${IDS_PER_BUCKET})::text as bucket, count(*) as n,
      count(*) || '|' || sum(('x' || left(h.hash, 16))::bit(64)::bigint::numeric) || '|' || sum(('x' || right(h.hash, 16))::bit(64)::bigint::numeric) as sums
    from (select r.id::bigint as id, md5(${rowText(columns)}) as hash from ${relation} r) h group by 1`,
  )
  return { rows: found.reduce((sum, { n }) => sum + n, 0), buckets: new Map(found.map(({ bucket, sums }) => [bucket, sums])) }
}

type TextRow = Readonly<Record<string, string | null>>

/** By id, and by number where an id stands there more than once. */
async function readRows({ executor, relation }: Side, columns: readonly string[], bucket: string): Promise<ReadonlyMap<string, TextRow>> {
  const lo = BigInt(bucket) * BigInt(IDS_PER_BUCKET)
  const texts = columns.map((column) => `r.${named(column)}::text as ${named(column)}`).join(', ')
  const rows = await ask<TextRow>(
    executor,
    `select ${texts} from ${relation} r where r.id::bigint / ${IDS_PER_BUCKET} = ${bucket}
      and r.id between ${lo - BigInt(IDS_PER_BUCKET)} and ${lo + BigInt(IDS_PER_BUCKET)} order by r.id, ${rowText(columns)}`,
  )
  const seen = new Map<string, number>()
  return new Map(
    rows.map((row) => {
      const id = row['id'] ?? ''
      const times = (seen.get(id) ?? 0) + 1
      seen.set(id, times)
      return [times === 1 ? id : `${id} (${times})`, row]
    }),
  )
}

function listDifferences(
  table: string,
  columns: readonly string[],
  came: ReadonlyMap<string, TextRow>,
  expected: ReadonlyMap<string, TextRow>,
): string[] {
  const found: string[] = []
  for (const id of new Set([...expected.keys(), ...came.keys()])) {
    const here = came.get(id)
    const there = expected.get(id)
    if (here === undefined || there === undefined) {
      found.push(`${table} ${id} id: came ${here ? `'${id}'` : 'nothing'}, expected ${there ? `'${id}'` : 'nothing'}`)
      continue
    }
    for (const column of columns)
      if (here[column] !== there[column])
        found.push(describeDifference(table, { id, column, came: here[column] ?? null, expected: there[column] ?? null }))
  }
  return found
}

async function sourceColumns(source: Executor, table: V1TableName): Promise<readonly string[]> {
  const rows = await ask<{ name: string }>(
    source,
    `select a.attname as name from pg_attribute a where a.attrelid = to_regclass('quantum.${table}') and a.attnum > 0 and not a.attisdropped order by a.attnum`,
  )
  return rows.map(({ name }) => name)
}

/** Holds a companion against V1, every row and every column as text, both ways. A table that V1 lacks has no rows. */
export async function compareCompanion(
  target: Executor,
  source: CopySource,
  table: V1TableName,
): Promise<{ readonly compared: number; readonly differences: readonly string[] }> {
  const wanted = await sourceColumns(source.executor, table)
  const columns = (await companionColumns(target, table)).map(({ name }) => name)
  const companion: Side = { executor: target, relation: `${COMPANION_SCHEMA}.${named(table)}` }
  if (wanted.length === 0) {
    const { rows } = await readBuckets(companion, columns)
    return { compared: 0, differences: rows === 0 ? [] : [`${table}: came ${rows} rows, expected none, because V1 has no such table`] }
  }
  if (wanted.join('\n') !== columns.join('\n'))
    return { compared: 0, differences: [`${table}: came the columns ${columns.join(', ')}, expected ${wanted.map(quoted).join(', ')}`] }
  const v1: Side = { executor: source.executor, relation: `quantum.${named(table)}` }
  const expected = await readBuckets(v1, columns)
  const came = await readBuckets(companion, columns)
  const differences: string[] = []
  for (const bucket of new Set([...expected.buckets.keys(), ...came.buckets.keys()])) {
    if (expected.buckets.get(bucket) === came.buckets.get(bucket)) continue
    differences.push(...listDifferences(table, columns, await readRows(companion, columns, bucket), await readRows(v1, columns, bucket)))
    if (differences.length >= NAMED_DIFFERENCES) break
  }
  return { compared: expected.rows, differences }
}
