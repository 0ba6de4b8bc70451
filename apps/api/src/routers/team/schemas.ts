import { z } from 'zod'
import {
  DATA_SOURCES,
  type DataSource,
  listWire,
  type MetaWire,
  metaWire,
  pageInput,
  ROW_ORIGINS,
  type RowOrigin,
} from '../../wire/page.ts'
import { type LegacyValueWire, legacyValueWire } from '../../wire/legacy-values.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamProfileWire, teamProfileWire } from './profile-wire.ts'
import { type TeamRefWire, teamRefWire } from './team-ref.ts'

export { type TeamRefWire, teamRefWire } from './team-ref.ts'

/** A row of the team leader board. Betting figures are those of the one reference strategy. */
export interface TeamSummaryWire {
  teamId: number
  teamName: string
  /** Competition's name, for example `Premier League`. */
  league: string
  /** Competition's code, for example `E0`; null where the row names no competition of ours. */
  leagueCode: string | null
  season: string | null
  tier: string | null
  tierRank: number | null
  currentStyle: string | null
  teamArchetype: string | null
  bestStrategy: string | null
  /** Name of the strategy whose record the betting figures are; null where the source does not say. */
  referenceStrategy: string | null
  /** What that strategy does, in words; null where it is not one of ours. */
  referenceStrategyTitle: string | null
  totalMatches: number | null
  totalBets: number | null
  totalWins: number | null
  totalLosses: number | null
  winRate: StatWire
  /** Units. */
  totalPnl: StatWire
  /** Profit / turnover. */
  roi: StatWire
  avgClv: StatWire
  origin: RowOrigin
  source: DataSource
  runId: number
}

const teamSummaryShape = {
  teamId: z.number().int(),
  teamName: z.string(),
  league: z.string(),
  leagueCode: z.string().nullable(),
  season: z.string().nullable(),
  tier: z.string().nullable(),
  tierRank: z.number().int().nullable(),
  currentStyle: z.string().nullable(),
  teamArchetype: z.string().nullable(),
  bestStrategy: z.string().nullable(),
  referenceStrategy: z.string().nullable(),
  referenceStrategyTitle: z.string().nullable(),
  totalMatches: z.number().int().nullable(),
  totalBets: z.number().int().nullable(),
  totalWins: z.number().int().nullable(),
  totalLosses: z.number().int().nullable(),
  winRate: statWire,
  totalPnl: statWire,
  roi: statWire,
  avgClv: statWire,
  origin: z.enum(ROW_ORIGINS),
  source: z.enum(DATA_SOURCES),
  runId: z.number().int(),
}

const teamSummaryWire: z.ZodType<TeamSummaryWire, TeamSummaryWire> = z.object(teamSummaryShape).meta({ id: 'TeamSummary' })

const TEAM_SORTS = ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank'] as const

export const teamListInput = z.object({
  ...pageInput,
  league: z.string().max(50).optional().describe('Competition code or name, for example E0'),
  season: z.string().max(10).optional(),
  tier: z.string().max(20).optional(),
  sort: z.enum(TEAM_SORTS).default('totalPnl'),
})

export const teamListOutput = listWire(teamSummaryWire)

export const METRIC_STATUSES = ['measured', 'not_measured'] as const
export const METRIC_EVIDENCE = ['predictive', 'stable_style', 'no_signal'] as const

/** One metric of a vector, shrunk towards the league, with its place among the league's teams. */
export interface DnaMetricWire {
  key: string
  name: string
  meaning: string
  unit: string
  value: number | null
  n: number
  nEff: number | null
  interval: [number, number] | null
  reliability: number | null
  /** 0–100 among the league's teams. */
  percentile: number | null
  status: (typeof METRIC_STATUSES)[number]
  evidence: (typeof METRIC_EVIDENCE)[number]
  /** The same metric of every measured team of the league, ascending: the strip behind the dot. */
  leagueValues: number[]
  /** The team a metric is about (an opponent); null for most. */
  subject: TeamRefWire | null
  /** Of a metric of luck: what was seen, and what of it is expected to go on; null for all others. */
  outlook: MetricOutlookWire | null
}

/** A metric's regression to the mean, in its unit per match. */
export interface MetricOutlookWire {
  /** Mean of the season so far, not shrunk; null without a match in it. */
  seen: number | null
  seenMatches: number
  nextMatches: number
  expected: number
  /** 95 % for the mean of the next matches. */
  interval: [number, number]
}

