import { z } from 'zod'
import { stat } from './answer.ts'
import { scoringGap } from './reason.ts'

const goalscorerIssueSchema = z.object({
  file: z.string(),
  /** The header being line 1. */
  line: z.number().int(),
  column: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['rejected', 'warning']),
  message: z.string(),
  got: z.string().nullable(),
  expected: z.string().nullable(),
})
/** One thing wrong with a file of players, and where. */
export interface GoalscorerIssue extends z.infer<typeof goalscorerIssueSchema> {}
const goalscorerIssue: z.ZodType<GoalscorerIssue, GoalscorerIssue> = goalscorerIssueSchema

const goalscorerReportSchema = z.object({
  /** Null when nothing was written. */
  runId: z.number().int().nullable(),
  file: z.string(),
  rowsRead: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Other players whose probabilities moved, because their position is compared with more players now. */
  estimatedAgain: z.number().int(),
  issues: z.array(goalscorerIssue),
  /** Issues beyond the first thousand are counted, not listed. */
  issuesNotListed: z.number().int(),
})
/** What an import of players did. accepted + rejected = rowsRead; added + changed + unchanged = accepted. */
export interface GoalscorerReport extends z.infer<typeof goalscorerReportSchema> {}
export const goalscorerReport: z.ZodType<GoalscorerReport, GoalscorerReport> = goalscorerReportSchema

export const profileByTeamInput = z.object({
  teamId: z.coerce.number().int().positive(),
  season: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .describe('Of the players; the latest that has any when not given'),
})
export interface ProfileByTeamInput extends z.output<typeof profileByTeamInput> {}

const chessCharacteristicSchema = z.object({
  metric: z.string(),
  side: z.enum(['high', 'low']),
  stat,
  /** Median of the league's teams. */
  leagueMiddle: z.number(),
  /** That the team truly lies on `side` of it. */
  probability: z.number(),
})
/** A number that a team's piece rests on. */
export interface ChessCharacteristic extends z.infer<typeof chessCharacteristicSchema> {}
const chessCharacteristic: z.ZodType<ChessCharacteristic, ChessCharacteristic> = chessCharacteristicSchema

const chessSchema = z.object({
  piece: z.string(),
  subtype: z.string().nullable(),
  season: z.string(),
  /** Probability that the rule of the piece truly holds; n: fewest matches behind one of its numbers. */
  confidence: stat,
  characteristics: z.array(chessCharacteristic),
})
export interface Chess extends z.infer<typeof chessSchema> {}
const chess: z.ZodType<Chess, Chess> = chessSchema

const goalscorerSchema = z.object({
  playerName: z.string(),
  position: z.string().nullable(),
  season: z.string(),
  goals: z.number().int().nullable(),
  goalsHome: z.number().int().nullable(),
  goalsAway: z.number().int().nullable(),
  appearances: z.number().int(),
  minutes: z.number().int().nullable(),
  ratePer90: stat,
  /** Of at least one goal in a match in which the player plays as long as usual. */
  anytime: stat,
  firstGoal: stat,
  lastGoal: stat,
  /** Why a probability was not measured; null where all were. */
  reason: scoringGap.nullable(),
})
export interface Goalscorer extends z.infer<typeof goalscorerSchema> {}
const goalscorer: z.ZodType<Goalscorer, Goalscorer> = goalscorerSchema

const teamProfilesSchema = z
  .object({
    teamId: z.number().int(),
    /** Null: nothing reliable enough is measured, or no piece is likelier than all others together. */
    chess: chess.nullable(),
    /** The most goals first; of the latest season that has players, unless one was asked for. */
    goalscorers: z.array(goalscorer),
  })
  .meta({ id: 'TeamProfiles' })
export interface TeamProfiles extends z.infer<typeof teamProfilesSchema> {}
export const teamProfiles: z.ZodType<TeamProfiles, TeamProfiles> = teamProfilesSchema
