import { z } from 'zod'
import { DATA_SOURCES, type DataSource, type ListWire, listShape, pageInput, ROW_ORIGINS, type RowOrigin } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { type TeamRefWire, teamRefWire } from '../team/schemas.ts'

export const VERDICTS = ['evidence', 'promising', 'indistinguishable_from_luck', 'losing', 'not_enough_bets'] as const
export const STRATEGY_SCOPES = ['team', 'league', 'overall'] as const
/** What a rule is in the product for; see `docs/models/strategies.md`. */
export const RULE_ROLES = ['reference', 'control', 'null', 'benchmark', 'legacy'] as const

/** One rule's record: over one team's matches, one league's, or all. */
export interface StrategyWire {
  /** Stable within its scope. */
  strategyId: number
  scope: (typeof STRATEGY_SCOPES)[number]
  /** Null outside scope `team`. */
  team: TeamRefWire | null
  /** Null in scope `overall`. */
  league: string | null
  leagueCode: string | null
  strategyName: string
  /** What the rule does, in words; null where it is not one of ours. */
  strategyTitle: string | null
  strategyVersion: string | null
  /** What the rule is for; null where it is not one of ours. */
  role: (typeof RULE_ROLES)[number] | null
  strategyType: string | null
  marketFamily: string | null
  isBestStrategy: boolean | null
  season: string | null
  totalBets: number
  wins: number | null
  losses: number | null
  winRate: StatWire
  breakEvenRate: number | null
  /** Units. */
  profit: StatWire
  roi: StatWire
  shrunkRoi: StatWire
  avgClv: StatWire
  maxDrawdown: number | null
  qValue: number | null
  betsNeeded: number | null
  /** Null where the record was not made by a calculation of ours. */
  verdict: (typeof VERDICTS)[number] | null
  isActive: boolean
  origin: RowOrigin
  source: DataSource
  runId: number
}

export const strategyWire: z.ZodType<StrategyWire, StrategyWire> = z
  .object({
    strategyId: z.number().int(),
    scope: z.enum(STRATEGY_SCOPES),
    team: teamRefWire.nullable(),
    league: z.string().nullable(),
    leagueCode: z.string().nullable(),
    strategyName: z.string(),
    strategyTitle: z.string().nullable(),
    strategyVersion: z.string().nullable(),
    role: z.enum(RULE_ROLES).nullable(),
    strategyType: z.string().nullable(),
    marketFamily: z.string().nullable(),
    isBestStrategy: z.boolean().nullable(),
    season: z.string().nullable(),
    totalBets: z.number().int(),
    wins: z.number().int().nullable(),
    losses: z.number().int().nullable(),
    winRate: statWire,
    breakEvenRate: z.number().nullable(),
    profit: statWire,
    roi: statWire,
    shrunkRoi: statWire,
    avgClv: statWire,
    maxDrawdown: z.number().nullable(),
    qValue: z.number().nullable(),
    betsNeeded: z.number().nullable(),
    verdict: z.enum(VERDICTS).nullable(),
    isActive: z.boolean(),
    origin: z.enum(ROW_ORIGINS),
    source: z.enum(DATA_SOURCES),
    runId: z.number().int(),
  })
  .meta({ id: 'Strategy' })

const STRATEGY_SORTS = ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'] as const

export const strategyListInput = z.object({
  ...pageInput,
  scope: z.enum(STRATEGY_SCOPES).default('team'),
  league: z.string().max(50).optional(),
  teamId: z.number().int().positive().optional(),
  strategy: z.string().max(100).optional(),
  minBets: z.number().int().min(0).max(100_000).default(0),
  bestOnly: z.boolean().default(false).describe("Only each team's best strategy"),
  sort: z.enum(STRATEGY_SORTS).default('roiLowerBound'),
})

/** A record whose q-value lies below it counts as significant. */
export const SIGNIFICANT_Q = 0.05

/** A page of records, with how many were looked at together: a find among many looks says less than the same find alone. */
export interface StrategyListWire extends ListWire<StrategyWire> {
  /** Records under the same filters, of all pages. */
  total: number
  /** Of these, records with enough bets to be tested at all. */
  tested: number
  /** How many of the tested would look significant at 5 % by luck alone. */
  byLuck: number
  /** Of the tested, records whose q-value lies below 0.05. */
  significant: number
  /** Different rules and variants that were ever tried on data of this kind, the dropped ones too. */
  trials: number
}

export const strategyListOutput: z.ZodType<StrategyListWire, StrategyListWire> = z.object({
  ...listShape(strategyWire),
  total: z.number().int().describe('Records under the same filters, of all pages: how many were looked at together'),
  tested: z.number().int().describe('Of these, records with enough bets to be tested'),
  byLuck: z.number().describe('How many of the tested would look significant at 5 % by luck alone'),
  significant: z.number().int().describe(`Of the tested, records whose q-value lies below ${SIGNIFICANT_Q}`),
  trials: z.number().int().describe('Different rules and variants ever tried on data of this kind, the dropped ones too'),
})
