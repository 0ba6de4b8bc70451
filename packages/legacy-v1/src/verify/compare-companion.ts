import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { COMPANION_SCHEMA } from '../copy/move-tables.ts'
import { readColumnNames, companionColumns, type CopySource } from '../copy/companions.ts'
import type { Executor } from '@mon-ps/db/client'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { ask, describeDifference, NAMED_DIFFERENCES } from './moved-rows.ts'

/** Rows whose hashes are summed together; where the sums differ, these rows are compared one by one. */
const IDS_PER_BUCKET = 1000

interface Side {
  readonly executor: Executor
  readonly relation: string
}

const rowText = (columns: readonly string[]) => `row(${columns.map((column) => `r.${named(column)}::text`).join(', ')})::text`

/** Number and sum of 128-bit hashes of the rows, by ranges of ids: memory grows with the ranges, not with the rows. */
async function readBuckets({ executor, relation }: Side, columns: readonly string[]) {
  const found = await ask<{ bucket: string; n: number; sums: string }>(
    executor,
    `select (h.id / ${IDS_PER_BUCKET})::text as bucket, count(*) as n,
      count(*) || '|' || sum(('x' || left(h.hash, 16))::bit(64)::bigint::numeric) || '|' || sum(('x' || right(h.hash, 16))::bit(64)::bigint::numeric) as sums
    from (select r.id::bigint as id, md5(${rowText(columns)}) as hash from ${relation} r) h group by 1`,
  )
  return { rows: found.reduce((sum, { n }) => sum + n, 0), buckets: new Map(found.map(({ bucket, sums }) => [bucket, sums])) }
}

type TextRow = Readonly<Record<string, string | null>>
type TextRows = ReadonlyMap<string, TextRow>

/** By id, and by number where an id is there more than once. */
async function readRows({ executor, relation }: Side, columns: readonly string[], bucket: string): Promise<TextRows> {
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

function listDifferences(table: string, columns: readonly string[], came: TextRows, expected: TextRows): string[] {
  const found: string[] = []
  for (const id of new Set([...expected.keys(), ...came.keys()])) {
    const here = came.get(id)
    const there = expected.get(id)
    if (here === undefined || there === undefined)
      found.push(`${table} ${id} id: came ${here ? `'${id}'` : 'nothing'}, expected ${there ? `'${id}'` : 'nothing'}`)
    else
      for (const column of columns)
        if (here[column] !== there[column])
          found.push(describeDifference(table, { id, column, came: here[column] ?? null, expected: there[column] ?? null }))
  }
  return found
}

/** Goes over the buckets that differ until `visit` says that it has seen enough. */
async function visitDifferences(
  companion: Side,
  v1: Side,
  columns: readonly string[],
  visit: (came: TextRows, expected: TextRows) => boolean,
): Promise<number> {
  const expected = await readBuckets(v1, columns)
  const came = await readBuckets(companion, columns)
  for (const bucket of new Set([...expected.buckets.keys(), ...came.buckets.keys()])) {
    if (expected.buckets.get(bucket) === came.buckets.get(bucket)) continue
    if (!visit(await readRows(companion, columns, bucket), await readRows(v1, columns, bucket))) break
  }
  return expected.rows
}

const companionSide = (target: Executor, table: V1TableName): Side => ({
  executor: target,
  relation: `${COMPANION_SCHEMA}.${named(table)}`,
})
const v1Side = (source: Executor, table: V1TableName): Side => ({ executor: source, relation: `quantum.${named(table)}` })

/** How many rows of V1 and of the companion differ in the columns they share, or are on one side only. */
export async function countDifferences(target: Executor, source: Executor, table: V1TableName): Promise<number> {
  const own = new Set((await companionColumns(target, table)).map(({ name }) => name))
  const columns = (await readColumnNames(source, `quantum.${table}`)).filter((name) => own.has(name))
  let different = 0
  await visitDifferences(companionSide(target, table), v1Side(source, table), columns, (came, expected) => {
    for (const id of new Set([...came.keys(), ...expected.keys()]))
      if (columns.some((column) => came.get(id)?.[column] !== expected.get(id)?.[column])) different++
    return true
  })
  return different
}

/** Compares a companion with V1, every row and every column as text, both ways. A table that V1 lacks has no rows. */
export async function compareCompanion(
  target: Executor,
  source: CopySource,
  table: V1TableName,
): Promise<{ readonly compared: number; readonly differences: readonly string[] }> {
  const wanted = await readColumnNames(source.executor, `quantum.${table}`)
  const columns = (await companionColumns(target, table)).map(({ name }) => name)
  const companion = companionSide(target, table)
  if (wanted.length === 0) {
    const { rows } = await readBuckets(companion, columns)
    return { compared: 0, differences: rows === 0 ? [] : [`${table}: came ${rows} rows, expected none, because V1 has no such table`] }
  }
  if (wanted.join('\n') !== columns.join('\n'))
    return { compared: 0, differences: [`${table}: came the columns ${columns.join(', ')}, expected ${wanted.map(quoted).join(', ')}`] }
  const differences: string[] = []
  const compared = await visitDifferences(companion, v1Side(source.executor, table), columns, (came, expected) => {
    differences.push(...listDifferences(table, columns, came, expected))
    return differences.length < NAMED_DIFFERENCES
  })
  return { compared, differences }
}
