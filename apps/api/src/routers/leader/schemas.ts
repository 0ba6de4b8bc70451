import { z } from 'zod'
import { type OriginFilter, ORIGINS, pageInput, ROW_ORIGINS, type RowOrigin } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamRefWire, teamRefWire } from '../team/schemas.ts'

/** The first rows of a ranking, and of how many rows they are the first: rows without the figure do not count. */
export interface LeaderBoardWire<Row> {
  readonly data: Row[]
  readonly of: number
}

const board = <Row>(row: z.ZodType<Row, Row>): z.ZodType<LeaderBoardWire<Row>, LeaderBoardWire<Row>> =>
  z.object({ data: z.array(row), of: z.number().int() })

export interface LeadingTeamWire {
  readonly team: TeamRefWire
  readonly league: string
  /** Units. */
  readonly totalPnl: StatWire
  readonly origin: RowOrigin
}

const teamWire: z.ZodType<LeadingTeamWire, LeadingTeamWire> = z
  .object({ team: teamRefWire, league: z.string(), totalPnl: statWire, origin: z.enum(ROW_ORIGINS) })
  .meta({ id: 'LeadingTeam' })

export interface LeadingFrictionWire {
  readonly frictionId: number
  readonly home: TeamRefWire
  readonly away: TeamRefWire
  readonly season: string | null
  /** 0–100. */
  readonly chaosPotential: StatWire
  readonly frictionScore: StatWire
  readonly origin: RowOrigin
}

const frictionWire: z.ZodType<LeadingFrictionWire, LeadingFrictionWire> = z
  .object({
    frictionId: z.number().int(),
    home: teamRefWire,
    away: teamRefWire,
    season: z.string().nullable(),
    chaosPotential: statWire,
    frictionScore: statWire,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'LeadingFriction' })

export interface LeadingStrategyWire {
  readonly strategyId: number
  readonly team: TeamRefWire
  readonly strategyName: string
  readonly season: string | null
  /** Units. */
  readonly totalPnl: StatWire
  readonly origin: RowOrigin
}

const strategyWire: z.ZodType<LeadingStrategyWire, LeadingStrategyWire> = z
  .object({
    strategyId: z.number().int(),
    team: teamRefWire,
    strategyName: z.string(),
    season: z.string().nullable(),
    totalPnl: statWire,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'LeadingStrategy' })

/** The leader boards as published, or of one origin. */
export interface LeaderBoardsWire {
  /** Which rows were taken. */
  readonly origin: OriginFilter
  /** By profit. */
  readonly teams: LeaderBoardWire<LeadingTeamWire>
  /** By chaos. */
  readonly frictions: LeaderBoardWire<LeadingFrictionWire>
  /** Each team's best one only, by profit. */
  readonly strategies: LeaderBoardWire<LeadingStrategyWire>
}

export const leaderBoardsInput = z.object({ limit: z.number().int().min(1).max(100).default(5), origin: pageInput.origin })

export const leaderBoardsOutput: z.ZodType<LeaderBoardsWire, LeaderBoardsWire> = z
  .object({ origin: z.enum(ORIGINS), teams: board(teamWire), frictions: board(frictionWire), strategies: board(strategyWire) })
  .meta({ id: 'LeaderBoards' })
