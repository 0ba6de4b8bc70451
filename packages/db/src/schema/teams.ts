import { type AnyPgColumn, bigint, check, index, integer, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt, monPs, oneOf, SOURCES } from './columns.ts'
import { season } from './competitions.ts'
import { run } from './runs.ts'

const TEAM_SOURCES = [...SOURCES, 'legacy'] as const

/** One club. Ids below 10001 stay free for teams that keep the id a legacy database gave them. */
export const team = monPs.table(
  'team',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity({ name: 'team_id_seq', startWith: 10001 }),
    name: text().notNull().unique('uq_team_name'),
    /** Lower case, no accents, no punctuation: what a person's spelling is compared with. */
    nameNormalized: text().notNull(),
    country: text(),
    source: text({ enum: TEAM_SOURCES }).notNull(),
    mergedInto: integer().references((): AnyPgColumn => team.id),
    createdAt: createdAt(),
  },
  (t) => [check('ck_team_source', oneOf(t.source, TEAM_SOURCES)), index('ix_team_name_normalized').on(t.nameNormalized)],
)

/** What a source calls a team: "Man City" in football-data, "Manchester City" elsewhere. */
export const teamAlias = monPs.table(
  'team_alias',
  {
    source: text().notNull(),
    alias: text().notNull(),
    aliasNormalized: text().notNull(),
    teamId: integer()
      .notNull()
      .references(() => team.id),
    /** Why the name is taken to be this team's. */
    evidence: text().notNull(),
    runId: bigint({ mode: 'number' }).references(() => run.id),
  },
  (t) => [
    primaryKey({ name: 'pk_team_alias', columns: [t.source, t.alias] }),
    index('ix_team_alias_team').on(t.teamId),
    index('ix_team_alias_normalized').on(t.aliasNormalized),
  ],
)

export const teamSeason = monPs.table(
  'team_season',
  {
    teamId: integer()
      .notNull()
      .references(() => team.id),
    seasonId: integer()
      .notNull()
      .references(() => season.id),
  },
  (t) => [primaryKey({ name: 'pk_team_season', columns: [t.teamId, t.seasonId] }), index('ix_team_season_season').on(t.seasonId)],
)
