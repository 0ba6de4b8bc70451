import { sql } from 'drizzle-orm'
import { type AnyPgColumn, bigint, check, date, index, integer, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, instant, monPs, oneOf, sha256 } from './columns.ts'
import { competition, season } from './competitions.ts'
import { run } from './runs.ts'
import { team } from './teams.ts'

export const MATCH_STATUSES = ['played', 'scheduled'] as const

/** A results file as it came; the same bytes are read once. */
export const sourceFile = monPs.table(
  'source_file',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    sha256: sha256().notNull().unique('uq_source_file_sha256'),
    name: text().notNull(),
    bytes: integer().notNull(),
    header: text().array().notNull(),
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => run.id),
    importedAt: createdAt(),
  },
  (t) => [index('ix_source_file_run').on(t.runId)],
)

/** One line of a file, verbatim: what every match and price can be traced to. */
export const sourceRow = monPs.table(
  'source_row',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity(),
    fileId: integer()
      .notNull()
      .references(() => sourceFile.id),
    line: integer().notNull(),
    matchId: integer().references((): AnyPgColumn => match.id),
    raw: text().notNull(),
  },
  (t) => [unique('uq_source_row_file_line').on(t.fileId, t.line), index('ix_source_row_match').on(t.matchId)],
)

/** One match. Counts that its source does not give are null. */
export const match = monPs.table(
  'match',
  {
    id: integer().primaryKey().generatedByDefaultAsIdentity({ name: 'match_id_seq' }),
    competitionId: integer()
      .notNull()
      .references(() => competition.id),
    seasonId: integer()
      .notNull()
      .references(() => season.id),
    kickoffOn: date({ mode: 'string' }).notNull(),
    kickoffAt: instant(),
    homeId: integer()
      .notNull()
      .references(() => team.id),
    awayId: integer()
      .notNull()
      .references(() => team.id),
    status: text({ enum: MATCH_STATUSES }).notNull(),
    homeGoals: integer(),
    awayGoals: integer(),
    halfTimeHomeGoals: integer(),
    halfTimeAwayGoals: integer(),
    homeShots: integer(),
    awayShots: integer(),
    homeShotsOnTarget: integer(),
    awayShotsOnTarget: integer(),
    homeFouls: integer(),
    awayFouls: integer(),
    homeCorners: integer(),
    awayCorners: integer(),
    homeYellows: integer(),
    awayYellows: integer(),
    homeReds: integer(),
    awayReds: integer(),
    referee: text(),
    currentRowId: integer()
      .notNull()
      .references(() => sourceRow.id),
  },
  (t) => [
    unique('uq_match_season_teams').on(t.seasonId, t.homeId, t.awayId),
    index('ix_match_competition_kickoff').on(t.competitionId, t.kickoffOn, t.id),
    index('ix_match_home').on(t.homeId, t.kickoffOn),
    index('ix_match_away').on(t.awayId, t.kickoffOn),
    index('ix_match_current_row').on(t.currentRowId),
    check('ck_match_status', oneOf(t.status, MATCH_STATUSES)),
    check('ck_match_teams', sql`${t.homeId} <> ${t.awayId}`),
    check('ck_match_score', sql`(${t.status} = 'played') = (${t.homeGoals} is not null and ${t.awayGoals} is not null)`),
    check(
      'ck_match_counts',
      sql`least(${t.homeGoals}, ${t.awayGoals}, ${t.halfTimeHomeGoals}, ${t.halfTimeAwayGoals}, ${t.homeShots}, ${t.awayShots}, ${t.homeShotsOnTarget}, ${t.awayShotsOnTarget}, ${t.homeFouls}, ${t.awayFouls}, ${t.homeCorners}, ${t.awayCorners}, ${t.homeYellows}, ${t.awayYellows}, ${t.homeReds}, ${t.awayReds}) >= 0`,
    ),
  ],
)
