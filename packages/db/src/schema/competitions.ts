import { check, integer, text, unique, varchar } from 'drizzle-orm/pg-core'
import { createdAt, monPs, oneOf, SOURCES } from './columns.ts'

/** A league. Its source decides what can be removed with it: everything of a demo competition goes when the demo goes. */
export const competition = monPs.table(
  'competition',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    /** Division code, for example `E0`. */
    code: text().notNull().unique('uq_competition_code'),
    name: text().notNull(),
    country: text(),
    source: text({ enum: SOURCES }).notNull(),
    /** 1 for the top division; null where it is not known. */
    level: integer(),
    createdAt: createdAt(),
  },
  (t) => [check('ck_competition_source', oneOf(t.source, SOURCES))],
)

export const season = monPs.table(
  'season',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    competitionId: integer()
      .notNull()
      .references(() => competition.id),
    /** For example `2022-23`. */
    code: varchar({ length: 10 }).notNull(),
  },
  (t) => [unique('uq_season_competition_code').on(t.competitionId, t.code)],
)
