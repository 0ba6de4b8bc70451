import { index, text } from 'drizzle-orm/pg-core'
import { bytea, instant, monPs, sha256 } from './columns.ts'

/**
 * What workers made of tasks, and inputs of tasks that are too big for a queue. The key is the hash of everything that the content
 * depends on, so a task that is done twice, by whomever, is one row. Nothing rests on a row: what is gone is made again.
 */
export const workResult = monPs.table(
  'work_result',
  {
    key: sha256().primaryKey(),
    /** Name of the task, for people. */
    kind: text().notNull(),
    /** Compressed, as the worker wrote it. */
    data: bytea().notNull(),
    /** When it was made, or last asked for: rows that nobody asks for are removed. */
    usedAt: instant().notNull().defaultNow(),
  },
  (t) => [index('ix_work_result_used').on(t.usedAt)],
)
