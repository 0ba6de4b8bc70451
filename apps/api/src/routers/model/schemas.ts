import { z } from 'zod'
import { DATA_SOURCES, type DataSource } from '../../wire/page.ts'
import { JOB_STATUSES, type JobStatus, type PhaseWire } from '../calculation/schemas.ts'
import { MODEL_TIERS, type ModelTier, type TierReportWire, tierReportShape } from './report-wire.ts'

export const EVALUATION_PHASES = ['load', 'rate', 'forecast', 'report', 'gate'] as const

export interface ModelEvaluationResultWire {
  snapshot: string
  seasons: string[]
  /** The run of each tier; `wasStored` when the same data had been evaluated by the same version before. */
  tiers: { tier: ModelTier; runId: number; matches: number; wasStored: boolean }[]
  elapsedMs: number
}

export interface ModelEvaluationProgressWire {
  jobId: number
  status: JobStatus
  phases: PhaseWire[]
  current: string | null
  elapsedMs: number
  remainingMs: number | null
  result: ModelEvaluationResultWire | null
  error: { code: string; message: string } | null
}

export const modelEvaluationResultWire: z.ZodType<ModelEvaluationResultWire, ModelEvaluationResultWire> = z.object({
  snapshot: z.string(),
  seasons: z.array(z.string()),
  tiers: z.array(z.object({ tier: z.enum(MODEL_TIERS), runId: z.number().int(), matches: z.number().int(), wasStored: z.boolean() })),
  elapsedMs: z.number(),
})

export const modelEvaluationProgressWire: z.ZodType<ModelEvaluationProgressWire, ModelEvaluationProgressWire> = z
  .object({
    jobId: z.number().int(),
    status: z.enum(JOB_STATUSES),
    phases: z.array(z.object({ name: z.string(), done: z.number().int(), total: z.number().int() })),
    current: z.string().nullable(),
    elapsedMs: z.number(),
    remainingMs: z.number().nullable(),
    result: modelEvaluationResultWire.nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'ModelEvaluationProgress' })

/** A stored report with the run that it is. It is never written again: other data or another version make another run. */
export interface StoredTierReportWire extends TierReportWire {
  runId: number
  evaluatedAt: string
  modelVersion: string
  snapshot: string
  source: DataSource
  /** What is loaded now is not what was evaluated. */
  stale: boolean
}

export interface ModelSkillWire {
  /** Every tier, in the order results, history, market; `report` is null where none was evaluated. */
  tiers: { tier: ModelTier; report: StoredTierReportWire | null }[]
}

const storedTierReportWire: z.ZodType<StoredTierReportWire, StoredTierReportWire> = z
  .object({
    ...tierReportShape,
    runId: z.number().int(),
    evaluatedAt: z.string(),
    modelVersion: z.string(),
    snapshot: z.string(),
    source: z.enum(DATA_SOURCES),
    stale: z.boolean(),
  })
  .meta({ id: 'TierReport' })

export const modelSkillWire: z.ZodType<ModelSkillWire, ModelSkillWire> = z
  .object({ tiers: z.array(z.object({ tier: z.enum(MODEL_TIERS), report: storedTierReportWire.nullable() })) })
  .meta({ id: 'ModelSkill' })

/** Mean scores of one tier of one version on the benchmark. */
export interface VersionScoresWire {
  tier: ModelTier
  rps: number
  logLoss: number
  over25LogLoss: number
  bttsLogLoss: number
  /** This version minus the one before it, of the same tier; null for a tier that is new. */
  change: { rps: number; logLoss: number; over25LogLoss: number; bttsLogLoss: number } | null
}

export interface ModelVersionWire {
  version: string
  title: string
  changes: string[]
  scores: VersionScoresWire[]
}

/** How the models came to be what they are, newest first, each on the same matches. */
export interface ModelVersionsWire {
  benchmark: { description: string; seasons: string[]; leagues: string[]; matches: number }
  versions: ModelVersionWire[]
}

const scoresShape = { rps: z.number(), logLoss: z.number(), over25LogLoss: z.number(), bttsLogLoss: z.number() }

export const modelVersionsWire: z.ZodType<ModelVersionsWire, ModelVersionsWire> = z
  .object({
    benchmark: z.object({
      description: z.string(),
      seasons: z.array(z.string()),
      leagues: z.array(z.string()),
      matches: z.number().int(),
    }),
    versions: z.array(
      z.object({
        version: z.string(),
        title: z.string(),
        changes: z.array(z.string()),
        scores: z.array(z.object({ tier: z.enum(MODEL_TIERS), ...scoresShape, change: z.object(scoresShape).nullable() })),
      }),
    ),
  })
  .meta({ id: 'ModelVersions' })

/** One evaluation runs at a time: `alreadyRunning` says that this is the one that ran. */
export const modelEvaluateOutput = z.object({ jobId: z.number().int(), alreadyRunning: z.boolean() })
export const modelProgressInput = z.object({ jobId: z.number().int().positive(), lastEventId: z.string().max(40).nullish() })
export const modelLatestOutput = z.object({ job: modelEvaluationProgressWire.nullable() })
export const modelCancelInput = z.object({ jobId: z.number().int().positive() })
export const modelCancelOutput = z.object({ jobId: z.number().int(), status: z.enum(JOB_STATUSES) })
