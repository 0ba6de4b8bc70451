import { z } from 'zod'
import { stat, DATA_SOURCES } from './answer.ts'
import { metricGap } from './reason.ts'
import { progressWithResult } from './job.ts'

/** What a forecast may look at; the three are never mixed in one table. */
export const MODEL_TIERS = ['results', 'history', 'market'] as const

export const MODEL_MARKETS = ['home', 'draw', 'away', 'over25', 'btts'] as const
export type ModelMarket = (typeof MODEL_MARKETS)[number]

const skillSchema = z.object({ rps: stat, logLoss: stat, over25LogLoss: stat, bttsLogLoss: stat }).meta({ id: 'Skill' })
/** Mean scores per match, lower is better. Log losses in nats; intervals from weeks drawn with replacement. */
export interface SkillWire extends z.infer<typeof skillSchema> {}
const skill: z.ZodType<SkillWire, SkillWire> = skillSchema

const comparedSkillSchema = z
  .object({
    /** A season `2018-19`, a league's code, or `all`. */
    key: z.string(),
    /** For people. */
    name: z.string(),
    matches: z.number().int(),
    skill,
    close: skill,
    /** Forecast minus close per match, paired: above 0 the close was better. */
    difference: skill,
  })
  .meta({ id: 'ComparedSkill' })
/** The skill of one group of matches, and of the fair closing prices on those of them that have one. */
export interface ComparedSkill extends z.infer<typeof comparedSkillSchema> {}
const comparedSkill: z.ZodType<ComparedSkill, ComparedSkill> = comparedSkillSchema

const reliabilityBinSchema = z.object({
  /** Forecasts in [low, high). */
  low: z.number(),
  high: z.number(),
  meanForecast: z.number().nullable(),
  /** Share that happened, with its 95 % Wilson interval. */
  observed: stat,
})
export interface ReliabilityBin extends z.infer<typeof reliabilityBinSchema> {}
const reliabilityBin: z.ZodType<ReliabilityBin, ReliabilityBin> = reliabilityBinSchema

const reliabilityShape = {
  n: z.number().int(),
  /** 1 when calibrated; below 1 forecasts are too far from the middle. */
  slope: stat,
  /** 0 when calibrated. */
  intercept: stat,
  /** Mean distance between forecast and observed share over the bins, weighted by their size. */
  calibrationError: z.number().nullable(),
  bins: z.array(reliabilityBin),
}

const marketReliabilitySchema = z
  .object({
    market: z.enum(MODEL_MARKETS),
    ...reliabilityShape,
    /** Without the shift that past seasons had lacked; null for a market that has none. */
    before: z.object(reliabilityShape).nullable(),
  })
  .meta({ id: 'MarketReliability' })
export interface MarketReliability extends z.infer<typeof marketReliabilitySchema> {}
const marketReliability: z.ZodType<MarketReliability, MarketReliability> = marketReliabilitySchema

const tierReportShape = {
  tier: z.enum(MODEL_TIERS),
  seasons: z.array(z.string()),
  all: comparedSkill,
  bySeason: z.array(comparedSkill),
  byLeague: z.array(comparedSkill),
  reliability: z.array(marketReliability),
  /** Share of the fair closing prices that lay inside the forecasts' 95 % intervals. */
  coverage: z.array(z.object({ market: z.enum(MODEL_MARKETS), share: stat })),
  /** Matches by the tier that could be used: one whose data is missing falls back to the one below. */
  basis: z.array(z.object({ tier: z.enum(MODEL_TIERS), matches: z.number().int() })),
}

const tierReportSchema = z.object(tierReportShape)
/** One tier, judged week by week on seasons that it could not see. */
export interface TierReport extends z.infer<typeof tierReportSchema> {}

const RELIABILITY_GROUPS = ['team_season', 'team', 'pair'] as const
const VERDICTS = ['predictive', 'stable_style', 'no_signal'] as const

const metricReliabilitySchema = z
  .object({
    key: z.string(),
    name: z.string(),
    vector: z.string(),
    unit: z.string(),
    /** What differences are told from: a team's season, a team over all seasons, or a pair of teams. */
    groupedBy: z.enum(RELIABILITY_GROUPS),
    groups: z.number().int(),
    /** Matches, each counted for both teams; meetings of pairs. */
    observations: z.number().int(),
    /** Spread of a team's own matches, a standard deviation in the metric's unit. */
    withinSd: z.number(),
    /** Spread of what teams really are; 0 where they differ no more than chance makes them. */
    betweenSd: z.number(),
    /** Matches after which a team's own mean counts half; null where no difference was found and no number is enough. */
    kappa: z.number().nullable(),
    /** Effective matches behind a team's value, at which the reliability is told. */
    window: z.number(),
    /** Share of the value that is the team's own, in [0, 1]. */
    reliability: stat,
    /** Correlation of a team's season with its next; not measured for pairs. */
    yearOnYear: stat,
    /** Correlation of odd and even matches. */
    oddEven: stat,
    /** Probability that teams which do not differ would look as different. */
    pValue: z.number(),
    verdict: z.enum(VERDICTS),
  })
  .meta({ id: 'MetricReliability' })
/** How much of one metric is a team's own. */
export interface MetricReliability extends z.infer<typeof metricReliabilitySchema> {}
const metricReliability: z.ZodType<MetricReliability, MetricReliability> = metricReliabilitySchema

