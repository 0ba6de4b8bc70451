import { type V3TableName, v3RowSource } from '../schema/publish.ts'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Origin } from '../schema/columns.ts'
import type { quantumFrictionMatrixV3 } from '../schema/friction.ts'
import type { quantumStrategiesV3 } from '../schema/strategies.ts'
import { teamQuantumDnaV3 } from '../schema/team-dna.ts'
import type { Executor } from '../client.ts'

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

/** What made some rows of a V3 table, by their ids; one without a recorded source was written by raw SQL. */
export async function readOrigins(executor: Executor, table: V3TableName, ids: readonly number[]): Promise<ReadonlyMap<number, Origin>> {
  const known =
    ids.length === 0
      ? []
      : await executor
          .select({ id: v3RowSource.rowId, origin: v3RowSource.origin })
          .from(v3RowSource)
          .where(and(eq(v3RowSource.tableName, table), inArray(v3RowSource.rowId, [...ids])))
  const origins = new Map(known.map(({ id, origin }) => [id, origin]))
  return new Map(ids.map((id) => [id, origins.get(id) ?? 'legacy_sql']))
}
