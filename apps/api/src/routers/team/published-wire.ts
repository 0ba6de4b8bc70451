import { z } from 'zod'
import { ROW_ORIGINS, type RowOrigin } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamRefWire, teamRefWire } from './schemas.ts'

export interface PublishedStrategyWire {
  readonly strategyName: string
  readonly strategyVersion: string | null
  readonly season: string | null
  readonly isBest: boolean
  /** Units. */
  readonly profit: StatWire
  /** A fraction of the stakes. */
  readonly roi: StatWire
  readonly origin: RowOrigin
}

export interface PublishedPairWire {
  readonly frictionId: number
  readonly opponent: TeamRefWire
  readonly season: string | null
  /** 0–100. */
  readonly frictionScore: StatWire
  readonly chaosPotential: StatWire
  readonly origin: RowOrigin
}

/** What V3 shows of one team beside its DNA: every strategy, the best first, and its pairs with the most friction. */
export interface TeamPublishedWire {
  readonly teamId: number
  readonly strategies: PublishedStrategyWire[]
  /** How many pairs V3 has of the team, at home or away. */
  readonly pairs: number
  readonly hardestPairs: PublishedPairWire[]
}

const strategy: z.ZodType<PublishedStrategyWire, PublishedStrategyWire> = z
  .object({
    strategyName: z.string(),
    strategyVersion: z.string().nullable(),
    season: z.string().nullable(),
    isBest: z.boolean(),
    profit: statWire,
    roi: statWire,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'PublishedStrategy' })

const pair: z.ZodType<PublishedPairWire, PublishedPairWire> = z
  .object({
    frictionId: z.number().int(),
    opponent: teamRefWire,
    season: z.string().nullable(),
    frictionScore: statWire,
    chaosPotential: statWire,
    origin: z.enum(ROW_ORIGINS),
  })
  .meta({ id: 'PublishedPair' })

export const teamPublishedInput = z.object({ teamId: z.number().int().positive() })

export const teamPublishedOutput: z.ZodType<TeamPublishedWire, TeamPublishedWire> = z
  .object({ teamId: z.number().int(), strategies: z.array(strategy), pairs: z.number().int(), hardestPairs: z.array(pair) })
  .meta({ id: 'TeamPublished' })
