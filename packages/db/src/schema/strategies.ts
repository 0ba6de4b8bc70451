import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  varchar,
} from 'drizzle-orm/pg-core'
import { between, createdAt, finite, instant, monPs, oneOf, ORIGINS, quantum, sha256, SOURCES, type Estimates } from './columns.ts'
import { competition } from './competitions.ts'
import { match } from './matches.ts'
import { run } from './runs.ts'
import { teamQuantumDnaV3 } from './team-dna.ts'
import { team } from './teams.ts'

/**
 * What V3 and its versions say of a strategy's record, besides its keys and times.
 * Units: `winRate`, `roi` and `avgClv` in percent as the legacy had them; `profit` and `totalPnl` in units.
 */
export const strategyPayload = () => ({
  strategyType: varchar({ length: 50 }),
  marketFamily: varchar({ length: 50 }),
  isBestStrategy: boolean(),
  strategyRank: integer(),
  totalBets: integer().notNull().default(0),
  wins: integer(),
  losses: integer(),
  winRate: doublePrecision(),
  profit: doublePrecision(),
  totalPnl: doublePrecision(),
  roi: doublePrecision(),
  avgClv: doublePrecision(),
  unluckyCount: integer(),
  badAnalysisCount: integer(),
  contextFilters: jsonb(),
  performanceByContext: jsonb(),
  parameters: jsonb(),
  parametersHash: varchar({ length: 64 }),
  isActive: boolean().notNull().default(true),
  priority: integer(),
  source: varchar({ length: 50 }),
})

type Payload = Record<keyof ReturnType<typeof strategyPayload>, AnyPgColumn>

const payloadChecks = (prefix: string, t: Payload) => [
  check(`ck_${prefix}_counts`, sql`least(${t.totalBets}, ${t.wins}, ${t.losses}, ${t.unluckyCount}, ${t.badAnalysisCount}) >= 0`),
  check(`ck_${prefix}_wins_losses`, sql`${t.wins} + ${t.losses} <= ${t.totalBets}`),
  check(`ck_${prefix}_win_rate`, between(t.winRate, 0, 100)),
  check(`ck_${prefix}_profit`, finite(t.profit)),
  check(`ck_${prefix}_total_pnl`, finite(t.totalPnl)),
  check(`ck_${prefix}_roi`, finite(t.roi)),
  check(`ck_${prefix}_avg_clv`, finite(t.avgClv)),
]

/** V3: the published record of a team's strategy, 29 columns. Only `publish` writes it. */
export const quantumStrategiesV3 = quantum.table(
  'quantum_strategies_v3',
  {
    strategyId: integer().notNull().generatedByDefaultAsIdentity({ startWith: 100001 }),
    teamId: integer().notNull(),
    teamName: varchar({ length: 100 }).notNull(),
    strategyName: varchar({ length: 100 }).notNull(),
    ...strategyPayload(),
    strategyVersion: varchar({ length: 20 }),
    season: varchar({ length: 10 }),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'pk_quantum_strategies_v3', columns: [t.strategyId] }),
    unique('uq_qs_v3_team_strategy_season').on(t.teamId, t.strategyName, t.strategyVersion, t.season).nullsNotDistinct(),
    foreignKey({ name: 'fk_qs_v3_team', columns: [t.teamId], foreignColumns: [teamQuantumDnaV3.teamId] }),
    index('ix_qs_v3_team_id').on(t.teamId),
    index('ix_qs_v3_market_family').on(t.marketFamily),
    index('ix_qs_v3_is_best').on(t.isBestStrategy),
    index('ix_qs_v3_is_active').on(t.isActive),
    index('ix_qs_v3_season').on(t.season),
    index('ix_qs_v3_avg_clv').on(t.avgClv),
    ...payloadChecks('qs_v3', t),
  ],
)

export const STRATEGY_SCOPES = ['team', 'league', 'overall'] as const

