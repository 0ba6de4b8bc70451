import { z } from 'zod'
import { DATA_SOURCES, type DataSource } from '../../wire/page.ts'
import { type StatWire, statWire } from '../../wire/stat.ts'
import { MODEL_TIERS, type ModelTier } from '../model/report-wire.ts'

const TERM_KINDS = ['trait', 'pairing', 'friction'] as const
const PARTS = ['S', 'T'] as const

/** Gain of one score, in milli-nats a match, on seasons that nothing was learned from. */
export interface GateGainWire {
  gain: StatWire
  /** After Holm's correction over all terms; null where nothing was measured. */
  corrected: [number, number] | null
  isAboveZero: boolean
}

/** One candidate for moving the goal rates. */
export interface GateTermWire {
  key: string
  kind: (typeof TERM_KINDS)[number]
  matches: number
  /** `S` moves the two rates apart, `T` moves both the same way; `coefficient` per standard deviation, `z` on the judged seasons. */
  columns: { name: string; part: (typeof PARTS)[number]; coefficient: number; z: number }[]
  scores: { goals: GateGainWire; outcome: GateGainWire; over25: GateGainWire; btts: GateGainWire }
  /** Share of deals with other opponents of the week that did as well. */
  permutationP: number | null
  passes: boolean
}

/** Matches whose chaos lay in one band, and how often the outsider won, or the favourite failed. */
export interface ChaosBandWire {
  low: number
  high: number
  matches: number
  upsets: StatWire
  expectedUpsets: number | null
  favouriteFailed: StatWire
  expectedFailures: number | null
}

/** What friction is worth to one tier's forecasts. */
export interface FrictionGateReportWire {
  tier: ModelTier
  seasons: string[]
  matches: number
  friction: GateTermWire
  terms: GateTermWire[]
  passed: string[]
  /** Of friction in predictions: 1 where it passes as a whole, else 0. */
  weight: number
  permutations: number
  chaos: ChaosBandWire[]
}

export interface StoredFrictionGateWire extends FrictionGateReportWire {
  runId: number
  evaluatedAt: string
  modelVersion: string
  snapshot: string
  source: DataSource
  /** What is loaded now is not what was judged. */
  stale: boolean
}

export interface FrictionGateWire {
  /** Every tier; `report` is null where none was judged. */
  tiers: { tier: ModelTier; report: StoredFrictionGateWire | null }[]
}

const gateGainWire: z.ZodType<GateGainWire, GateGainWire> = z
  .object({ gain: statWire, corrected: z.tuple([z.number(), z.number()]).nullable(), isAboveZero: z.boolean() })
  .meta({ id: 'GateGain' })

const gateTermWire: z.ZodType<GateTermWire, GateTermWire> = z
  .object({
    key: z.string(),
    kind: z.enum(TERM_KINDS),
    matches: z.number().int(),
    columns: z.array(z.object({ name: z.string(), part: z.enum(PARTS), coefficient: z.number(), z: z.number() })),
    scores: z.object({ goals: gateGainWire, outcome: gateGainWire, over25: gateGainWire, btts: gateGainWire }),
    permutationP: z.number().nullable(),
    passes: z.boolean(),
  })
  .meta({ id: 'GateTerm' })

export const chaosBandWire: z.ZodType<ChaosBandWire, ChaosBandWire> = z
  .object({
    low: z.number(),
    high: z.number(),
    matches: z.number().int(),
    upsets: statWire,
    expectedUpsets: z.number().nullable(),
    favouriteFailed: statWire,
    expectedFailures: z.number().nullable(),
  })
  .meta({ id: 'ChaosBand' })

const reportShape = {
  tier: z.enum(MODEL_TIERS),
  seasons: z.array(z.string()),
  matches: z.number().int(),
  friction: gateTermWire,
  terms: z.array(gateTermWire),
  passed: z.array(z.string()),
  weight: z.number(),
  permutations: z.number().int(),
  chaos: z.array(chaosBandWire),
}

export const frictionGateReportWire: z.ZodType<FrictionGateReportWire, FrictionGateReportWire> = z.object(reportShape)

const storedFrictionGateWire: z.ZodType<StoredFrictionGateWire, StoredFrictionGateWire> = z
  .object({
    ...reportShape,
    runId: z.number().int(),
    evaluatedAt: z.string(),
    modelVersion: z.string(),
    snapshot: z.string(),
    source: z.enum(DATA_SOURCES),
    stale: z.boolean(),
  })
  .meta({ id: 'FrictionGateReport' })

export const frictionGateWire: z.ZodType<FrictionGateWire, FrictionGateWire> = z
  .object({ tiers: z.array(z.object({ tier: z.enum(MODEL_TIERS), report: storedFrictionGateWire.nullable() })) })
  .meta({ id: 'FrictionGate' })
