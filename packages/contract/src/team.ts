import { z } from 'zod'
import { DATA_SOURCES, list, meta, pageInput, ROW_ORIGINS, stat, teamRef } from './answer.ts'
import { legacyValue } from './legacy.ts'
import { vectorGap } from './reason.ts'
import { teamProfile } from './team-profile.ts'

const teamSummaryShape = {
  teamId: z.number().int(),
  teamName: z.string(),
  /** Competition's name, for example `Premier League`. */
  league: z.string(),
  /** Competition's code, for example `E0`; null where the row names no competition of ours. */
  leagueCode: z.string().nullable(),
  season: z.string().nullable(),
  tier: z.string().nullable(),
  tierRank: z.number().int().nullable(),
  currentStyle: z.string().nullable(),
  teamArchetype: z.string().nullable(),
  bestStrategy: z.string().nullable(),
  /** Name of the strategy whose record the betting figures are; null where the source does not say. */
  referenceStrategy: z.string().nullable(),
  /** What that strategy does, in words; null where it is not one of ours. */
  referenceStrategyTitle: z.string().nullable(),
  totalMatches: z.number().int().nullable(),
  totalBets: z.number().int().nullable(),
  totalWins: z.number().int().nullable(),
  totalLosses: z.number().int().nullable(),
  winRate: stat,
  /** Units. */
  totalPnl: stat,
  /** Profit / turnover. */
  roi: stat,
  avgClv: stat,
  origin: z.enum(ROW_ORIGINS),
  source: z.enum(DATA_SOURCES),
  runId: z.number().int(),
}

const teamSummarySchema = z.object(teamSummaryShape).meta({ id: 'TeamSummary' })
/** A row of the team leader board. Betting figures are those of the one reference strategy. */
export interface TeamSummary extends z.infer<typeof teamSummarySchema> {}
const teamSummary: z.ZodType<TeamSummary, TeamSummary> = teamSummarySchema

const TEAM_SORTS = ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank'] as const

export const teamListInput = z.object({
  ...pageInput,
  league: z.string().max(50).optional().describe('Competition code or name, for example E0'),
  season: z.string().max(10).optional(),
  tier: z.string().max(20).optional(),
  sort: z.enum(TEAM_SORTS).default('totalPnl'),
})
export interface TeamListInput extends z.output<typeof teamListInput> {}

export const teamListOutput = list(teamSummary)

const METRIC_STATUSES = ['measured', 'not_measured'] as const
const METRIC_EVIDENCE = ['predictive', 'stable_style', 'no_signal'] as const

const metricOutlookSchema = z
  .object({
    /** Mean of the season so far, not shrunk; null without a match in it. */
    seen: z.number().nullable(),
    seenMatches: z.number().int(),
    nextMatches: z.number().int(),
    expected: z.number(),
    /** 95 % for the mean of the next matches. */
    interval: z.tuple([z.number(), z.number()]),
  })
  .meta({ id: 'MetricOutlook' })
/** A metric's regression to the mean, in its unit per match. */
export interface MetricOutlook extends z.infer<typeof metricOutlookSchema> {}
const metricOutlook: z.ZodType<MetricOutlook, MetricOutlook> = metricOutlookSchema

const dnaMetricSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    meaning: z.string(),
    unit: z.string(),
    value: z.number().nullable(),
    n: z.number().int(),
    nEff: z.number().nullable(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    reliability: z.number().nullable(),
    /** 0–100 among the league's teams. */
    percentile: z.number().nullable(),
    status: z.enum(METRIC_STATUSES),
    evidence: z.enum(METRIC_EVIDENCE),
    /** The same metric of every measured team of the league, ascending: the strip behind the dot. */
    leagueValues: z.array(z.number()),
    /** The team a metric is about (an opponent); null for most. */
    subject: teamRef.nullable(),
    /** Of a metric of luck: what was seen, and what of it is expected to go on; null for all others. */
    outlook: metricOutlook.nullable(),
  })
  .meta({ id: 'DnaMetric' })
/** One metric of a vector, shrunk towards the league, with its place among the league's teams. */
export interface DnaMetric extends z.infer<typeof dnaMetricSchema> {}
const dnaMetric: z.ZodType<DnaMetric, DnaMetric> = dnaMetricSchema

const dnaVectorSchema = z
  .object({
    vector: z.string(),
    status: z.enum(METRIC_STATUSES),
    reason: vectorGap.nullable(),
    headline: z.string().nullable(),
    metrics: z.array(dnaMetric),
    /** What the old system wrote in place of metrics, as it stands; null in a row of ours. */
    legacy: z.array(legacyValue).nullable(),
  })
  .meta({ id: 'DnaVector' })
export interface DnaVector extends z.infer<typeof dnaVectorSchema> {}
const dnaVector: z.ZodType<DnaVector, DnaVector> = dnaVectorSchema

const teamMatchSchema = z
  .object({
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    venue: z.enum(['home', 'away']),
    opponent: teamRef,
    goalsFor: z.number().int(),
    goalsAgainst: z.number().int(),
    /** Fair closing probability that this team wins; null without a sharp close. */
    closeWinProbability: z.number().nullable(),
  })
  .meta({ id: 'TeamMatch' })
/** A match from one team's side. */
export interface TeamMatch extends z.infer<typeof teamMatchSchema> {}
const teamMatch: z.ZodType<TeamMatch, TeamMatch> = teamMatchSchema

export const teamByIdInput = z.object({
  teamId: z.number().int().positive(),
  origin: pageInput.origin,
  season: z.string().max(10).optional(),
})
export interface TeamByIdInput extends z.output<typeof teamByIdInput> {}

const teamSchema = z
  .object({
    ...teamSummaryShape,
    styleConfidence: z.number().int().nullable(),
    unluckyLosses: z.number().int().nullable(),
    badAnalysisLosses: z.number().int().nullable(),
    /** The nine vectors in their fixed order. */
    dna: z.array(dnaVector),
    dnaFingerprint: z.string().nullable(),
    /** The text of V3's column: English in a row of ours (its facts are `profile.narrative`), as the old system has it in a moved one. */
    narrativeProfile: z.string().nullable(),
    /** Null where no calculation of ours made the row. */
    profile: teamProfile.nullable(),
    /** What the old system wrote in the profile's place, as it stands; null in a row of ours. */
    legacyProfile: z.array(legacyValue).nullable(),
    /** The last twenty, newest first. */
    matches: z.array(teamMatch),
    meta,
  })
  .meta({ id: 'Team' })
export interface Team extends z.infer<typeof teamSchema> {}
export const team: z.ZodType<Team, Team> = teamSchema

export const teamSearchInput = z.object({
  query: z.string().trim().min(1).max(100),
  limit: z.number().int().min(1).max(50).default(10),
})
export interface TeamSearchInput extends z.output<typeof teamSearchInput> {}

const teamSearchSchema = z.object({
  data: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      league: z.string().nullable(),
      leagueCode: z.string().nullable(),
      source: z.enum(DATA_SOURCES),
      match: z.enum(['exact', 'alias', 'near']),
    }),
  ),
})
/** A name looked up: exact and alias matches first, then near ones to suggest. */
export interface TeamSearch extends z.infer<typeof teamSearchSchema> {}
export const teamSearch: z.ZodType<TeamSearch, TeamSearch> = teamSearchSchema
