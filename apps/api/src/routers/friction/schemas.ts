import { z } from 'zod'
import {
  DATA_SOURCES,
  type DataSource,
  listWire,
  type MetaWire,
  metaWire,
  pageInput,
  ROW_ORIGINS,
  type RowOrigin,
} from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamRefWire, teamRefWire } from '../team/schemas.ts'

/** `unordered`: its source knew no home side; the row answers both orders, and home is whoever was asked for first. */
export const ORIENTATIONS = ['ordered', 'unordered'] as const

export const WINNERS = ['home', 'draw', 'away'] as const

/** One pair; ordered, unless `orientation` says otherwise. */
export interface FrictionWire {
  frictionId: number
  home: TeamRefWire
  away: TeamRefWire
  league: string | null
  leagueCode: string | null
  season: string | null
  /** 0–100. */
  frictionScore: StatWire
  chaosPotential: StatWire
  predictedGoals: StatWire
  predictedBttsProb: StatWire
  predictedOver25Prob: StatWire
  /** The likeliest outcome; null when not measured. */
  predictedWinner: (typeof WINNERS)[number] | null
  homeWinProb: StatWire
  /** Width of the home win probability's interval; null when not measured. */
  uncertainty: number | null
  h2hMatches: number | null
  confidenceLevel: string | null
  orientation: (typeof ORIENTATIONS)[number]
  origin: RowOrigin
  source: DataSource
  runId: number
}

const frictionWire: z.ZodType<FrictionWire, FrictionWire> = z
  .object({
    frictionId: z.number().int(),
    home: teamRefWire,
    away: teamRefWire,
    league: z.string().nullable(),
    leagueCode: z.string().nullable(),
    season: z.string().nullable(),
    frictionScore: statWire,
    chaosPotential: statWire,
    predictedGoals: statWire,
    predictedBttsProb: statWire,
    predictedOver25Prob: statWire,
    predictedWinner: z.enum(WINNERS).nullable(),
    homeWinProb: statWire,
    uncertainty: z.number().nullable(),
    h2hMatches: z.number().int().nullable(),
    confidenceLevel: z.string().nullable(),
    orientation: z.enum(ORIENTATIONS),
    origin: z.enum(ROW_ORIGINS),
    source: z.enum(DATA_SOURCES),
    runId: z.number().int(),
  })
  .meta({ id: 'Friction' })

const FRICTION_SORTS = ['friction', 'chaos', 'uncertainty', 'goals'] as const

export const frictionListInput = z.object({
  ...pageInput,
  league: z.string().max(50).optional(),
  season: z.string().max(10).optional(),
  teamId: z.number().int().positive().optional().describe('Pairs in which this team plays, at home or away'),
  sort: z.enum(FRICTION_SORTS).default('friction'),
})

export const frictionListOutput = listWire(frictionWire)

/** All ordered pairs of one league as columns: `metrics.x[home * teams.length + away]`, null on the diagonal and where not measured. */
export interface FrictionMatrixWire {
  league: string
  leagueCode: string
  /** Null where pairs are shown whose source named no season. */
  season: string | null
  teams: TeamRefWire[]
  metrics: {
    friction: (number | null)[]
    chaos: (number | null)[]
    goals: (number | null)[]
    homeWin: (number | null)[]
    uncertainty: (number | null)[]
  }
  /** Matches behind the pair: the fewer of the two teams'. */
  matchesAnalyzed: (number | null)[]
  meta: MetaWire
}

export const frictionMatrixInput = z.object({
  league: z.string().max(50),
  season: z.string().max(10).optional(),
  origin: pageInput.origin,
})

const cells = z.array(z.number().nullable())

export const frictionMatrixOutput: z.ZodType<FrictionMatrixWire, FrictionMatrixWire> = z
  .object({
    league: z.string(),
    leagueCode: z.string(),
    season: z.string().nullable(),
    teams: z.array(teamRefWire),
    metrics: z.object({ friction: cells, chaos: cells, goals: cells, homeWin: cells, uncertainty: cells }),
    matchesAnalyzed: cells,
    meta: metaWire,
  })
  .meta({ id: 'FrictionMatrix' })
