import { z } from 'zod'
import { pageInput, pageInfo, teamRef } from './answer.ts'
import { STRATEGY_SCOPES } from './strategy.ts'

/** Where a number is shown: which list or page has it, and so what it is keyed by. */
export const NUMBER_KINDS = ['team_metric', 'team_record', 'pair', 'strategy', 'league'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** Numbers of a team's row besides its metrics. */
export const TEAM_NUMBERS = ['totalMatches', 'totalBets', 'totalWins', 'totalLosses', 'winRate', 'totalPnl', 'roi', 'avgClv'] as const
/** Numbers of a pair: friction and its parts, what the goals model expects, and the meetings. */
export const PAIR_NUMBERS = [
  'frictionScore',
  'style_clash',
  'tempo_friction',
  'mental_clash',
  'tactical_friction',
  'risk_friction',
  'psychologicalEdge',
  'chaosPotential',
  'home',
  'draw',
  'away',
  'over25',
  'btts',
  'homeGoals',
  'awayGoals',
  'totalGoals',
  'matches',
  'homeWins',
  'draws',
  'awayWins',
  'averageGoals',
] as const
/** Numbers of a strategy's record. */
export const RECORD_NUMBERS = ['totalBets', 'wins', 'losses', 'winRate', 'breakEvenRate', 'profit', 'roi', 'avgClv', 'maxDrawdown'] as const
export const LEAGUE_NUMBERS = ['matches', 'teamsInLatestSeason'] as const

const provenanceRunSchema = z
  .object({
    id: z.number().int(),
    kind: z.string(),
    /** ISO instants. */
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    codeVersion: z.string(),
    modelVersion: z.string().nullable(),
    ruleVersions: z.array(z.object({ rule: z.string(), version: z.string() })),
    seed: z.number().nullable(),
    /** Content hash of the data; null for a run that read none of ours. */
    snapshot: z.string().nullable(),
  })
  .meta({ id: 'ProvenanceRun' })
/** What made a number. */
export interface ProvenanceRun extends z.infer<typeof provenanceRunSchema> {}
const provenanceRun: z.ZodType<ProvenanceRun, ProvenanceRun> = provenanceRunSchema

const provenanceBetSchema = z.object({
  market: z.string(),
  side: z.string(),
  line: z.number(),
  price: z.number(),
  stakeUnits: z.number(),
  profitUnits: z.number(),
  outcome: z.string(),
})
/** A bet as it was made and settled. */
export interface ProvenanceBet extends z.infer<typeof provenanceBetSchema> {}
const provenanceBet: z.ZodType<ProvenanceBet, ProvenanceBet> = provenanceBetSchema

const provenanceMatchSchema = z
  .object({
    matchId: z.number().int(),
    /** ISO date. */
    playedOn: z.string(),
    season: z.string(),
    home: teamRef,
    away: teamRef,
    homeGoals: z.number().int(),
    awayGoals: z.number().int(),
    /** From whose side it was observed; null where the match counts as a whole. */
    side: teamRef.nullable(),
    /** The metric that it went into, in words, where the number is made of several. */
    part: z.string().nullable(),
    /** In the number's unit; null where a model was fitted to the score itself, or the bet did not count into this number. */
    observation: z.number().nullable(),
    /** Relative to the other matches of the same part. */
    weight: z.number(),
    bet: provenanceBet.nullable(),
  })
  .meta({ id: 'ProvenanceMatch' })
/** One match, or one bet on it, and what it gave to the number. */
export interface ProvenanceMatch extends z.infer<typeof provenanceMatchSchema> {}
const provenanceMatch: z.ZodType<ProvenanceMatch, ProvenanceMatch> = provenanceMatchSchema

const provenanceRecountSchema = z.object({
  value: z.number().nullable(),
  /** Recount less number; null where one of the two is not measured. */
  difference: z.number().nullable(),
  /** They differ by no more than 1e-12, or 1e-12 of the number. */
  isEqual: z.boolean(),
  /** Figures on the way, by name. */
  figures: z.array(z.object({ name: z.string(), value: z.number() })),
})
/** The number calculated again from the listed matches or bets. */
export interface ProvenanceRecount extends z.infer<typeof provenanceRecountSchema> {}
const provenanceRecount: z.ZodType<ProvenanceRecount, ProvenanceRecount> = provenanceRecountSchema

const provenanceMigratedSchema = z.object({
  table: z.string(),
  v1Id: z.number().int(),
  /** For example `double@1`. */
  rule: z.string(),
  meaning: z.string(),
  sources: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
  /** Why something else stands in V3 than the rule gives; null where nothing does. */
  ruling: z.string().nullable(),
})
/** The V1 row and the rule from which the move took a number. */
export interface ProvenanceMigrated extends z.infer<typeof provenanceMigratedSchema> {}
const provenanceMigrated: z.ZodType<ProvenanceMigrated, ProvenanceMigrated> = provenanceMigratedSchema

const provenanceSchema = z
  .object({
    kind: z.enum(NUMBER_KINDS),
    /** As it was asked for. */
    number: z.string(),
    /** In words. */
    name: z.string(),
    unit: z.string(),
    /** As the page and the API show it; null: not measured. */
    shown: z.number().nullable(),
    n: z.number().int().nullable(),
    formula: z.string(),
    run: provenanceRun.nullable(),
    recount: provenanceRecount.nullable(),
    /** Why there is no recount; null where there is one. */
    noRecount: z.string().nullable(),
    migrated: provenanceMigrated.nullable(),
    /** Rows of all pages. */
    total: z.number().int(),
    /** Newest first. */
    data: z.array(provenanceMatch),
    page: pageInfo,
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Provenance' })
export interface Provenance extends z.infer<typeof provenanceSchema> {}
export const provenance: z.ZodType<Provenance, Provenance> = provenanceSchema

const id = z.number().int().positive().optional()

export const provenanceInput = z.object({
  kind: z.enum(NUMBER_KINDS).describe('Where the number is shown, and so what names it'),
  number: z
    .string()
    .min(1)
    .max(60)
    .describe(
      [
        'Which number. team_metric: the key of a DNA metric',
        `team_record: ${TEAM_NUMBERS.join(', ')}`,
        `pair: ${PAIR_NUMBERS.join(', ')}`,
        `strategy: ${RECORD_NUMBERS.join(', ')}`,
        `league: ${LEAGUE_NUMBERS.join(', ')}`,
      ].join('. '),
    ),
  teamId: id.describe('For team_metric, team_record, and a strategy of scope team'),
  homeId: id.describe('For pair'),
  awayId: id.describe('For pair'),
  season: z.string().max(10).optional(),
  scope: z.enum(STRATEGY_SCOPES).default('team').describe('For strategy'),
  league: z.string().max(50).optional().describe('Code; for league, and a strategy of scope league'),
  strategy: z.string().max(100).optional().describe('Name of the rule; for strategy'),
  origin: pageInput.origin,
  limit: z.number().int().min(1).max(200).default(25),
  cursor: pageInput.cursor,
})
export type ProvenanceQuery = z.output<typeof provenanceInput>
