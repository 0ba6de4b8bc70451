import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { atLeastZero, between, createdAt, finite, instant, ORIGINS, oneOf, monPs, quantum, sha256, type Estimates } from './columns.ts'
import { competition } from './competitions.ts'
import { run } from './runs.ts'
import { team } from './teams.ts'

/**
 * What V3 and its versions say of a team, besides its keys and times.
 * Units: `winRate`, `roi`, `avgClv` and `unluckyPct` in percent as the legacy had them; `totalPnl` in units.
 */
export const teamDnaPayload = () => ({
  teamName: varchar({ length: 100 }).notNull(),
  teamNameNormalized: varchar({ length: 100 }),
  league: varchar({ length: 50 }).notNull(),
  tier: varchar({ length: 20 }),
  tierRank: integer(),
  teamIntelligenceId: integer(),
  currentStyle: varchar({ length: 50 }),
  styleConfidence: integer(),
  teamArchetype: varchar({ length: 50 }),
  bettingIdentity: jsonb(),
  bestStrategy: varchar({ length: 100 }),
  totalMatches: integer(),
  totalBets: integer(),
  totalWins: integer(),
  totalLosses: integer(),
  winRate: doublePrecision(),
  totalPnl: doublePrecision(),
  roi: doublePrecision(),
  avgClv: doublePrecision(),
  unluckyLosses: integer(),
  badAnalysisLosses: integer(),
  unluckyPct: doublePrecision(),
  marketDna: jsonb(),
  contextDna: jsonb(),
  riskDna: jsonb(),
  temporalDna: jsonb(),
  nemesisDna: jsonb(),
  psycheDna: jsonb(),
  rosterDna: jsonb(),
  physicalDna: jsonb(),
  luckDna: jsonb(),
  exploitMarkets: jsonb(),
  avoidMarkets: jsonb(),
  optimalScenarios: jsonb(),
  optimalStrategies: jsonb(),
  quantumDnaLegacy: jsonb(),
  narrativeProfile: text(),
  dnaFingerprint: varchar({ length: 64 }),
})

type Payload = Record<keyof ReturnType<typeof teamDnaPayload>, AnyPgColumn>

const payloadChecks = (prefix: string, t: Payload) => [
  check(
    `ck_${prefix}_counts`,
    sql`least(${t.totalMatches}, ${t.totalBets}, ${t.totalWins}, ${t.totalLosses}, ${t.unluckyLosses}, ${t.badAnalysisLosses}) >= 0`,
  ),
  check(`ck_${prefix}_wins_losses`, sql`${t.totalWins} + ${t.totalLosses} <= ${t.totalBets}`),
  check(`ck_${prefix}_style_confidence`, between(t.styleConfidence, 0, 100)),
  check(`ck_${prefix}_win_rate`, between(t.winRate, 0, 100)),
  check(`ck_${prefix}_unlucky_pct`, between(t.unluckyPct, 0, 100)),
  check(`ck_${prefix}_total_pnl`, finite(t.totalPnl)),
  check(`ck_${prefix}_roi`, finite(t.roi)),
  check(`ck_${prefix}_avg_clv`, finite(t.avgClv)),
  check(`ck_${prefix}_tier_rank`, atLeastZero(t.tierRank)),
]

/** V3: the published DNA of a team, 43 columns. Only `publish` writes it. */
export const teamQuantumDnaV3 = quantum.table(
  'team_quantum_dna_v3',
  {
    // From the sequence of our teams, so that a row that raw SQL adds can never take the id of a team of ours.
    teamId: integer().notNull().default(sql`nextval('mon_ps.team_id_seq')`),
    ...teamDnaPayload(),
    season: varchar({ length: 10 }),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    lastAuditAt: instant(),
  },
  (t) => [
    primaryKey({ name: 'pk_team_quantum_dna_v3', columns: [t.teamId] }),
    unique('uq_team_quantum_dna_v3_team_league').on(t.teamName, t.league),
    index('ix_tqd_v3_team_name').on(t.teamName),
    index('ix_tqd_v3_league').on(t.league),
    index('ix_tqd_v3_tier').on(t.tier),
    index('ix_tqd_v3_best_strategy').on(t.bestStrategy),
    index('ix_tqd_v3_season').on(t.season),
    ...payloadChecks('tqd_v3', t),
  ],
)

/** Every DNA that a run made or brought in: seasons, origins and runs side by side. Current where not retired. */
export const teamDnaVersion = monPs.table(
  'team_dna_version',
  {
    versionId: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    teamId: integer()
      .notNull()
      .references(() => team.id),
    competitionId: integer().references(() => competition.id),
    season: varchar({ length: 10 }),
    origin: text({ enum: ORIGINS }).notNull(),
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => run.id),
    rowSha256: sha256().notNull(),
    retiredAt: instant(),
    /** The strategy whose record the betting columns are. */
    referenceStrategy: text(),
    estimates: jsonb().$type<Estimates>().notNull().default({}),
    ...teamDnaPayload(),
    lastAuditAt: instant(),
    /** The id of the V1 row that a migrated version is the move of; null for every other origin. */
    v1Id: integer(),
    /** When the source says that its row was made and last changed; null where it does not say. */
    sourceCreatedAt: instant(),
    sourceUpdatedAt: instant(),
    /** What the row's sentences say, as codes and facts (`stored/team-facts`); null where a calculation of ours did not keep them. */
    facts: jsonb().$type<Readonly<Record<string, unknown>>>(),
  },
  (t) => [
    unique('uq_team_dna_version_run').on(t.teamId, t.season, t.origin, t.runId).nullsNotDistinct(),
    // Its NULLS NOT DISTINCT is set in the migration: Drizzle can say it of a constraint, not of a partial index.
    uniqueIndex('uq_team_dna_version_current').on(t.teamId, t.season, t.origin).where(sql`${t.retiredAt} is null`),
    index('ix_team_dna_version_competition').on(t.competitionId, t.season),
    index('ix_team_dna_version_run').on(t.runId),
    uniqueIndex('uq_team_dna_version_v1').on(t.v1Id).where(sql`${t.origin} = 'migrated' and ${t.retiredAt} is null`),
    check('ck_tdv_origin', oneOf(t.origin, ORIGINS)),
    check('ck_tdv_v1', sql`${t.v1Id} is null or ${t.origin} = 'migrated'`),
    ...payloadChecks('tdv', t),
  ],
)
