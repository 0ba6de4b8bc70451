import { z } from 'zod'
import { DATA_SOURCES, type DataSource } from '../../wire/page.ts'

/** One competition, what is loaded of it and how far its calculation has come. */
export interface LeagueWire {
  code: string
  name: string
  country: string | null
  source: DataSource
  /** Codes such as `2022-23`, oldest first. */
  seasons: string[]
  latestSeason: string | null
  teamsInLatestSeason: number
  matches: number
  firstMatchOn: string | null
  lastMatchOn: string | null
  /** Matches with a sharp bookmaker's closing 1X2 price. */
  matchesWithClosingPrice: number
  quotes: number
  /** When its published numbers were calculated; null when they never were. */
  calculatedAt: string | null
  /** Data were imported after the last calculation. */
  stale: boolean
}

const leagueWire: z.ZodType<LeagueWire, LeagueWire> = z
  .object({
    code: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    source: z.enum(DATA_SOURCES),
    seasons: z.array(z.string()),
    latestSeason: z.string().nullable(),
    teamsInLatestSeason: z.number().int(),
    matches: z.number().int(),
    firstMatchOn: z.string().nullable(),
    lastMatchOn: z.string().nullable(),
    matchesWithClosingPrice: z.number().int(),
    quotes: z.number().int(),
    calculatedAt: z.string().nullable(),
    stale: z.boolean(),
  })
  .meta({ id: 'League' })

export interface LeagueListWire {
  data: LeagueWire[]
}

export const leagueListOutput: z.ZodType<LeagueListWire, LeagueListWire> = z.object({ data: z.array(leagueWire) })
