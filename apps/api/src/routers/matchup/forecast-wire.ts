import { z } from 'zod'
import { DATA_SOURCES, type DataSource } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'

const FIXTURE_TIERS = ['results', 'history'] as const

/** What one tier says of a pair; probabilities with 95 % intervals, `n` the matches of the side that played fewer. */
export interface TierForecastWire {
  tier: (typeof FIXTURE_TIERS)[number]
  /** The tier whose data there were: without closing prices of past matches `history` falls back to `results`. */
  basis: (typeof FIXTURE_TIERS)[number]
  /** A side was never seen before: its league's prior for newcomers stands in. */
  prior: boolean
  home: StatWire
  draw: StatWire
  away: StatWire
  over25: StatWire
  btts: StatWire
  /** Goal rates. */
  homeGoals: number
  awayGoals: number
}

/** A pair by the tiers, on the day after its league's last match. */
export interface MatchupForecastsWire {
  league: string
  leagueCode: string
  source: DataSource
  season: string
  /** ISO date at whose start the forecast is made. */
  day: string
  neutralVenue: boolean
  /** In the order results, history: each looks at more than the one before it. */
  tiers: TierForecastWire[]
  /** Content hash of the data behind it. */
  snapshot: string
  modelVersion: string
}

const tierForecastWire: z.ZodType<TierForecastWire, TierForecastWire> = z
  .object({
    tier: z.enum(FIXTURE_TIERS),
    basis: z.enum(FIXTURE_TIERS),
    prior: z.boolean(),
    home: statWire,
    draw: statWire,
    away: statWire,
    over25: statWire,
    btts: statWire,
    homeGoals: z.number(),
    awayGoals: z.number(),
  })
  .meta({ id: 'TierForecast' })

export const matchupForecastsInput = z.object({
  homeId: z.number().int().positive(),
  awayId: z.number().int().positive(),
  neutralVenue: z.boolean().default(false),
})

export const matchupForecastsOutput: z.ZodType<MatchupForecastsWire, MatchupForecastsWire> = z
  .object({
    league: z.string(),
    leagueCode: z.string(),
    source: z.enum(DATA_SOURCES),
    season: z.string(),
    day: z.string(),
    neutralVenue: z.boolean(),
    tiers: z.array(tierForecastWire),
    snapshot: z.string(),
    modelVersion: z.string(),
  })
  .meta({ id: 'MatchupForecasts' })
