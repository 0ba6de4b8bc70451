import { z } from 'zod'
import { DATA_SOURCES, meta, pageInput, ROW_ORIGINS, stat, teamRef } from './answer.ts'
import { chaosBand, ORIENTATIONS, WINNERS } from './friction.ts'
import { MODEL_TIERS } from './model.ts'

export const FIXTURE_TIERS = ['results', 'history'] as const

const tierForecastSchema = z
  .object({
    tier: z.enum(FIXTURE_TIERS),
    /** The tier whose data there were: without closing prices of past matches `history` falls back to `results`. */
    basis: z.enum(FIXTURE_TIERS),
    /** A side was never seen before: its league's prior for newcomers stands in. */
    prior: z.boolean(),
    home: stat,
    draw: stat,
    away: stat,
    over25: stat,
    btts: stat,
    /** Goal rates. */
    homeGoals: z.number(),
    awayGoals: z.number(),
  })
  .meta({ id: 'TierForecast' })
/** What one tier says of a pair; probabilities with 95 % intervals, `n` the matches of the side that played fewer. */
export interface TierForecast extends z.infer<typeof tierForecastSchema> {}
const tierForecast: z.ZodType<TierForecast, TierForecast> = tierForecastSchema

export const matchupForecastsInput = z.object({
  homeId: z.number().int().positive(),
  awayId: z.number().int().positive(),
  neutralVenue: z.boolean().default(false),
})
export interface MatchupForecastsInput extends z.output<typeof matchupForecastsInput> {}

const matchupForecastsSchema = z
  .object({
    league: z.string(),
    leagueCode: z.string(),
    source: z.enum(DATA_SOURCES),
    season: z.string(),
    /** ISO date at whose start the forecast is made. */
    day: z.string(),
    neutralVenue: z.boolean(),
    /** In the order results, history: each looks at more than the one before it. */
    tiers: z.array(tierForecast),
    /** Content hash of the data behind it. */
    snapshot: z.string(),
    modelVersion: z.string(),
  })
  .meta({ id: 'MatchupForecasts' })
/** A pair by the tiers, on the day after its league's last match. */
export interface MatchupForecasts extends z.infer<typeof matchupForecastsSchema> {}
export const matchupForecasts: z.ZodType<MatchupForecasts, MatchupForecasts> = matchupForecastsSchema

/** `cross_league`: the two play in different leagues, which no result compares. */
const MATCHUP_SCOPES = ['domestic', 'cross_league'] as const

const HISTORY_REASONS = ['no_earlier_season', 'never_together', 'parts_not_measured', 'cross_league', 'not_calculated'] as const

const NOT_MEASURED_PARTS = ['goals', 'winner', 'psychological_edge', 'chaos', 'confidence', 'head_to_head', 'mental_clash'] as const
const NOT_MEASURED_REASONS = ['leagues_not_compared', 'no_league_to_place_among', 'never_met', 'no_differences_in_league'] as const

const side = z.object({ league: z.string(), leagueCode: z.string(), season: z.string() })

const historicalFrictionSchema = z.object({
  /** Oldest first; null where there is none to speak of. */
  seasons: z.array(z.object({ season: z.string(), score: stat })).nullable(),
  reason: z.enum(HISTORY_REASONS).nullable(),
})
/** Friction of the same pair in earlier seasons, each as it was known when that season ended. */
export interface HistoricalFrictionWire extends z.infer<typeof historicalFrictionSchema> {}
const historicalFriction: z.ZodType<HistoricalFrictionWire, HistoricalFrictionWire> = historicalFrictionSchema

const matchupGateSchema = z.object({
  tier: z.enum(MODEL_TIERS),
  gain: stat,
  weight: z.number(),
  terms: z.number().int(),
  passed: z.number().int(),
  seasons: z.array(z.string()),
  runId: z.number().int(),
  stale: z.boolean(),
})
/** What the gate says of friction: above all that it is a description where the weight is 0. */
export interface MatchupGate extends z.infer<typeof matchupGateSchema> {}
const matchupGate: z.ZodType<MatchupGate, MatchupGate> = matchupGateSchema

const matchupAssumptionSchema = z.object({ id: z.literal('leagues_equal'), standardDeviation: z.number() })
/** What had to be believed beside results: the middles of both leagues are equally strong, give or take this deviation of the log goal rate. */
export interface MatchupAssumption extends z.infer<typeof matchupAssumptionSchema> {}
const matchupAssumption: z.ZodType<MatchupAssumption, MatchupAssumption> = matchupAssumptionSchema

const matchupEvidenceShape = {
  scope: z.enum(MATCHUP_SCOPES),
  sides: z.object({ home: side, away: side }).nullable(),
  assumption: matchupAssumption.nullable(),
  notMeasured: z.array(z.object({ part: z.enum(NOT_MEASURED_PARTS), reason: z.enum(NOT_MEASURED_REASONS) })),
  gate: matchupGate.nullable(),
  chaosBand: chaosBand.nullable(),
  historicalFriction,
}

/** An assumption that lets teams of two leagues be compared; without it goals and winner across leagues are not measured. */
const leaguesEqualSd = z
  .number()
  .min(0.01)
  .max(1)
  .optional()
  .describe('Across leagues: take both leagues for equally strong, give or take this deviation of the log goal rate')

