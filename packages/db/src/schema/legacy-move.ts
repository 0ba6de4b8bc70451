import { bigint, check, index, integer, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, instant, monPs, oneOf } from './columns.ts'
import { run } from './runs.ts'
import { team } from './teams.ts'

/** The tables of the legacy database that the move reads, all in its schema `quantum`. */
export const V1_TABLES = ['team_profiles', 'matchup_friction', 'team_strategies'] as const
export type V1TableName = (typeof V1_TABLES)[number]

/**
 * Which team of ours a legacy profile is: the same id where the team was new to us, else another one.
 * The evidence says why.
 */
export const legacyTeam = monPs.table(
  'legacy_team',
  {
    v1Id: integer().primaryKey(),
    teamId: integer()
      .notNull()
      .references(() => team.id),
    /** As the legacy writes it. */
    name: text().notNull(),
    evidence: text().notNull(),
    runId: bigint({ mode: 'number' }).references(() => run.id),
  },
  (t) => [unique('uq_legacy_team_team').on(t.teamId), index('ix_legacy_team_run').on(t.runId)],
)

/**
 * What the plan, or a sync trigger, decided about single rows or values:
 * `quarantine`     the row has no V3 row; `reason` says why
 * `league`         `value` is the league of a profile whose own data does not name one
 * `profile`        `value` is the id of the profile that a strategy without `team_profile_id` belongs to
 * `value`          `value` stands in V3 in place of the column's own, which V3 cannot hold (null: nothing stands there)
 */
export const LEGACY_RULING_KINDS = ['quarantine', 'league', 'profile', 'value'] as const

export const legacyRuling = monPs.table(
  'legacy_ruling',
  {
    tableName: text({ enum: V1_TABLES }).notNull(),
    v1Id: integer().notNull(),
    kind: text({ enum: LEGACY_RULING_KINDS }).notNull(),
    /** The V1 column of a `value`; empty for the other kinds. */
    columnName: text().notNull().default(''),
    value: text(),
    /** A closed code such as `no-league`, then words. */
    reason: text().notNull(),
    runId: bigint({ mode: 'number' }).references(() => run.id),
  },
  (t) => [
    primaryKey({ name: 'pk_legacy_ruling', columns: [t.tableName, t.v1Id, t.kind, t.columnName] }),
    index('ix_legacy_ruling_run').on(t.runId),
    check('ck_legacy_ruling_table', oneOf(t.tableName, V1_TABLES)),
    check('ck_legacy_ruling_kind', oneOf(t.kind, LEGACY_RULING_KINDS)),
  ],
)

/** Writes of the legacy that the sync could not bring to V3: the legacy's statement succeeded, the row here is stale until repaired. */
export const legacySyncFailure = monPs.table(
  'legacy_sync_failure',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tableName: text({ enum: V1_TABLES }).notNull(),
    v1Ids: integer().array().notNull(),
    sqlState: text().notNull(),
    message: text().notNull(),
    at: createdAt(),
    /** When a later sync of the same rows succeeded; null while they are stale. */
    repairedAt: instant(),
  },
  (t) => [
    index('ix_legacy_sync_failure_table').on(t.tableName, t.repairedAt),
    check('ck_legacy_sync_failure_table', oneOf(t.tableName, V1_TABLES)),
  ],
)
