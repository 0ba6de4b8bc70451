import { sql } from 'drizzle-orm'
import { bigint, boolean, check, doublePrecision, index, integer, jsonb, unique, uniqueIndex, varchar } from 'drizzle-orm/pg-core'
import { auditColumns } from './audit.ts'
import { between, instant, monPs } from './columns.ts'
import { team } from './teams.ts'

/** A team's tactical classification as a chess piece, one current per team and season. */
export const chessClassification = monPs.table(
  'chess_classification',
  {
    classificationId: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    teamId: integer()
      .notNull()
      .references(() => team.id),
    pieceType: varchar({ length: 20 }).notNull(),
    pieceSubtype: varchar({ length: 30 }),
    /** 0–1. */
    confidence: doublePrecision().notNull(),
    characteristics: jsonb(),
    matchPatterns: jsonb(),
    season: varchar({ length: 10 }).notNull(),
    classifiedAt: instant().notNull().defaultNow(),
    isCurrent: boolean().notNull().default(true),
    ...auditColumns(),
  },
  (t) => [
    uniqueIndex('uq_chess_classification_current').on(t.teamId, t.season).where(sql`${t.isCurrent}`),
    check('ck_chess_classification_confidence', between(t.confidence, 0, 1)),
  ],
)

/** A player's goals and scoring probabilities in a season. Probabilities 0–1; null where they were not measured. */
export const goalscorerProfile = monPs.table(
  'goalscorer_profile',
  {
    playerId: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    playerName: varchar({ length: 100 }).notNull(),
    teamId: integer()
      .notNull()
      .references(() => team.id),
    position: varchar({ length: 30 }),
    goalsTotal: integer(),
    goalsHome: integer(),
    goalsAway: integer(),
    appearances: integer().notNull(),
    minutes: integer(),
    anytimeProb: doublePrecision(),
    firstGoalProb: doublePrecision(),
    lastGoalProb: doublePrecision(),
    timingDna: jsonb(),
    season: varchar({ length: 10 }).notNull(),
    ...auditColumns(),
  },
  (t) => [
    unique('uq_goalscorer_profile_player').on(t.teamId, t.playerName, t.season),
    index('ix_goalscorer_profile_season').on(t.season, t.goalsTotal),
    check('ck_goalscorer_profile_counts', sql`least(${t.goalsTotal}, ${t.goalsHome}, ${t.goalsAway}, ${t.appearances}, ${t.minutes}) >= 0`),
    check('ck_goalscorer_profile_anytime', between(t.anytimeProb, 0, 1)),
    check('ck_goalscorer_profile_first', between(t.firstGoalProb, 0, 1)),
    check('ck_goalscorer_profile_last', between(t.lastGoalProb, 0, 1)),
  ],
)
