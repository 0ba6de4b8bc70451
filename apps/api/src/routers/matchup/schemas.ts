import { z } from 'zod'
import { DATA_SOURCES, type DataSource, type MetaWire, metaWire, pageInput, ROW_ORIGINS, type RowOrigin } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { ORIENTATIONS, WINNERS } from '../friction/schemas.ts'
import { type TeamRefWire, teamRefWire } from '../team/schemas.ts'
import { leaguesEqualSd, type MatchupEvidenceWire, matchupEvidenceShape } from './evidence-wire.ts'

export interface MarketWire {
  market: string
  selection: string
  line: number | null
  /** Probability that the whole stake wins. */
  win: number
  /** Expected share of the stake that comes back. */
  push: number
  fairOdds: number | null
}

export interface FrictionComponentWire {
  key: string
  /** 0–100 among the league's ordered pairs. */
  level: StatWire
  weight: number
  /** Adds to the score; the contributions of one pair sum to it. Null when not measured. */
  contribution: number | null
}

export interface MeetingWire {
  matchId: number
  playedOn: string
  season: string
  home: TeamRefWire
  away: TeamRefWire
  homeGoals: number
  awayGoals: number
}

/** The settings a goals model was fitted with. */
export interface ModelSettingsWire {
  /** Time decay: a match of that many days weighs exp(-xiPerDay * days). */
  xiPerDay: number
  /** Shrinkage of attack and defence. */
  teamPrecision: number
}

/** Two teams at the first one's ground: what the model says, why, and on how much. */
export interface MatchupWire extends MatchupEvidenceWire {
  home: TeamRefWire
  away: TeamRefWire
  league: string | null
  leagueCode: string | null
  season: string | null
  neutralVenue: boolean
  /** What the goals model was fitted with; null where no calculation of ours says it. */
  model: ModelSettingsWire | null
  /** `prior`: no match of that side was in the fit; its league's prior stands in. Null where no model of ours said anything. */
  basis: { home: 'fitted' | 'prior'; away: 'fitted' | 'prior' } | null
  probabilities: { home: StatWire; draw: StatWire; away: StatWire; over25: StatWire; btts: StatWire }
  predictedWinner: (typeof WINNERS)[number] | null
  goalRates: { home: StatWire; away: StatWire; total: StatWire }
  scoreline: {
    /** Rows home goals 0…, columns away goals 0…; probabilities. Empty when not measured. */
    grid: number[][]
    /** Probability of a score outside `grid`. */
    rest: number
    /** Probability beyond the model's own matrix before it was scaled to one. */
    tailMass: number
  }
  markets: MarketWire[]
  /** Goals per match that each cause adds, in this order; a side's causes sum to its goal rate. */
  reasons: { cause: string; homeGoals: number; awayGoals: number }[]
  friction: { score: StatWire; components: FrictionComponentWire[] }
  psychologicalEdge: StatWire
  chaosPotential: StatWire
  confidenceLevel: string | null
  orientation: (typeof ORIENTATIONS)[number]
  headToHead: {
    matches: number
    homeWins: number
    draws: number
    awayWins: number
    avgGoals: number | null
    /** Newest first, at either ground. */
    meetings: MeetingWire[]
  }
  origin: RowOrigin
  source: DataSource
  /** The run that stored it; null when calculated just now. */
  runId: number | null
  meta: MetaWire
}

const marketWire: z.ZodType<MarketWire, MarketWire> = z
  .object({
    market: z.string(),
    selection: z.string(),
    line: z.number().nullable(),
    win: z.number(),
    push: z.number(),
    fairOdds: z.number().nullable(),
  })
  .meta({ id: 'Market' })

const frictionComponentWire: z.ZodType<FrictionComponentWire, FrictionComponentWire> = z
  .object({ key: z.string(), level: statWire, weight: z.number(), contribution: z.number().nullable() })
  .meta({ id: 'FrictionComponent' })

const meetingWire: z.ZodType<MeetingWire, MeetingWire> = z
  .object({
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    home: teamRefWire,
    away: teamRefWire,
    homeGoals: z.number().int(),
    awayGoals: z.number().int(),
  })
  .meta({ id: 'Meeting' })

export const modelSettingsWire: z.ZodType<ModelSettingsWire, ModelSettingsWire> = z
  .object({ xiPerDay: z.number(), teamPrecision: z.number() })
  .meta({ id: 'ModelSettings' })

const basis = z.enum(['fitted', 'prior'])

export const matchupOutput: z.ZodType<MatchupWire, MatchupWire> = z
  .object({
    home: teamRefWire,
    away: teamRefWire,
    league: z.string().nullable(),
    leagueCode: z.string().nullable(),
    season: z.string().nullable(),
    neutralVenue: z.boolean(),
    model: modelSettingsWire.nullable(),
    basis: z.object({ home: basis, away: basis }).nullable(),
    probabilities: z.object({ home: statWire, draw: statWire, away: statWire, over25: statWire, btts: statWire }),
    predictedWinner: z.enum(WINNERS).nullable(),
    goalRates: z.object({ home: statWire, away: statWire, total: statWire }),
    scoreline: z.object({ grid: z.array(z.array(z.number())), rest: z.number(), tailMass: z.number() }),
    markets: z.array(marketWire),
    reasons: z.array(z.object({ cause: z.string(), homeGoals: z.number(), awayGoals: z.number() })),
    friction: z.object({ score: statWire, components: z.array(frictionComponentWire) }),
    psychologicalEdge: statWire,
    chaosPotential: statWire,
    confidenceLevel: z.string().nullable(),
    orientation: z.enum(ORIENTATIONS),
    headToHead: z.object({
      matches: z.number().int(),
      homeWins: z.number().int(),
      draws: z.number().int(),
      awayWins: z.number().int(),
      avgGoals: z.number().nullable(),
      meetings: z.array(meetingWire),
    }),
    ...matchupEvidenceShape,
    origin: z.enum(ROW_ORIGINS),
    source: z.enum(DATA_SOURCES),
    runId: z.number().int().nullable(),
    meta: metaWire,
  })
  .meta({ id: 'Matchup' })

export const matchupByTeamsInput = z.object({
  homeId: z.number().int().positive(),
  awayId: z.number().int().positive(),
  season: z.string().max(10).optional(),
  origin: pageInput.origin,
  leaguesEqualSd,
})

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
