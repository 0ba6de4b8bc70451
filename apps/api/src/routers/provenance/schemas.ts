import { MEETING_NUMBERS } from '@mon-ps/core/provenance/recount-pair'
import { RECORD_NUMBERS } from '@mon-ps/core/provenance/recount-record'
import { z } from 'zod'
import { type PageWire, pageInput, pageWire } from '../../wire/page.ts'
import { STRATEGY_SCOPES } from '../strategy/schemas.ts'
import { type TeamRefWire, teamRefWire } from '../team/schemas.ts'

/** Where a number is shown: which list or page has it, and so what it is keyed by. */
export const NUMBER_KINDS = ['team_metric', 'team_record', 'pair', 'strategy', 'league'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** Numbers of a team's row besides its metrics. */
export const TEAM_NUMBERS = ['totalMatches', 'totalBets', 'totalWins', 'totalLosses', 'winRate', 'totalPnl', 'roi', 'avgClv'] as const
/** Numbers of a pair: friction and its parts, what the goals model expects, and the meetings. */
export const PAIR_NUMBERS = [
  'frictionScore',
  'style_clash',
  'tempo_friction',
  'mental_clash',
  'tactical_friction',
  'risk_friction',
  'psychologicalEdge',
  'chaosPotential',
  'home',
  'draw',
  'away',
  'over25',
  'btts',
  'homeGoals',
  'awayGoals',
  'totalGoals',
  ...MEETING_NUMBERS,
] as const
export const LEAGUE_NUMBERS = ['matches', 'teamsInLatestSeason'] as const

/** What made a number. */
export interface ProvenanceRunWire {
  id: number
  kind: string
  /** ISO instants. */
  startedAt: string
  finishedAt: string | null
  codeVersion: string
  modelVersion: string | null
  ruleVersions: { rule: string; version: string }[]
  seed: number | null
  /** Content hash of the data; null for a run that read none of ours. */
  snapshot: string | null
}

/** A bet as it was made and settled. */
export interface ProvenanceBetWire {
  market: string
  side: string
  line: number
  price: number
  stakeUnits: number
  profitUnits: number
  outcome: string
}

/** One match, or one bet on it, and what it gave to the number. */
export interface ProvenanceMatchWire {
  matchId: number
  /** ISO date. */
  playedOn: string
  season: string
  home: TeamRefWire
  away: TeamRefWire
  homeGoals: number
  awayGoals: number
  /** From whose side it was observed; null where the match counts as a whole. */
  side: TeamRefWire | null
  /** The metric that it went into, in words, where the number is made of several. */
  part: string | null
  /** In the number's unit; null where a model was fitted to the score itself, or the bet did not count into this number. */
  observation: number | null
  /** Relative to the other matches of the same part. */
  weight: number
  bet: ProvenanceBetWire | null
}

/** The number calculated again from the listed matches or bets. */
export interface ProvenanceRecountWire {
  value: number | null
  /** Recount less number; null where one of the two is not measured. */
  difference: number | null
  /** They differ by no more than 1e-12, or 1e-12 of the number. */
  isEqual: boolean
  /** Figures on the way, by name. */
  figures: { name: string; value: number }[]
}

/** The V1 row and the rule from which the move took a number. */
export interface ProvenanceMigratedWire {
  table: string
  v1Id: number
  /** For example `double@1`. */
  rule: string
  meaning: string
  sources: { column: string; value: string | null }[]
  /** Why something else stands in V3 than the rule gives; null where nothing does. */
  ruling: string | null
}

export interface ProvenanceWire {
  kind: NumberKind
  /** As it was asked for. */
  number: string
  /** In words. */
  name: string
  unit: string
  /** As the page and the API show it; null: not measured. */
  shown: number | null
  n: number | null
  formula: string
  run: ProvenanceRunWire | null
  recount: ProvenanceRecountWire | null
  /** Why there is no recount; null where there is one. */
  noRecount: string | null
  migrated: ProvenanceMigratedWire | null
  /** Rows of all pages. */
  total: number
  /** Newest first. */
  data: ProvenanceMatchWire[]
  page: PageWire
  warnings: string[]
}

const runWire: z.ZodType<ProvenanceRunWire, ProvenanceRunWire> = z
  .object({
    id: z.number().int(),
    kind: z.string(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    codeVersion: z.string(),
    modelVersion: z.string().nullable(),
    ruleVersions: z.array(z.object({ rule: z.string(), version: z.string() })),
    seed: z.number().nullable(),
    snapshot: z.string().nullable(),
  })
  .meta({ id: 'ProvenanceRun' })

const betWire = z.object({
  market: z.string(),
  side: z.string(),
  line: z.number(),
  price: z.number(),
  stakeUnits: z.number(),
  profitUnits: z.number(),
  outcome: z.string(),
})

const matchWire: z.ZodType<ProvenanceMatchWire, ProvenanceMatchWire> = z
  .object({
    matchId: z.number().int(),
    playedOn: z.string(),
    season: z.string(),
    home: teamRefWire,
    away: teamRefWire,
    homeGoals: z.number().int(),
    awayGoals: z.number().int(),
    side: teamRefWire.nullable(),
    part: z.string().nullable(),
    observation: z.number().nullable(),
    weight: z.number(),
    bet: betWire.nullable(),
  })
  .meta({ id: 'ProvenanceMatch' })

const recountWire = z.object({
  value: z.number().nullable(),
  difference: z.number().nullable(),
  isEqual: z.boolean(),
  figures: z.array(z.object({ name: z.string(), value: z.number() })),
})

const migratedWire = z.object({
  table: z.string(),
  v1Id: z.number().int(),
  rule: z.string(),
  meaning: z.string(),
  sources: z.array(z.object({ column: z.string(), value: z.string().nullable() })),
  ruling: z.string().nullable(),
})

export const provenanceOutput: z.ZodType<ProvenanceWire, ProvenanceWire> = z
  .object({
    kind: z.enum(NUMBER_KINDS),
    number: z.string(),
    name: z.string(),
    unit: z.string(),
    shown: z.number().nullable(),
    n: z.number().int().nullable(),
    formula: z.string(),
    run: runWire.nullable(),
    recount: recountWire.nullable(),
    noRecount: z.string().nullable(),
    migrated: migratedWire.nullable(),
    total: z.number().int(),
    data: z.array(matchWire),
    page: pageWire,
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Provenance' })

const id = z.number().int().positive().optional()

export const provenanceInput = z.object({
  kind: z.enum(NUMBER_KINDS).describe('Where the number is shown, and so what names it'),
  number: z
    .string()
    .min(1)
    .max(60)
    .describe(
      [
        'Which number. team_metric: the key of a DNA metric',
        `team_record: ${TEAM_NUMBERS.join(', ')}`,
        `pair: ${PAIR_NUMBERS.join(', ')}`,
        `strategy: ${RECORD_NUMBERS.join(', ')}`,
        `league: ${LEAGUE_NUMBERS.join(', ')}`,
      ].join('. '),
    ),
  teamId: id.describe('For team_metric, team_record, and a strategy of scope team'),
  homeId: id.describe('For pair'),
  awayId: id.describe('For pair'),
  season: z.string().max(10).optional(),
  scope: z.enum(STRATEGY_SCOPES).default('team').describe('For strategy'),
  league: z.string().max(50).optional().describe('Code; for league, and a strategy of scope league'),
  strategy: z.string().max(100).optional().describe('Name of the rule; for strategy'),
  origin: pageInput.origin,
  limit: z.number().int().min(1).max(200).default(25),
  cursor: pageInput.cursor,
})
export type ProvenanceQuery = z.output<typeof provenanceInput>
