import { z } from 'zod'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type ChaosBandWire, chaosBandWire } from '../friction/gate-wire.ts'
import { MODEL_TIERS, type ModelTier } from '../model/report-wire.ts'

/** `cross_league`: the two play in different leagues, which no result compares. */
const MATCHUP_SCOPES = ['domestic', 'cross_league'] as const

/** What the gate says of friction: above all that it is a description where the weight is 0. */
export interface MatchupGateWire {
  tier: ModelTier
  /** Log likelihood of the goals, in milli-nats a match, on seasons that nothing was learned from. */
  gain: StatWire
  /** Of friction in predictions. */
  weight: number
  /** Terms that were tried together, and how many of them pass. */
  terms: number
  passed: number
  seasons: string[]
  runId: number
  /** It was measured on other data than what is loaded now. */
  stale: boolean
}

const HISTORY_REASONS = ['no_earlier_season', 'never_together', 'parts_not_measured', 'cross_league', 'not_calculated'] as const

/** Friction of the same pair in earlier seasons, each as it was known when that season ended. */
export interface HistoricalFrictionWire {
  /** Oldest first; null where there is none to speak of. */
  seasons: { season: string; score: StatWire }[] | null
  reason: (typeof HISTORY_REASONS)[number] | null
}

/** What had to be believed beside results: the middles of both leagues are equally strong, give or take this deviation of the log goal rate. */
export interface MatchupAssumptionWire {
  id: 'leagues_equal'
  standardDeviation: number
}

export interface MatchupSideWire {
  league: string
  leagueCode: string
  season: string
}

const NOT_MEASURED_PARTS = ['goals', 'winner', 'psychological_edge', 'chaos', 'confidence', 'head_to_head', 'mental_clash'] as const
const NOT_MEASURED_REASONS = ['leagues_not_compared', 'no_league_to_place_among', 'never_met', 'no_differences_in_league'] as const

/** What a pair of teams has to show for itself besides probabilities. */
export interface MatchupEvidenceWire {
  scope: (typeof MATCHUP_SCOPES)[number]
  /** The league of either side where they are two; null within one. */
  sides: { home: MatchupSideWire; away: MatchupSideWire } | null
  /** Null where nothing had to be assumed. */
  assumption: MatchupAssumptionWire | null
  /** What is not measured across leagues, and why. */
  notMeasured: { part: (typeof NOT_MEASURED_PARTS)[number]; reason: (typeof NOT_MEASURED_REASONS)[number] }[]
  /** Null until it was measured: `mon-ps gate --evaluate`. */
  gate: MatchupGateWire | null
  /** Matches whose chaos lay where this pair's does, and how they ended; null until it was measured. */
  chaosBand: ChaosBandWire | null
  historicalFriction: HistoricalFrictionWire
}

const side = z.object({ league: z.string(), leagueCode: z.string(), season: z.string() })

const historicalFrictionWire: z.ZodType<HistoricalFrictionWire, HistoricalFrictionWire> = z.object({
  seasons: z.array(z.object({ season: z.string(), score: statWire })).nullable(),
  reason: z.enum(HISTORY_REASONS).nullable(),
})

/** The fields of {@link MatchupEvidenceWire}, to stand among those of the matchup. */
export const matchupEvidenceShape = {
  scope: z.enum(MATCHUP_SCOPES),
  sides: z.object({ home: side, away: side }).nullable(),
  assumption: z.object({ id: z.literal('leagues_equal'), standardDeviation: z.number() }).nullable(),
  notMeasured: z.array(z.object({ part: z.enum(NOT_MEASURED_PARTS), reason: z.enum(NOT_MEASURED_REASONS) })),
  gate: z
    .object({
      tier: z.enum(MODEL_TIERS),
      gain: statWire,
      weight: z.number(),
      terms: z.number().int(),
      passed: z.number().int(),
      seasons: z.array(z.string()),
      runId: z.number().int(),
      stale: z.boolean(),
    })
    .nullable(),
  chaosBand: chaosBandWire.nullable(),
  historicalFriction: historicalFrictionWire,
}

/** An assumption that lets teams of two leagues be compared; without it goals and winner across leagues are not measured. */
export const leaguesEqualSd = z
  .number()
  .min(0.01)
  .max(1)
  .optional()
  .describe('Across leagues: take both leagues for equally strong, give or take this deviation of the log goal rate')
