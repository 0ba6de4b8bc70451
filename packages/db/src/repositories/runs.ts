import { and, desc, eq, sql } from 'drizzle-orm'
import { sha256OfJson } from '../canonical-json.ts'
import { DbError } from '../errors.ts'
import { type RUN_KINDS, type RUN_STATUSES, run } from '../schema/runs.ts'
import type { Executor } from '../client.ts'

export type RunKind = (typeof RUN_KINDS)[number]
export type RunStatus = (typeof RUN_STATUSES)[number]
export type RunRow = typeof run.$inferSelect

export interface NewRun {
  readonly kind: RunKind
  /** Required for `calculate` and `backtest`: the data they rest on. */
  readonly snapshotId?: string | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly codeVersion: string
  readonly modelVersion?: string | undefined
  readonly ruleVersions?: Readonly<Record<string, unknown>> | undefined
  readonly seed?: number | undefined
}

/** Begins a run; its id is the provenance of whatever it writes. */
export async function startRun(executor: Executor, wanted: NewRun): Promise<number> {
  const values = {
    kind: wanted.kind,
    snapshotId: wanted.snapshotId ?? null,
    params: wanted.params,
    paramsSha256: sha256OfJson(wanted.params),
    codeVersion: wanted.codeVersion,
    modelVersion: wanted.modelVersion ?? null,
    ruleVersions: wanted.ruleVersions ?? {},
    seed: wanted.seed ?? null,
    nodeVersion: process.version,
    status: 'running' as const,
  }
  const [row] = await executor.insert(run).values(values).returning({ id: run.id })
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the run was not written')
  return row.id
}

/** Ends a run that is running, with what it did in counts. */
export async function finishRun(
  executor: Executor,
  runId: number,
  end: { readonly status: Exclude<RunStatus, 'running'>; readonly result?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const rows = await executor
    .update(run)
    .set({ status: end.status, result: end.result ?? null, finishedAt: sql`clock_timestamp()` })
    .where(and(eq(run.id, runId), eq(run.status, 'running')))
    .returning({ id: run.id })
  if (rows.length === 0) throw new DbError('NOT_FOUND', `no running run ${runId}`, { runId })
}

export async function findRun(executor: Executor, runId: number): Promise<RunRow | null> {
  const [row] = await executor.select().from(run).where(eq(run.id, runId))
  return row ?? null
}

/** Newest first. */
export async function listRuns(executor: Executor, kind: RunKind, limit = 50): Promise<RunRow[]> {
  return executor.select().from(run).where(eq(run.kind, kind)).orderBy(desc(run.id)).limit(limit)
}

/** What a run is known by: the same data and parameters under the same version gave the same result before. */
export interface RunIdentity {
  readonly kind: RunKind
  readonly snapshotId: string
  readonly params: Readonly<Record<string, unknown>>
  readonly modelVersion: string
}

/** The run that did this already and ended well; null when none did. */
export async function findSucceededRun(
  executor: Executor,
  { kind, snapshotId, params, modelVersion }: RunIdentity,
): Promise<RunRow | null> {
  const [row] = await executor
    .select()
    .from(run)
    .where(
      and(
        eq(run.kind, kind),
        eq(run.status, 'succeeded'),
        eq(run.snapshotId, snapshotId),
        eq(run.paramsSha256, sha256OfJson(params)),
        eq(run.modelVersion, modelVersion),
      ),
    )
    .orderBy(desc(run.id))
    .limit(1)
  return row ?? null
}

/** The newest run of a version that ended well and whose parameters have these among them; null when there is none. */
export async function latestSucceededRun(executor: Executor, wanted: Omit<RunIdentity, 'snapshotId'>): Promise<RunRow | null> {
  const among = sql`${run.params} @> ${JSON.stringify(wanted.params)}::jsonb`
  const [row] = await executor
    .select()
    .from(run)
    .where(and(eq(run.kind, wanted.kind), eq(run.status, 'succeeded'), eq(run.modelVersion, wanted.modelVersion), among))
    .orderBy(desc(run.id))
    .limit(1)
  return row ?? null
}