const leagueReliabilitySchema = z.object({
  code: z.string(),
  name: z.string(),
  seasons: z.array(z.string()),
  rows: z.array(metricReliability),
})
export interface LeagueReliability extends z.infer<typeof leagueReliabilitySchema> {}
const leagueReliability: z.ZodType<LeagueReliability, LeagueReliability> = leagueReliabilitySchema

const reportShape = {
  /** Over all leagues, each compared with itself. */
  rows: z.array(metricReliability),
  byLeague: z.array(leagueReliability),
  /** Metrics that no league's data can tell, with the reason. */
  notMeasured: z.array(z.object({ key: z.string(), name: z.string(), vector: z.string(), reason: metricGap })),
}

const reliabilityReportSchema = z.object(reportShape)
/** As it is stored with its run. */
export interface ReliabilityReport extends z.infer<typeof reliabilityReportSchema> {}

const storedReliabilitySchema = z.object({
  ...reportShape,
  runId: z.number().int(),
  calculatedAt: z.string(),
  modelVersion: z.string(),
  snapshot: z.string(),
  source: z.enum(DATA_SOURCES),
  /** What is loaded now is not what it was told from. */
  stale: z.boolean(),
})
export interface StoredReliability extends z.infer<typeof storedReliabilitySchema> {}
const storedReliability: z.ZodType<StoredReliability, StoredReliability> = storedReliabilitySchema

const modelReliabilitySchema = z
  .object({
    /** Null before the first calculation of all that is loaded. */
    report: storedReliability.nullable(),
  })
  .meta({ id: 'ModelReliability' })
export interface ModelReliability extends z.infer<typeof modelReliabilitySchema> {}
export const modelReliability: z.ZodType<ModelReliability, ModelReliability> = modelReliabilitySchema

export const EVALUATION_PHASES = ['load', 'rate', 'forecast', 'report', 'gate'] as const

const modelEvaluationResultSchema = z.object({
  snapshot: z.string(),
  seasons: z.array(z.string()),
  /** The run of each tier; `wasStored` when the same data had been evaluated by the same version before. */
  tiers: z.array(z.object({ tier: z.enum(MODEL_TIERS), runId: z.number().int(), matches: z.number().int(), wasStored: z.boolean() })),
  elapsedMs: z.number(),
})
export interface ModelEvaluationResult extends z.infer<typeof modelEvaluationResultSchema> {}
const modelEvaluationResult: z.ZodType<ModelEvaluationResult, ModelEvaluationResult> = modelEvaluationResultSchema

const modelEvaluationProgressSchema = progressWithResult(modelEvaluationResult).meta({ id: 'ModelEvaluationProgress' })
export interface ModelEvaluationProgress extends z.infer<typeof modelEvaluationProgressSchema> {}
export const modelEvaluationProgress: z.ZodType<ModelEvaluationProgress, ModelEvaluationProgress> = modelEvaluationProgressSchema

const storedTierReportSchema = z
  .object({
    ...tierReportShape,
    runId: z.number().int(),
    evaluatedAt: z.string(),
    modelVersion: z.string(),
    snapshot: z.string(),
    source: z.enum(DATA_SOURCES),
    /** What is loaded now is not what was evaluated. */
    stale: z.boolean(),
  })
  .meta({ id: 'TierReport' })
/** A stored report with the run that it is. It is never written again: other data or another version make another run. */
export interface StoredTierReport extends z.infer<typeof storedTierReportSchema> {}
const storedTierReport: z.ZodType<StoredTierReport, StoredTierReport> = storedTierReportSchema

const modelSkillSchema = z
  .object({
    /** Every tier, in the order results, history, market; `report` is null where none was evaluated. */
    tiers: z.array(z.object({ tier: z.enum(MODEL_TIERS), report: storedTierReport.nullable() })),
  })
  .meta({ id: 'ModelSkill' })
export interface ModelSkill extends z.infer<typeof modelSkillSchema> {}
export const modelSkill: z.ZodType<ModelSkill, ModelSkill> = modelSkillSchema

const scoresShape = { rps: z.number(), logLoss: z.number(), over25LogLoss: z.number(), bttsLogLoss: z.number() }

const versionScoresSchema = z.object({
  tier: z.enum(MODEL_TIERS),
  ...scoresShape,
  /** This version minus the one before it, of the same tier; null for a tier that is new. */
  change: z.object(scoresShape).nullable(),
})
/** Mean scores of one tier of one version on the benchmark. */
export interface VersionScores extends z.infer<typeof versionScoresSchema> {}
const versionScores: z.ZodType<VersionScores, VersionScores> = versionScoresSchema

const modelVersionSchema = z.object({
  version: z.string(),
  title: z.string(),
  changes: z.array(z.string()),
  scores: z.array(versionScores),
})
export interface ModelVersion extends z.infer<typeof modelVersionSchema> {}
const modelVersion: z.ZodType<ModelVersion, ModelVersion> = modelVersionSchema

const modelVersionsSchema = z
  .object({
    benchmark: z.object({
      description: z.string(),
      seasons: z.array(z.string()),
      leagues: z.array(z.string()),
      matches: z.number().int(),
    }),
    versions: z.array(modelVersion),
  })
  .meta({ id: 'ModelVersions' })
/** How the models came to be what they are, newest first, each on the same matches. */
export interface ModelVersions extends z.infer<typeof modelVersionsSchema> {}
export const modelVersions: z.ZodType<ModelVersions, ModelVersions> = modelVersionsSchema

/** One evaluation runs at a time: `alreadyRunning` says that this is the one that ran. */
