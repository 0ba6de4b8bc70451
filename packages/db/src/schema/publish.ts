import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, monPs, ORIGINS, oneOf } from './columns.ts'
import { run } from './runs.ts'

export const V3_TABLES = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'] as const
export type V3TableName = (typeof V3_TABLES)[number]

/** For every V3 row: which version it shows, and what made it. Raw SQL that writes V3 is recorded as `legacy_sql`. */
export const v3RowSource = monPs.table(
  'v3_row_source',
  {
    tableName: text({ enum: V3_TABLES }).notNull(),
    rowId: integer().notNull(),
    versionId: bigint({ mode: 'number' }),
    origin: text({ enum: ORIGINS }).notNull(),
    runId: bigint({ mode: 'number' }).references(() => run.id),
    publishedByRun: bigint({ mode: 'number' }).references(() => run.id),
  },
  (t) => [
    primaryKey({ name: 'pk_v3_row_source', columns: [t.tableName, t.rowId] }),
    index('ix_v3_row_source_version').on(t.tableName, t.versionId),
    index('ix_v3_row_source_run').on(t.runId),
    index('ix_v3_row_source_published_by').on(t.publishedByRun),
    check('ck_v3_row_source_table', oneOf(t.tableName, V3_TABLES)),
    check('ck_v3_row_source_origin', oneOf(t.origin, ORIGINS)),
    check('ck_v3_row_source_run', sql`${t.origin} = 'legacy_sql' or (${t.runId} is not null and ${t.versionId} is not null)`),
  ],
)

/** Who decided that a migrated row may be replaced: the only way in which one is. */
export const publishDecision = monPs.table(
  'publish_decision',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tableName: text({ enum: V3_TABLES }).notNull(),
    rowKey: text().notNull(),
    fromVersion: bigint({ mode: 'number' }),
    toVersion: bigint({ mode: 'number' }).notNull(),
    who: text().notNull(),
    why: text().notNull(),
    at: createdAt(),
  },
  (t) => [index('ix_publish_decision_key').on(t.tableName, t.rowKey), check('ck_publish_decision_table', oneOf(t.tableName, V3_TABLES))],
)
