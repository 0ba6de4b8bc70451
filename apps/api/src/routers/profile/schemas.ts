import { z } from 'zod'
import { type StatWire, statWire } from '../../wire/stat.ts'

/** One thing wrong with a file of players, and where. */
export interface GoalscorerIssueWire {
  readonly file: string
  /** The header being line 1. */
  readonly line: number
  readonly column: string | null
  readonly code: string
  readonly severity: 'rejected' | 'warning'
  readonly message: string
  readonly got: string | null
  readonly expected: string | null
}

/** What an import of players did. accepted + rejected = rowsRead; added + changed + unchanged = accepted. */
export interface GoalscorerReportWire {
  /** Null when nothing was written. */
  readonly runId: number | null
  readonly file: string
  readonly rowsRead: number
  readonly accepted: number
  readonly rejected: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Other players whose probabilities moved, because their position is compared with more players now. */
  readonly estimatedAgain: number
  readonly issues: readonly GoalscorerIssueWire[]
  /** Issues beyond the first thousand are counted, not listed. */
  readonly issuesNotListed: number
}

/** A number that a team's piece rests on. */
export interface ChessCharacteristicWire {
  readonly metric: string
  readonly side: 'high' | 'low'
  readonly stat: StatWire
  /** Median of the league's teams. */
  readonly leagueMiddle: number
  /** That the team truly lies on `side` of it. */
  readonly probability: number
}

export interface ChessWire {
  readonly piece: string
  readonly subtype: string | null
  readonly season: string
  /** Probability that the rule of the piece truly holds; n: fewest matches behind one of its numbers. */
  readonly confidence: StatWire
  readonly characteristics: readonly ChessCharacteristicWire[]
}

export interface GoalscorerWire {
  readonly playerName: string
  readonly position: string | null
  readonly season: string
  readonly goals: number | null
  readonly goalsHome: number | null
  readonly goalsAway: number | null
  readonly appearances: number
  readonly minutes: number | null
  readonly ratePer90: StatWire
  /** Of at least one goal in a match in which the player plays as long as usual. */
  readonly anytime: StatWire
  readonly firstGoal: StatWire
  readonly lastGoal: StatWire
  /** Why a probability was not measured; null where all were. */
  readonly reason: string | null
}

export interface TeamProfilesWire {
  readonly teamId: number
  /** Null: nothing reliable enough is measured, or no piece is likelier than all others together. */
  readonly chess: ChessWire | null
  /** The most goals first; of the latest season that has players, unless one was asked for. */
  readonly goalscorers: readonly GoalscorerWire[]
}

export const profileByTeamInput = z.object({
  teamId: z.coerce.number().int().positive(),
  season: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .describe('Of the players; the latest that has any when not given'),
})

const chessWire: z.ZodType<ChessWire, ChessWire> = z.object({
  piece: z.string(),
  subtype: z.string().nullable(),
  season: z.string(),
  confidence: statWire,
  characteristics: z.array(
    z.object({ metric: z.string(), side: z.enum(['high', 'low']), stat: statWire, leagueMiddle: z.number(), probability: z.number() }),
  ),
})

const goalscorerWire: z.ZodType<GoalscorerWire, GoalscorerWire> = z.object({
  playerName: z.string(),
  position: z.string().nullable(),
  season: z.string(),
  goals: z.number().int().nullable(),
  goalsHome: z.number().int().nullable(),
  goalsAway: z.number().int().nullable(),
  appearances: z.number().int(),
  minutes: z.number().int().nullable(),
  ratePer90: statWire,
  anytime: statWire,
  firstGoal: statWire,
  lastGoal: statWire,
  reason: z.string().nullable(),
})

export const profileByTeamOutput: z.ZodType<TeamProfilesWire, TeamProfilesWire> = z
  .object({ teamId: z.number().int(), chess: chessWire.nullable(), goalscorers: z.array(goalscorerWire) })
  .meta({ id: 'TeamProfiles' })
