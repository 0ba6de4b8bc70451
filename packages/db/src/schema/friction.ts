import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import {
  between,
  createdAt,
  finite,
  finiteAtLeastZero,
  instant,
  monPs,
  ORIGINS,
  oneOf,
  quantum,
  sha256,
  type Estimates,
} from './columns.ts'
import { competition } from './competitions.ts'
import { run } from './runs.ts'
import { teamQuantumDnaV3 } from './team-dna.ts'
import { team } from './teams.ts'

/**
 * What V3 and its versions say of a pair, besides its keys and times.
 * Units: scores and chaos 0–100; probabilities 0–1; goals per match; `psychologicalEdge` signed, above 0 for the home side.
 */
export const frictionPayload = () => ({
  teamHomeName: varchar({ length: 100 }).notNull(),
  teamAwayName: varchar({ length: 100 }).notNull(),
  styleHome: varchar({ length: 50 }),
  styleAway: varchar({ length: 50 }),
  frictionScore: doublePrecision().notNull(),
  styleClash: doublePrecision(),
  tempoFriction: doublePrecision(),
  mentalClash: doublePrecision(),
  tacticalFriction: doublePrecision(),
  riskFriction: doublePrecision(),
  psychologicalEdge: doublePrecision(),
  predictedGoals: doublePrecision(),
  predictedBttsProb: doublePrecision(),
  predictedOver25Prob: doublePrecision(),
  predictedWinner: varchar({ length: 50 }),
  chaosPotential: doublePrecision(),
  h2hMatches: integer(),
  h2hHomeWins: integer(),
  h2hAwayWins: integer(),
  h2hDraws: integer(),
  h2hAvgGoals: doublePrecision(),
  frictionVector: jsonb(),
  historicalFriction: jsonb(),
  matchesAnalyzed: integer().notNull().default(0),
  confidenceLevel: varchar({ length: 20 }),
  lastMatchDate: instant(),
})

type Payload = Record<keyof ReturnType<typeof frictionPayload>, AnyPgColumn>

const payloadChecks = (prefix: string, t: Payload) => [
  ...(['frictionScore', 'styleClash', 'tempoFriction', 'mentalClash', 'tacticalFriction', 'riskFriction', 'chaosPotential'] as const).map(
    (key) => check(`ck_${prefix}_${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`, between(t[key], 0, 100)),
  ),
  check(`ck_${prefix}_btts`, between(t.predictedBttsProb, 0, 1)),
  check(`ck_${prefix}_over25`, between(t.predictedOver25Prob, 0, 1)),
  check(`ck_${prefix}_goals`, finiteAtLeastZero(t.predictedGoals)),
  check(`ck_${prefix}_h2h_goals`, finiteAtLeastZero(t.h2hAvgGoals)),
  check(`ck_${prefix}_edge`, finite(t.psychologicalEdge)),
  check(`ck_${prefix}_counts`, sql`least(${t.h2hMatches}, ${t.h2hHomeWins}, ${t.h2hAwayWins}, ${t.h2hDraws}, ${t.matchesAnalyzed}) >= 0`),
]