const marketSchema = z
  .object({
    market: z.string(),
    selection: z.string(),
    line: z.number().nullable(),
    /** Probability that the whole stake wins. */
    win: z.number(),
    /** Expected share of the stake that comes back. */
    push: z.number(),
    fairOdds: z.number().nullable(),
  })
  .meta({ id: 'Market' })
export interface Market extends z.infer<typeof marketSchema> {}
const market: z.ZodType<Market, Market> = marketSchema

const frictionComponentSchema = z
  .object({
    key: z.string(),
    /** 0–100 among the league's ordered pairs. */
    level: stat,
    weight: z.number(),
    /** Adds to the score; the contributions of one pair sum to it. Null when not measured. */
    contribution: z.number().nullable(),
  })
  .meta({ id: 'FrictionComponent' })
export interface FrictionComponent extends z.infer<typeof frictionComponentSchema> {}
const frictionComponent: z.ZodType<FrictionComponent, FrictionComponent> = frictionComponentSchema

const meetingSchema = z
  .object({
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    home: teamRef,
    away: teamRef,
    homeGoals: z.number().int(),
    awayGoals: z.number().int(),
  })
  .meta({ id: 'Meeting' })
export interface Meeting extends z.infer<typeof meetingSchema> {}
const meeting: z.ZodType<Meeting, Meeting> = meetingSchema

const modelSettingsSchema = z
  .object({
    /** Time decay: a match of that many days weighs exp(-xiPerDay * days). */
    xiPerDay: z.number(),
    /** Shrinkage of attack and defence. */
    teamPrecision: z.number(),
  })
  .meta({ id: 'ModelSettings' })
/** The settings a goals model was fitted with. */
export interface ModelSettings extends z.infer<typeof modelSettingsSchema> {}
const modelSettings: z.ZodType<ModelSettings, ModelSettings> = modelSettingsSchema

const basis = z.enum(['fitted', 'prior'])

const matchupSchema = z
  .object({
    home: teamRef,
    away: teamRef,
    league: z.string().nullable(),
    leagueCode: z.string().nullable(),
    season: z.string().nullable(),
    neutralVenue: z.boolean(),
    /** What the goals model was fitted with; null where no calculation of ours says it. */
    model: modelSettings.nullable(),
    /** `prior`: no match of that side was in the fit; its league's prior stands in. Null where no model of ours said anything. */
    basis: z.object({ home: basis, away: basis }).nullable(),
    probabilities: z.object({ home: stat, draw: stat, away: stat, over25: stat, btts: stat }),
    predictedWinner: z.enum(WINNERS).nullable(),
    goalRates: z.object({ home: stat, away: stat, total: stat }),
    scoreline: z.object({
      /** Rows home goals 0…, columns away goals 0…; probabilities. Empty when not measured. */
      grid: z.array(z.array(z.number())),
      /** Probability of a score outside `grid`. */
      rest: z.number(),
      /** Probability beyond the model's own matrix before it was scaled to one. */
      tailMass: z.number(),
    }),
    markets: z.array(market),
    /** Goals per match that each cause adds, in this order; a side's causes sum to its goal rate. */
    reasons: z.array(z.object({ cause: z.string(), homeGoals: z.number(), awayGoals: z.number() })),
    friction: z.object({ score: stat, components: z.array(frictionComponent) }),
    psychologicalEdge: stat,
    chaosPotential: stat,
    confidenceLevel: z.string().nullable(),
    orientation: z.enum(ORIENTATIONS),
    headToHead: z.object({
      matches: z.number().int(),
      homeWins: z.number().int(),
      draws: z.number().int(),
      awayWins: z.number().int(),
      avgGoals: z.number().nullable(),
      /** Newest first, at either ground. */
      meetings: z.array(meeting),
    }),
    ...matchupEvidenceShape,
    origin: z.enum(ROW_ORIGINS),
    source: z.enum(DATA_SOURCES),
    /** The run that stored it; null when calculated just now. */
    runId: z.number().int().nullable(),
    meta,
  })
  .meta({ id: 'Matchup' })
/** Two teams at the first one's ground: what the model says, why, and on how much. */
export interface Matchup extends z.infer<typeof matchupSchema> {}
export const matchup: z.ZodType<Matchup, Matchup> = matchupSchema
/** What a pair of teams has to show for itself besides probabilities. */
export type MatchupEvidence = Pick<Matchup, keyof typeof matchupEvidenceShape>

export const matchupByTeamsInput = z.object({
  homeId: z.number().int().positive(),
  awayId: z.number().int().positive(),
  season: z.string().max(10).optional(),
  origin: pageInput.origin,
  leaguesEqualSd,
})
export interface MatchupByTeamsInput extends z.output<typeof matchupByTeamsInput> {}

/** What may be changed about a matchup without writing anything. */
export const matchupCalculateInput = z.object({
  homeId: z.number().int().positive(),
  awayId: z.number().int().positive(),
  neutralVenue: z.boolean().default(false),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional()
    .describe('Only matches known before this day, ISO date'),
  xiPerDay: z.number().min(0).max(0.05).optional().describe('Time decay: weight = exp(-xi * days)'),
  teamPrecision: z.number().min(0.5).max(200).optional().describe('Shrinkage of attack and defence'),
  leaguesEqualSd,
})
export interface MatchupCalculateInput extends z.output<typeof matchupCalculateInput> {}