/** Every strategy record that a run made or brought in, of a team, a league or all. Only those of teams are published. */
export const strategyVersion = monPs.table(
  'strategy_version',
  {
    versionId: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    scope: text({ enum: STRATEGY_SCOPES }).notNull(),
    teamId: integer().references(() => team.id),
    competitionId: integer().references(() => competition.id),
    teamName: varchar({ length: 100 }),
    strategyName: varchar({ length: 100 }).notNull(),
    strategyVersion: varchar({ length: 20 }),
    season: varchar({ length: 10 }),
    origin: text({ enum: ORIGINS }).notNull(),
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => run.id),
    /** Which prices were bet at, for example `open|average`. */
    priceSource: text(),
    rowSha256: sha256().notNull(),
    retiredAt: instant(),
    voids: integer(),
    /** Mean of 1 / price, 0–1. */
    breakEvenRate: doublePrecision(),
    /** Lower end of the 95 % interval of the shrunk profit / turnover, a fraction: the honest order of a leader board. */
    roiLow: doublePrecision(),
    /** Fractions. */
    shrunkRoi: doublePrecision(),
    maxDrawdown: doublePrecision(),
    qValue: doublePrecision(),
    betsNeeded: integer(),
    verdict: text(),
    estimates: jsonb().$type<Estimates>().notNull().default({}),
    ...strategyPayload(),
    /** The id of the V1 row that a migrated version is the move of; null for every other origin. */
    v1Id: integer(),
    /** When the source says that its row was made and last changed; null where it does not say. */
    sourceCreatedAt: instant(),
    sourceUpdatedAt: instant(),
  },
  (t) => [
    unique('uq_strategy_version_run')
      .on(t.scope, t.teamId, t.competitionId, t.strategyName, t.strategyVersion, t.season, t.origin, t.runId)
      .nullsNotDistinct(),
    // Its NULLS NOT DISTINCT is set in the migration.
    uniqueIndex('uq_strategy_version_current')
      .on(t.scope, t.teamId, t.competitionId, t.strategyName, t.strategyVersion, t.season, t.origin)
      .where(sql`${t.retiredAt} is null`),
    index('ix_strategy_version_team').on(t.teamId),
    index('ix_strategy_version_competition').on(t.competitionId, t.season),
    index('ix_strategy_version_run').on(t.runId),
    uniqueIndex('uq_strategy_version_v1').on(t.v1Id).where(sql`${t.origin} = 'migrated' and ${t.retiredAt} is null`),
    check('ck_sv_origin', oneOf(t.origin, ORIGINS)),
    check('ck_sv_v1', sql`${t.v1Id} is null or ${t.origin} = 'migrated'`),
    check(
      'ck_sv_scope',
      sql`case ${t.scope} when 'team' then ${t.teamId} is not null and ${t.teamName} is not null when 'league' then ${t.teamId} is null and ${t.competitionId} is not null when 'overall' then ${t.teamId} is null and ${t.competitionId} is null else false end`,
    ),
    check('ck_sv_break_even', between(t.breakEvenRate, 0, 1)),
    check('ck_sv_q_value', between(t.qValue, 0, 1)),
    check('ck_sv_drawdown', finite(t.maxDrawdown)),
    check('ck_sv_roi_low', finite(t.roiLow)),
    check('ck_sv_shrunk_roi', finite(t.shrunkRoi)),
    ...payloadChecks('sv', t),
  ],
)

export const BET_OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const

/** One settled bet of a run. Money in integer millionths of a unit, so that sums are exact. */
export const strategyBet = monPs.table(
  'strategy_bet',
  {
    runId: bigint({ mode: 'number' })
      .notNull()
      .references(() => run.id),
    betNo: integer().notNull(),
    /** The one team in whose record it stands; null for a bet in the records of both. */
    teamId: integer().references(() => team.id),
    strategyName: varchar({ length: 100 }).notNull(),
    matchId: integer()
      .notNull()
      .references(() => match.id),
    market: text().notNull(),
    line: numeric({ precision: 5, scale: 2, mode: 'number' }).notNull(),
    side: text().notNull(),
    price: numeric({ precision: 9, scale: 4, mode: 'number' }).notNull(),
    modelProbability: doublePrecision(),
    outcome: text({ enum: BET_OUTCOMES }).notNull(),
    stakeMicro: bigint({ mode: 'number' }).notNull(),
    /** Of the whole stake: -stake when lost, half of it when half lost, 0 when void. */
    profitMicro: bigint({ mode: 'number' }).notNull(),
    closeProbability: doublePrecision(),
    /** ln(price x closing probability). */
    clv: doublePrecision(),
    /** Quarter Kelly, a fraction of the bankroll; null where no forecast was asked. */
    kellyFraction: doublePrecision(),
    /** Of lost bets: the backed side's share of the shots on target, its red cards less the other's, and the probability of bad luck. */
    lossShotShare: doublePrecision(),
    lossRedCards: integer(),
    unluckyProbability: doublePrecision(),
  },
  (t) => [
    primaryKey({ name: 'pk_strategy_bet', columns: [t.runId, t.betNo] }),
    index('ix_strategy_bet_match').on(t.matchId),
    index('ix_strategy_bet_team').on(t.teamId, t.runId),
    check('ck_strategy_bet_price', sql`${t.price} > 1`),
    check('ck_strategy_bet_stake', sql`${t.stakeMicro} > 0 and ${t.profitMicro} >= -${t.stakeMicro}`),
    check('ck_strategy_bet_outcome', oneOf(t.outcome, BET_OUTCOMES)),
    check('ck_strategy_bet_probability', between(t.modelProbability, 0, 1)),
    check('ck_strategy_bet_close', between(t.closeProbability, 0, 1)),
    check('ck_strategy_bet_kelly', between(t.kellyFraction, 0, 1)),
    check('ck_strategy_bet_shot_share', between(t.lossShotShare, 0, 1)),
    check(
      'ck_strategy_bet_unlucky',
      sql`${between(t.unluckyProbability, 0, 1)} and (${t.unluckyProbability} is null or ${t.profitMicro} < 0)`,
    ),
  ],
)

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