/** V3: the published friction of a pair, 32 columns. Only `publish` writes it. */
export const quantumFrictionMatrixV3 = quantum.table(
  'quantum_friction_matrix_v3',
  {
    frictionId: integer().notNull().generatedByDefaultAsIdentity({ startWith: 100001 }),
    teamHomeId: integer().notNull(),
    teamAwayId: integer().notNull(),
    ...frictionPayload(),
    season: varchar({ length: 10 }),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'pk_quantum_friction_matrix_v3', columns: [t.frictionId] }),
    unique('uq_qfm_v3_matchup_season').on(t.teamHomeId, t.teamAwayId, t.season).nullsNotDistinct(),
    foreignKey({ name: 'fk_qfm_v3_team_home', columns: [t.teamHomeId], foreignColumns: [teamQuantumDnaV3.teamId] }),
    foreignKey({ name: 'fk_qfm_v3_team_away', columns: [t.teamAwayId], foreignColumns: [teamQuantumDnaV3.teamId] }),
    index('ix_qfm_v3_teams').on(t.teamHomeId, t.teamAwayId),
    index('ix_qfm_v3_friction_score').on(t.frictionScore),
    index('ix_qfm_v3_season').on(t.season),
    index('ix_qfm_v3_chaos').on(t.chaosPotential),
    // The foreign key on the away team wants an index of its own.
    index('ix_qfm_v3_team_away').on(t.teamAwayId),
    check('ck_qfm_v3_teams', sql`${t.teamHomeId} <> ${t.teamAwayId}`),
    ...payloadChecks('qfm_v3', t),
  ],
)

const SCOPES = ['domestic', 'cross_league'] as const
const ORIENTATIONS = ['ordered', 'unordered'] as const

/** Every friction that a run made or brought in. Current where not retired. */
export const frictionVersion = monPs.table(
  'friction_version',
  {
    versionId: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    homeId: integer()
      .notNull()
      .references(() => team.id),
    awayId: integer()
      .notNull()
      .references(() => team.id),
    competitionId: integer().references(() => competition.id),
    season: varchar({ length: 10 }),
    origin: text({ enum: ORIGINS }).notNull(),
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => run.id),
    scope: text({ enum: SCOPES }).notNull().default('domestic'),
    /** `unordered`: the source knew no home side, so one row answers both orders. */
    orientation: text({ enum: ORIENTATIONS }).notNull().default('ordered'),
    assumptionId: text(),
    rowSha256: sha256().notNull(),
    retiredAt: instant(),
    /** Probability that the home side wins, 0–1. */
    homeWinProb: doublePrecision(),
    /** Width of the 95 % interval of `homeWinProb`. */
    uncertainty: doublePrecision(),
    estimates: jsonb().$type<Estimates>().notNull().default({}),
    ...frictionPayload(),
    /** The id of the V1 row that a migrated version is the move of; null for every other origin. */
    v1Id: integer(),
    /** When the source says that its row was made and last changed; null where it does not say. */
    sourceCreatedAt: instant(),
    sourceUpdatedAt: instant(),
  },
  (t) => [
    unique('uq_friction_version_run').on(t.homeId, t.awayId, t.season, t.origin, t.runId).nullsNotDistinct(),
    // Its NULLS NOT DISTINCT is set in the migration.
    uniqueIndex('uq_friction_version_current').on(t.homeId, t.awayId, t.season, t.origin).where(sql`${t.retiredAt} is null`),
    index('ix_friction_version_away').on(t.awayId),
    index('ix_friction_version_competition').on(t.competitionId, t.season),
    index('ix_friction_version_run').on(t.runId),
    uniqueIndex('uq_friction_version_v1').on(t.v1Id).where(sql`${t.origin} = 'migrated' and ${t.retiredAt} is null`),
    check('ck_fv_origin', oneOf(t.origin, ORIGINS)),
    check('ck_fv_v1', sql`${t.v1Id} is null or ${t.origin} = 'migrated'`),
    check('ck_fv_teams', sql`${t.homeId} <> ${t.awayId}`),
    check('ck_fv_orientation', oneOf(t.orientation, ORIENTATIONS)),
    // A result across leagues needs a stated assumption about how the leagues compare.
    check(
      'ck_fv_scope',
      sql`${t.scope} = 'domestic' or (${t.scope} = 'cross_league' and (${t.assumptionId} is not null or (${t.predictedGoals} is null and ${t.predictedWinner} is null)))`,
    ),
    check('ck_fv_home_win', between(t.homeWinProb, 0, 1)),
    check('ck_fv_uncertainty', between(t.uncertainty, 0, 1)),
    ...payloadChecks('fv', t),
  ],
)
