import { sql } from 'drizzle-orm'
import { bigint, check, doublePrecision, foreignKey, index, integer, jsonb, text, unique, varchar } from 'drizzle-orm/pg-core'
import { createdAt, finite, monPs, oneOf, sha256, SOURCES } from './columns.ts'
import { run } from './runs.ts'

/**
 * The ledger of every rule and variant ever tried: one row for the first time that a rule met the data, the losers and the dropped
 * ones too. It only grows: a trigger refuses changes, and of deletions all but those of the demo.
 */
export const strategyTrial = monPs.table(
  'strategy_trial',
  {
    trialNo: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** Of the rule's canonical JSON: another threshold is another rule. */
    ruleSha256: sha256().notNull(),
    /** What it was tried on: the snapshot's id, or a hash of the data. */
    dataSha256: text().notNull(),
    /** Whether the data was the demo's alone. */
    source: text({ enum: SOURCES }).notNull(),
    strategyName: varchar({ length: 100 }).notNull(),
    strategyVersion: varchar({ length: 20 }),
    rule: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    firstRunId: bigint({ mode: 'number' }).notNull(),
    firstTriedAt: createdAt(),
    /** Over all leagues; selections that nobody quoted are no bets. */
    bets: integer().notNull(),
    unpriced: integer().notNull(),
    stakeMicro: bigint({ mode: 'number' }).notNull(),
    profitMicro: bigint({ mode: 'number' }).notNull(),
    /** Of weekly profits less what the closing prices promised: its spread over the trials is that of luck. Null where too few have a close. */
    weeklySharpe: doublePrecision(),
  },
  (t) => [
    foreignKey({ name: 'fk_strategy_trial_run', columns: [t.firstRunId], foreignColumns: [run.id] }),
    unique('uq_strategy_trial').on(t.ruleSha256, t.dataSha256),
    index('ix_strategy_trial_run').on(t.firstRunId),
    check('ck_strategy_trial_source', oneOf(t.source, SOURCES)),
    check('ck_strategy_trial_counts', sql`least(${t.bets}, ${t.unpriced}, ${t.stakeMicro}) >= 0`),
    check('ck_strategy_trial_sharpe', finite(t.weeklySharpe)),
  ],
)
