import { z } from 'zod'
import { DATA_SOURCES } from './answer.ts'

const leagueSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    source: z.enum(DATA_SOURCES),
    /** Codes such as `2022-23`, oldest first. */
    seasons: z.array(z.string()),
    latestSeason: z.string().nullable(),
    teamsInLatestSeason: z.number().int(),
    matches: z.number().int(),
    firstMatchOn: z.string().nullable(),
    lastMatchOn: z.string().nullable(),
    /** Matches with a sharp bookmaker's closing 1X2 price. */
    matchesWithClosingPrice: z.number().int(),
    quotes: z.number().int(),
    /** When its published numbers were calculated; null when they never were. */
    calculatedAt: z.string().nullable(),
    /** Data were imported after the last calculation. */
    stale: z.boolean(),
  })
  .meta({ id: 'League' })
/** One competition, what is loaded of it and how far its calculation has come. */
export interface League extends z.infer<typeof leagueSchema> {}
const league: z.ZodType<League, League> = leagueSchema

const leagueListSchema = z.object({ data: z.array(league) })
export interface LeagueList extends z.infer<typeof leagueListSchema> {}
export const leagueList: z.ZodType<LeagueList, LeagueList> = leagueListSchema
