import { z } from 'zod'
import { ORIGINS, pageInput, ROW_ORIGINS, stat, teamRef } from './answer.ts'

const boardSchema = <Row>(row: z.ZodType<Row, Row>) => z.object({ data: z.array(row), of: z.number().int() })
/** The first rows of a ranking, and of how many rows they are the first: rows without the figure do not count. */
export type LeaderBoard<Row> = z.infer<ReturnType<typeof boardSchema<Row>>>
const board = <Row>(row: z.ZodType<Row, Row>): z.ZodType<LeaderBoard<Row>, LeaderBoard<Row>> => boardSchema(row)

const leadingTeamSchema = z
  .object({
    team: teamRef,
    league: z.string(),
    /** Units. */
    totalPnl: stat,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'LeadingTeam' })
export interface LeadingTeam extends z.infer<typeof leadingTeamSchema> {}
const leadingTeam: z.ZodType<LeadingTeam, LeadingTeam> = leadingTeamSchema

const leadingFrictionSchema = z
  .object({
    frictionId: z.number().int(),
    home: teamRef,
    away: teamRef,
    season: z.string().nullable(),
    /** 0–100. */
    chaosPotential: stat,
    frictionScore: stat,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'LeadingFriction' })
export interface LeadingFriction extends z.infer<typeof leadingFrictionSchema> {}
const leadingFriction: z.ZodType<LeadingFriction, LeadingFriction> = leadingFrictionSchema

const leadingStrategySchema = z
  .object({
    strategyId: z.number().int(),
    team: teamRef,
    strategyName: z.string(),
    season: z.string().nullable(),
    /** Units. */
    totalPnl: stat,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'LeadingStrategy' })
export interface LeadingStrategy extends z.infer<typeof leadingStrategySchema> {}
const leadingStrategy: z.ZodType<LeadingStrategy, LeadingStrategy> = leadingStrategySchema

export const leaderBoardsInput = z.object({ limit: z.number().int().min(1).max(100).default(5), origin: pageInput.origin })
export interface LeaderBoardsInput extends z.output<typeof leaderBoardsInput> {}

const leaderBoardsSchema = z
  .object({
    /** Which rows were taken. */
    origin: z.enum(ORIGINS),
    /** By profit. */
    teams: board(leadingTeam),
    /** By chaos. */
    frictions: board(leadingFriction),
    /** Each team's best one only, by profit. */
    strategies: board(leadingStrategy),
  })
  .meta({ id: 'LeaderBoards' })
/** The leader boards as published, or of one origin. */
export interface LeaderBoards extends z.infer<typeof leaderBoardsSchema> {}
export const leaderBoards: z.ZodType<LeaderBoards, LeaderBoards> = leaderBoardsSchema
