import { z } from 'zod'
import { type StatWire, statWire } from '../../wire/stat.ts'

/** What a forecast may look at; the three are never mixed in one table. */
export const MODEL_TIERS = ['results', 'history', 'market'] as const
export type ModelTier = (typeof MODEL_TIERS)[number]

export const MODEL_MARKETS = ['home', 'draw', 'away', 'over25', 'btts'] as const
export type ModelMarket = (typeof MODEL_MARKETS)[number]

/** Mean scores per match, lower is better. Log losses in nats; intervals from weeks drawn with replacement. */
export interface SkillWire {
  rps: StatWire
  logLoss: StatWire
  over25LogLoss: StatWire
  bttsLogLoss: StatWire
}

/** The skill of one group of matches, and of the fair closing prices on those of them that have one. */
export interface ComparedSkillWire {
  /** A season `2018-19`, a league's code, or `all`. */
  key: string
  /** For people. */
  name: string
  matches: number
  skill: SkillWire
  close: SkillWire
  /** Forecast minus close per match, paired: above 0 the close was better. */
  difference: SkillWire
}

export interface ReliabilityBinWire {
  /** Forecasts in [low, high). */
  low: number
  high: number
  meanForecast: number | null
  /** Share that happened, with its 95 % Wilson interval. */
  observed: StatWire
}

/** Whether the forecasts of one market mean what they say. */
export interface ReliabilityWire {
  n: number
  /** 1 when calibrated; below 1 forecasts are too far from the middle. */
  slope: StatWire
  /** 0 when calibrated. */
  intercept: StatWire
  /** Mean distance between forecast and observed share over the bins, weighted by their size. */
  calibrationError: number | null
  bins: ReliabilityBinWire[]
}

export interface MarketReliabilityWire extends ReliabilityWire {
  market: ModelMarket
  /** Without the shift that past seasons had lacked; null for a market that has none. */
  before: ReliabilityWire | null
}

/** One tier, judged week by week on seasons that it could not see. */
export interface TierReportWire {
  tier: ModelTier
  seasons: string[]
  all: ComparedSkillWire
  bySeason: ComparedSkillWire[]
  byLeague: ComparedSkillWire[]
  reliability: MarketReliabilityWire[]
  /** Share of the fair closing prices that lay inside the forecasts' 95 % intervals. */
  coverage: { market: ModelMarket; share: StatWire }[]
  /** Matches by the tier that could be used: one whose data is missing falls back to the one below. */
  basis: { tier: ModelTier; matches: number }[]
}

const skillWire: z.ZodType<SkillWire, SkillWire> = z
  .object({ rps: statWire, logLoss: statWire, over25LogLoss: statWire, bttsLogLoss: statWire })
  .meta({ id: 'Skill' })

const comparedSkillWire: z.ZodType<ComparedSkillWire, ComparedSkillWire> = z
  .object({
    key: z.string(),
    name: z.string(),
    matches: z.number().int(),
    skill: skillWire,
    close: skillWire,
    difference: skillWire,
  })
  .meta({ id: 'ComparedSkill' })

const reliabilityShape = {
  n: z.number().int(),
  slope: statWire,
  intercept: statWire,
  calibrationError: z.number().nullable(),
  bins: z.array(z.object({ low: z.number(), high: z.number(), meanForecast: z.number().nullable(), observed: statWire })),
}

const marketReliabilityWire: z.ZodType<MarketReliabilityWire, MarketReliabilityWire> = z
  .object({ market: z.enum(MODEL_MARKETS), ...reliabilityShape, before: z.object(reliabilityShape).nullable() })
  .meta({ id: 'MarketReliability' })

export const tierReportShape = {
  tier: z.enum(MODEL_TIERS),
  seasons: z.array(z.string()),
  all: comparedSkillWire,
  bySeason: z.array(comparedSkillWire),
  byLeague: z.array(comparedSkillWire),
  reliability: z.array(marketReliabilityWire),
  coverage: z.array(z.object({ market: z.enum(MODEL_MARKETS), share: statWire })),
  basis: z.array(z.object({ tier: z.enum(MODEL_TIERS), matches: z.number().int() })),
}

export const tierReportWire: z.ZodType<TierReportWire, TierReportWire> = z.object(tierReportShape)
