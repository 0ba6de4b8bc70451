import type { V3TableName } from '@mon-ps/core'
import { and, asc, count, desc, eq, getTableColumns, isNotNull, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Origin } from '../schema/columns.ts'
import {
  type Estimates,
  frictionVersion,
  quantumFrictionMatrixV3,
  quantumStrategiesV3,
  strategyVersion,
  teamDnaVersion,
  teamQuantumDnaV3,
  v3RowSource,
} from '../schema/index.ts'
import type { Executor } from './executor.ts'

/** Rows of V3 as published: percent and units as its columns document them. */
export type V3TeamRow = typeof teamQuantumDnaV3.$inferSelect
export type V3FrictionRow = typeof quantumFrictionMatrixV3.$inferSelect
export type V3StrategyRow = typeof quantumStrategiesV3.$inferSelect

/** A team with everything that V3 says of it. */
export interface V3TeamWithAll extends V3TeamRow {
  /** The best first, as V3 ranks them; unranked ones last. */
  readonly strategies: readonly V3StrategyRow[]
  /** Pairs in which it plays at home, by the visitor's id; away, by the host's. */
  readonly homeFrictions: readonly V3FrictionRow[]
  readonly awayFrictions: readonly V3FrictionRow[]
}

/** The first rows of a ranking, and of how many rows they are the first: rows without the figure do not count. */
export interface Leaders<Row> {
  readonly rows: readonly Row[]
  readonly n: number
}

/** What is loaded along comes as JSON, in which an instant ends in +00:00; everywhere else it ends in Z. */
function withInstants<Row extends object, Key extends keyof Row>(row: Row, keys: readonly Key[]): Row {
  const written = keys.map((key) => [key, row[key]] as const)
  const read = written.map(([key, value]) => [key, typeof value === 'string' ? value.replace(/\+00:00$/, 'Z') : value] as const)
  return { ...row, ...Object.fromEntries(read) }
}

const asPair = (row: V3FrictionRow) => withInstants(row, ['createdAt', 'updatedAt', 'lastMatchDate'])

/** One V3 team with its strategies and pairs, in a single statement; null where V3 has no such team. */
export async function findV3Team(executor: Executor, teamId: number): Promise<V3TeamWithAll | null> {
  const row = await executor.query.teamQuantumDnaV3.findFirst({
    where: eq(teamQuantumDnaV3.teamId, teamId),
    with: {
      strategies: { orderBy: (strategy) => [sql`${strategy.strategyRank} asc nulls last`, asc(strategy.strategyId)] },
      homeFrictions: { orderBy: (pair) => [asc(pair.teamAwayId), asc(pair.frictionId)] },
      awayFrictions: { orderBy: (pair) => [asc(pair.teamHomeId), asc(pair.frictionId)] },
    },
  })
  if (row === undefined) return null
  return {
    ...row,
    strategies: row.strategies.map((strategy) => withInstants(strategy, ['createdAt', 'updatedAt'])),
    homeFrictions: row.homeFrictions.map(asPair),
    awayFrictions: row.awayFrictions.map(asPair),
  }
}

/** What stands behind a row that leads: raw SQL has no version, so no estimates. */
export interface LeaderSource {
  readonly origin: Origin
  /** By the version's own names; none where nobody estimated. */
  readonly estimates: Estimates
}

/** Whose source a row of V3 is. */
const isSourceOf = (table: V3TableName, id: PgColumn) => and(eq(v3RowSource.tableName, table), eq(v3RowSource.rowId, id))

const ORIGIN = sql<Origin>`coalesce(${v3RowSource.origin}, 'legacy_sql')`
const estimatesOf = (column: PgColumn) => sql<Estimates>`coalesce(${column}, '{}'::jsonb)`

/** Teams by profit in units; ties by id. */
export async function listTeamLeaders(executor: Executor, limit: number): Promise<Leaders<V3TeamRow & LeaderSource>> {
  const { totalPnl, teamId } = teamQuantumDnaV3
  const rows = await executor
    .select({ ...getTableColumns(teamQuantumDnaV3), origin: ORIGIN, estimates: estimatesOf(teamDnaVersion.estimates) })
    .from(teamQuantumDnaV3)
    .leftJoin(v3RowSource, isSourceOf('team_quantum_dna_v3', teamId))
    .leftJoin(teamDnaVersion, eq(teamDnaVersion.versionId, v3RowSource.versionId))
    .where(isNotNull(totalPnl))
    .orderBy(desc(totalPnl), asc(teamId))
    .limit(limit)
  const [total] = await executor.select({ n: count(totalPnl) }).from(teamQuantumDnaV3)
  return { rows, n: total?.n ?? 0 }
}

/** Pairs by chaos, 0–100; ties by friction, then by id. */
export async function listFrictionLeaders(executor: Executor, limit: number): Promise<Leaders<V3FrictionRow & LeaderSource>> {
  const { chaosPotential, frictionScore, frictionId } = quantumFrictionMatrixV3
  const rows = await executor
    .select({ ...getTableColumns(quantumFrictionMatrixV3), origin: ORIGIN, estimates: estimatesOf(frictionVersion.estimates) })
    .from(quantumFrictionMatrixV3)
    .leftJoin(v3RowSource, isSourceOf('quantum_friction_matrix_v3', frictionId))
    .leftJoin(frictionVersion, eq(frictionVersion.versionId, v3RowSource.versionId))
    .where(isNotNull(chaosPotential))
    .orderBy(desc(chaosPotential), desc(frictionScore), asc(frictionId))
    .limit(limit)
  const [total] = await executor.select({ n: count(chaosPotential) }).from(quantumFrictionMatrixV3)
  return { rows, n: total?.n ?? 0 }
}

/** Strategies by profit in units, each team's best one only; ties by id. */
export async function listStrategyLeaders(executor: Executor, limit: number): Promise<Leaders<V3StrategyRow & LeaderSource>> {
  const { isBestStrategy, totalPnl, strategyId } = quantumStrategiesV3
  const ranked = and(eq(isBestStrategy, true), isNotNull(totalPnl))
  const rows = await executor
    .select({ ...getTableColumns(quantumStrategiesV3), origin: ORIGIN, estimates: estimatesOf(strategyVersion.estimates) })
    .from(quantumStrategiesV3)
    .leftJoin(v3RowSource, isSourceOf('quantum_strategies_v3', strategyId))
    .leftJoin(strategyVersion, eq(strategyVersion.versionId, v3RowSource.versionId))
    .where(ranked)
    .orderBy(desc(totalPnl), asc(strategyId))
    .limit(limit)
  const [total] = await executor.select({ n: count() }).from(quantumStrategiesV3).where(ranked)
  return { rows, n: total?.n ?? 0 }
}
