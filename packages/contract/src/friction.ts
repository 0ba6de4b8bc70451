import { z } from 'zod'
import { DATA_SOURCES, list, meta, pageInput, ROW_ORIGINS, stat, teamRef } from './answer.ts'
import { MODEL_TIERS } from './model.ts'

/** `unordered`: its source knew no home side; the row answers both orders, and home is whoever was asked for first. */
export const ORIENTATIONS = ['ordered', 'unordered'] as const

export const WINNERS = ['home', 'draw', 'away'] as const

const frictionSchema = z
  .object({
    frictionId: z.number().int(),
    home: teamRef,
    away: teamRef,
    league: z.string().nullable(),
    leagueCode: z.string().nullable(),
    season: z.string().nullable(),
    /** 0–100. */
    frictionScore: stat,
    chaosPotential: stat,
    predictedGoals: stat,
    predictedBttsProb: stat,
    predictedOver25Prob: stat,
    /** The likeliest outcome; null when not measured. */
    predictedWinner: z.enum(WINNERS).nullable(),
    homeWinProb: stat,
    /** Width of the home win probability's interval; null when not measured. */
    uncertainty: z.number().nullable(),
    h2hMatches: z.number().int().nullable(),
    confidenceLevel: z.string().nullable(),
    orientation: z.enum(ORIENTATIONS),
    origin: z.enum(ROW_ORIGINS),
    source: z.enum(DATA_SOURCES),
    runId: z.number().int(),
  })
  .meta({ id: 'Friction' })
/** One pair; ordered, unless `orientation` says otherwise. */
export interface Friction extends z.infer<typeof frictionSchema> {}
const friction: z.ZodType<Friction, Friction> = frictionSchema

const FRICTION_SORTS = ['friction', 'chaos', 'uncertainty', 'goals'] as const

export const frictionListInput = z.object({
  ...pageInput,
  league: z.string().max(50).optional(),
  season: z.string().max(10).optional(),
  teamId: z.number().int().positive().optional().describe('Pairs in which this team plays, at home or away'),
  sort: z.enum(FRICTION_SORTS).default('friction'),
})
export interface FrictionListInput extends z.output<typeof frictionListInput> {}

export const frictionListOutput = list(friction)

export const frictionMatrixInput = z.object({
  league: z.string().max(50),
  season: z.string().max(10).optional(),
  origin: pageInput.origin,
})
export interface FrictionMatrixInput extends z.output<typeof frictionMatrixInput> {}

const cells = z.array(z.number().nullable())

const frictionMatrixSchema = z
  .object({
    league: z.string(),
    leagueCode: z.string(),
    /** Null where pairs are shown whose source named no season. */
    season: z.string().nullable(),
    teams: z.array(teamRef),
    metrics: z.object({ friction: cells, chaos: cells, goals: cells, homeWin: cells, uncertainty: cells }),
    /** Matches behind the pair: the fewer of the two teams'. */
    matchesAnalyzed: cells,
    meta,
  })
  .meta({ id: 'FrictionMatrix' })
/** All ordered pairs of one league as columns: `metrics.x[home * teams.length + away]`, null on the diagonal and where not measured. */
export interface FrictionMatrix extends z.infer<typeof frictionMatrixSchema> {}
export const frictionMatrix: z.ZodType<FrictionMatrix, FrictionMatrix> = frictionMatrixSchema

const TERM_KINDS = ['trait', 'pairing', 'friction'] as const
const PARTS = ['S', 'T'] as const

const gateGainSchema = z
  .object({
    gain: stat,
    /** After Holm's correction over all terms; null where nothing was measured. */
    corrected: z.tuple([z.number(), z.number()]).nullable(),
    isAboveZero: z.boolean(),
  })
  .meta({ id: 'GateGain' })
/** Gain of one score, in milli-nats a match, on seasons that nothing was learned from. */
export interface GateGain extends z.infer<typeof gateGainSchema> {}
const gateGain: z.ZodType<GateGain, GateGain> = gateGainSchema

const gateTermSchema = z
  .object({
    key: z.string(),
    kind: z.enum(TERM_KINDS),
    matches: z.number().int(),
    /** `S` moves the two rates apart, `T` moves both the same way; `coefficient` per standard deviation, `z` on the judged seasons. */
    columns: z.array(z.object({ name: z.string(), part: z.enum(PARTS), coefficient: z.number(), z: z.number() })),
    scores: z.object({ goals: gateGain, outcome: gateGain, over25: gateGain, btts: gateGain }),
    /** Share of deals with other opponents of the week that did as well. */
    permutationP: z.number().nullable(),
    passes: z.boolean(),
  })
  .meta({ id: 'GateTerm' })
/** One candidate for moving the goal rates. */
export interface GateTerm extends z.infer<typeof gateTermSchema> {}
const gateTerm: z.ZodType<GateTerm, GateTerm> = gateTermSchema

const chaosBandSchema = z
  .object({
    low: z.number(),
    high: z.number(),
    matches: z.number().int(),
    upsets: stat,
    expectedUpsets: z.number().nullable(),
    favouriteFailed: stat,
    expectedFailures: z.number().nullable(),
  })
  .meta({ id: 'ChaosBand' })
/** Matches whose chaos lay in one band, and how often the outsider won, or the favourite failed. */
export interface ChaosBandWire extends z.infer<typeof chaosBandSchema> {}
export const chaosBand: z.ZodType<ChaosBandWire, ChaosBandWire> = chaosBandSchema

const reportShape = {
  tier: z.enum(MODEL_TIERS),
  seasons: z.array(z.string()),
  matches: z.number().int(),
  friction: gateTerm,
  terms: z.array(gateTerm),
  passed: z.array(z.string()),
  /** Of friction in predictions: 1 where it passes as a whole, else 0. */
  weight: z.number(),
  permutations: z.number().int(),
  chaos: z.array(chaosBand),
}

const frictionGateReportSchema = z.object(reportShape)
/** What friction is worth to one tier's forecasts. */
export interface FrictionGateReport extends z.infer<typeof frictionGateReportSchema> {}

const storedFrictionGateSchema = z
  .object({
    ...reportShape,
    runId: z.number().int(),
    evaluatedAt: z.string(),
    modelVersion: z.string(),
    snapshot: z.string(),
    source: z.enum(DATA_SOURCES),
    /** What is loaded now is not what was judged. */
    stale: z.boolean(),
  })
  .meta({ id: 'FrictionGateReport' })
export interface StoredFrictionGate extends z.infer<typeof storedFrictionGateSchema> {}
const storedFrictionGate: z.ZodType<StoredFrictionGate, StoredFrictionGate> = storedFrictionGateSchema

const frictionGateSchema = z
  .object({
    /** Every tier; `report` is null where none was judged. */
    tiers: z.array(z.object({ tier: z.enum(MODEL_TIERS), report: storedFrictionGate.nullable() })),
  })
  .meta({ id: 'FrictionGate' })
export interface FrictionGate extends z.infer<typeof frictionGateSchema> {}
export const frictionGate: z.ZodType<FrictionGate, FrictionGate> = frictionGateSchema