export const metricOutlookWire: z.ZodType<MetricOutlookWire, MetricOutlookWire> = z
  .object({
    seen: z.number().nullable(),
    seenMatches: z.number().int(),
    nextMatches: z.number().int(),
    expected: z.number(),
    interval: z.tuple([z.number(), z.number()]),
  })
  .meta({ id: 'MetricOutlook' })

export interface DnaVectorWire {
  vector: string
  status: (typeof METRIC_STATUSES)[number]
  reason: string | null
  headline: string | null
  metrics: DnaMetricWire[]
  /** What the old system wrote in place of metrics, as it stands; null in a row of ours. */
  legacy: LegacyValueWire[] | null
}

const dnaMetricWire: z.ZodType<DnaMetricWire, DnaMetricWire> = z
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
    percentile: z.number().nullable(),
    status: z.enum(METRIC_STATUSES),
    evidence: z.enum(METRIC_EVIDENCE),
    leagueValues: z.array(z.number()),
    subject: teamRefWire.nullable(),
    outlook: metricOutlookWire.nullable(),
  })
  .meta({ id: 'DnaMetric' })

const dnaVectorWire: z.ZodType<DnaVectorWire, DnaVectorWire> = z
  .object({
    vector: z.string(),
    status: z.enum(METRIC_STATUSES),
    reason: z.string().nullable(),
    headline: z.string().nullable(),
    metrics: z.array(dnaMetricWire),
    legacy: z.array(legacyValueWire).nullable(),
  })
  .meta({ id: 'DnaVector' })

/** A match from one team's side. */
export interface TeamMatchWire {
  matchId: number
  playedOn: string
  season: string
  venue: 'home' | 'away'
  opponent: TeamRefWire
  goalsFor: number
  goalsAgainst: number
  /** Fair closing probability that this team wins; null without a sharp close. */
  closeWinProbability: number | null
}

const teamMatchWire: z.ZodType<TeamMatchWire, TeamMatchWire> = z
  .object({
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    venue: z.enum(['home', 'away']),
    opponent: teamRefWire,
    goalsFor: z.number().int(),
    goalsAgainst: z.number().int(),
    closeWinProbability: z.number().nullable(),
  })
  .meta({ id: 'TeamMatch' })

export interface TeamWire extends TeamSummaryWire {
  styleConfidence: number | null
  unluckyLosses: number | null
  badAnalysisLosses: number | null
  /** The nine vectors in their fixed order. */
  dna: DnaVectorWire[]
  dnaFingerprint: string | null
  /** In English where a calculation of ours wrote it, else as the old system has it. */
  narrativeProfile: string | null
  /** Null where no calculation of ours made the row. */
  profile: TeamProfileWire | null
  /** What the old system wrote in the profile's place, as it stands; null in a row of ours. */
  legacyProfile: LegacyValueWire[] | null
  /** The last twenty, newest first. */
  matches: TeamMatchWire[]
  meta: MetaWire
}

export const teamByIdInput = z.object({
  teamId: z.number().int().positive(),
  origin: pageInput.origin,
  season: z.string().max(10).optional(),
})

export const teamByIdOutput: z.ZodType<TeamWire, TeamWire> = z
  .object({
    ...teamSummaryShape,
    styleConfidence: z.number().int().nullable(),
    unluckyLosses: z.number().int().nullable(),
    badAnalysisLosses: z.number().int().nullable(),
    dna: z.array(dnaVectorWire),
    dnaFingerprint: z.string().nullable(),
    narrativeProfile: z.string().nullable(),
    profile: teamProfileWire.nullable(),
    legacyProfile: z.array(legacyValueWire).nullable(),
    matches: z.array(teamMatchWire),
    meta: metaWire,
  })
  .meta({ id: 'Team' })

export const teamSearchInput = z.object({
  query: z.string().trim().min(1).max(100),
  limit: z.number().int().min(1).max(50).default(10),
})

/** A name looked up: exact and alias matches first, then near ones to suggest. */
export interface TeamSearchWire {
  data: (TeamRefWire & { league: string | null; leagueCode: string | null; source: DataSource; match: 'exact' | 'alias' | 'near' })[]
}

export const teamSearchOutput: z.ZodType<TeamSearchWire, TeamSearchWire> = z.object({
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
