import type { MigrationFinding, MigrationInspection } from '@mon-ps/contract/migration-plan'
import { mayRead } from '@mon-ps/db/catalogue/digest'
import { readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import type { Database, Executor } from '@mon-ps/db/client'
import { DbError } from '@mon-ps/db/errors'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { V3_TABLES } from '@mon-ps/db/schema/publish'
import { sql } from 'drizzle-orm'
import { LEGACY_TIME_ZONE } from '../mapping/values.ts'
import type { LegacySource } from '../types.ts'
import { isAbout, type RowCheck, runQueryChecks, runRowChecks, toCheckInput } from './check.ts'
import { arithmeticQueries, arithmeticRows } from './checks/arithmetic-checks.ts'
import { nearStrategies, pairDuplicates, strategyDuplicates } from './checks/duplicate-checks.ts'
import { jsonKeyChecks, jsonShapeChecks } from './checks/json-checks.ts'
import { keyChecks, repeatedIds } from './checks/key-checks.ts'
import { serverState } from './checks/server-state.ts'
import { sourceState } from './checks/source-state.ts'
import { textChecks, timeChecks } from './checks/text-checks.ts'
import { valueChecks } from './checks/value-checks.ts'
import { profileFindings, type ProfileRow, readProfiles, strategyNameFindings } from './profiles.ts'
import { readShape, type V1Relation, type V1Shape } from './read-shape.ts'

/** Every check on single rows of a table, in the order in which the plan treats them: keys before values. */
async function listRowChecks(executor: Executor, relation: V1Relation, zone: string): Promise<readonly RowCheck[]> {
  const { table } = relation
  return [
    ...keyChecks.filter(isAbout(table)),
    ...valueChecks(relation),
    ...jsonShapeChecks(table),
    ...(await textChecks(executor, relation)),
    ...timeChecks(relation, zone),
    ...arithmeticRows(table),
  ]
}

export interface Examined {
  readonly shape: V1Shape
  readonly profiles: readonly ProfileRow[]
  /** Of all tables, in the order in which they are treated. */
  readonly rowChecks: readonly RowCheck[]
  readonly findings: readonly MigrationFinding[]
}

const KNOWN_PAIR = sql`a.id is not null and b.id is not null and r.team_a_id <> r.team_b_id`
const KNOWN_STRATEGY = sql`coalesce(a.id, n.id) is not null and r.strategy_name is not null`

/** Names tables that look like V1 under another schema or spelling. */
async function suggestSource(source: Executor): Promise<string> {
  const rows = await source.execute<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('legacy_v1', 'pg_catalog', 'information_schema')
      and lower(c.relname) = any(${`{${V1_TABLES.join(',')}}`}::text[]) order by 1 limit 6`)
  if (rows.length === 0) return 'name the database where V1 stands'
  return `tables of such names are ${rows.map(({ name }) => name).join(', ')}: if they are V1, rename them, or make views of them in a schema quantum`
}

/**
 * All checks on one snapshot of V1.
 *
 * @param zone  in which naive times are read; it must exist
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three tables is there
 */
export async function examine(source: Executor, target: Executor, address: string, zone: string): Promise<Examined> {
  const shape = await readShape(source)
  if (!shape.tables.some(({ table, present }) => present && V1_TABLES.some((name) => name === table)))
    throw new DbError(
      'LEGACY_NOT_FOUND',
      `got ${address}, which has none of the tables quantum.${V1_TABLES.join(', quantum.')}; ${await suggestSource(source)}`,
      { address },
    )
  const { relations } = shape
  const findings: MigrationFinding[] = [...(await sourceState(source, shape))]
  const rowChecks: RowCheck[] = []
  for (const table of V1_TABLES.filter((name) => relations[name].present)) {
    const input = toCheckInput(table, relations)
    const duplicates =
      table === 'matchup_friction'
        ? pairDuplicates(KNOWN_PAIR)
        : table === 'team_strategies'
          ? [...strategyDuplicates(KNOWN_STRATEGY), nearStrategies]
          : []
    const queries = [...repeatedIds.filter(isAbout(table)), ...duplicates, ...jsonKeyChecks(table), ...arithmeticQueries(relations[table])]
    const checks = await listRowChecks(source, relations[table], zone)
    rowChecks.push(...checks)
    findings.push(...(await runRowChecks(source, input, checks)), ...(await runQueryChecks(source, input, queries)))
  }
  const profiles = await readProfiles(source, relations.team_profiles)
  findings.push(
    ...profileFindings(profiles),
    ...(await strategyNameFindings(source, relations.team_strategies)),
    ...(await serverState(source, target)),
  )
  return { shape, profiles, rowChecks, findings: findings.sort((x, y) => (x.id < y.id ? -1 : 1)) }
}

/** Runs `work` on one read-only snapshot of V1; the second executor reaches the target. */
export async function onSnapshot<Result>(
  source: LegacySource,
  target: Database,
  work: (source: Executor, target: Executor) => Promise<Result>,
): Promise<Result> {
  return source.database.db.transaction(
    async (tx) => {
      // Whole tables are read.
      await tx.execute(sql`set local statement_timeout = 0`)
      return work(tx, source.same ? tx : target.db)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

const V2_TABLES = ['team_quantum_dna', 'quantum_friction_matrix', 'quantum_strategies', 'goalscorer_profiles', 'chess_classifications']

async function v2Tables(executor: Executor, shape: V1Shape): Promise<{ name: string; rows: number }[]> {
  const found: { name: string; rows: number }[] = []
  for (const { schema, name } of shape.catalogue.tables.filter((table) => V2_TABLES.includes(table.name))) {
    if (!(await mayRead(executor, schema, name))) continue
    const [row] = await executor.execute<{ rows: number }>(
      sql`select count(*) as rows from ${sql.identifier(schema)}.${sql.identifier(name)}`,
    )
    found.push({ name: `${schema}.${name}`, rows: row?.rows ?? 0 })
  }
  return found
}

/**
 * What stands in the source and what preflight found there, P01 to P20. Writes nothing; needs no table of V3.
 *
 * @param options.timeZone  in which the legacy's naive times are read; UTC when not given
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 * @throws {DbError} INVALID_ARGUMENT  a zone that the server does not know
 */
export async function inspectLegacy(
  source: LegacySource,
  target: Database,
  options: { readonly timeZone?: string } = {},
): Promise<MigrationInspection> {
  return onSnapshot(source, target, async (tx, there) => {
    const zone = await knownZone(tx, options.timeZone)
    const { shape, findings } = await examine(tx, there, source.address, zone)
    const v3 = await readCatalogue(there, ['quantum'])
    return {
      source: source.address,
      target: target.dataDir ?? (await readName(there)),
      sameDatabase: source.same,
      tables: shape.tables,
      findings,
      v2Tables: await v2Tables(tx, shape),
      v3Present: V3_TABLES.every((name) => v3.tables.some((table) => table.name === name)),
    }
  })
}

async function readName(executor: Executor): Promise<string> {
  const [row] = await executor.execute<{ name: string }>(
    sql`select current_database() || coalesce(' on ' || host(inet_server_addr()), '') as name`,
  )
  return row?.name ?? 'the target'
}

/**
 * The zone, as the server writes it; UTC where none is given.
 *
 * @throws {DbError} INVALID_ARGUMENT  the server does not know it; the message names near ones
 */
export async function knownZone(executor: Executor, zone: string | undefined): Promise<string> {
  if (zone === undefined || zone === LEGACY_TIME_ZONE) return LEGACY_TIME_ZONE
  const [found] = await executor.execute<{ name: string }>(
    sql`select name from pg_timezone_names where lower(name) = lower(${zone}) limit 1`,
  )
  if (found !== undefined) return found.name
  const last = zone.split('/').at(-1) ?? zone
  const near = await executor.execute<{ name: string }>(
    sql`select name from pg_timezone_names where name ilike '%' || left(${last}, 3) || '%' and name not like 'posix%' order by name limit 5`,
  )
  const names = near.length === 0 ? 'such as Europe/Paris' : `such as ${near.map(({ name }) => name).join(', ')}`
  throw new DbError('INVALID_ARGUMENT', `got the time zone "${zone}", expected one that the server knows, ${names}`, { zone })
}
