import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import { TIERS, type Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { tierReports } from '@mon-ps/db/stored/run-results'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { type SnapshotRef, currentSnapshot as recordCurrentSnapshot, readSnapshotPart } from '@mon-ps/db/repositories/snapshots'
import { findSucceededRun, startRun, finishRun } from '@mon-ps/db/repositories/runs'
import type { ComputePool } from '../compute/compute-pool.ts'
import { ApiError } from '../../errors.ts'
import { evaluateTables } from './evaluate-tables.ts'
import type { ProgressBoard } from '../../jobs/progress-board.ts'
import type { ModelEvaluationResult, TierReport } from '@mon-ps/contract/model'
import { TIERS_VERSION, VERSION } from '../../version.ts'
import type { CalculationDeps } from '../calculate/calculate-leagues.ts'
import type { LeagueToCalculate } from '../calculate/league-to-calculate.ts'
import { type AblationParams, ablateTier, isAblated } from './ablate-tier.ts'
import { toTierReport } from './to-report.ts'

/** The seasons that the constants were chosen on end with this one: they would flatter. */
const LAST_SEASON_OF_CHOICES = '2017-18'
/** Of a league's first two seasons little is known beforehand: they teach, and are not judged. */
const SEASONS_TO_LEARN = 2

/** What names a stored evaluation, beside its snapshot and the version. */
export interface EvaluationParams {
  readonly tier: Tier
  readonly source: string
  readonly seasons: readonly string[]
}

export interface EvaluationOrder {
  readonly jobId: number
  /** Of one source: demo and real leagues are never judged together. */
  readonly leagues: readonly LeagueToCalculate[]
  readonly board: ProgressBoard<ModelEvaluationResult>
  readonly signal: AbortSignal
}

/**
 * Judges every tier on the leagues' stored matches, week by week, and measures by ablation what friction adds to each. The report of a
 * tier is a run of its own, written at once; a tier that the same version judged on the same data keeps its earlier run.
 *
 * @throws {ApiError} NOTHING_TO_CALCULATE  no played match, or too few seasons; an abort rejects with the signal's reason
 */
export async function evaluateModels(deps: CalculationDeps, order: EvaluationOrder): Promise<ModelEvaluationResult> {
  const startedAt = performance.now()
  const { leagues, board, signal } = order
  const snapshot = await deps.snapshot.settledThen(() => currentSnapshot(deps, leagues))
  board.plan('load', snapshot.parts.length)
  board.plan('rate', snapshot.parts.length)
  const tables = await loadTables(deps, snapshot, order)
  const seasons = judgedSeasons(tables)
  const source = leagues[0]?.source ?? 'unknown'
  const stored = await Promise.all(TIERS.map((tier) => findStored(deps, snapshot.id, { tier, source, seasons })))
  const missing = TIERS.filter((_, index) => stored[index] === null)
  const ablations = TIERS.map((tier): AblationParams => ({ report: 'friction_gate', tier, source, seasons }))
  const isDone = await Promise.all(ablations.map((params) => isAblated(deps, snapshot.id, params)))
  const openAblations = ablations.filter((_, index) => !isDone[index])
  board.plan('forecast', missing.length * seasons.length)
  board.plan('report', missing.length)
  board.plan('gate', openAblations.length)
  const made = new Map<Tier, StoredEvaluation>()
  if (missing.length + openAblations.length > 0) {
    const pool = await deps.openPool(deps.workers)
    try {
      const rated = await rateTables(pool, tables, order)
      for (const tier of missing) {
        const onSeason = () => board.advance('forecast', 1, tier)
        const { report } = await evaluateTables({ tables, rated }, { tier, seasons, pool, signal, onSeason })
        const saved = await save(deps, snapshot.id, { tier, source, seasons }, toTierReport(report, { tier, seasons, leagues }))
        made.set(tier, saved)
        board.advance('report', 1, tier)
      }
      const ablate = async (params: AblationParams): Promise<void> => {
        await ablateTier(deps, { snapshotId: snapshot.id, params, tables, rated, pool, signal })
        board.advance('gate', 1, params.tier)
      }
      await Promise.all(openAblations.map(ablate))
    } finally {
      await pool.close()
    }
  } else board.advance('rate', snapshot.parts.length)
  const tiers = TIERS.flatMap((tier, index) => {
    const before = stored[index]
    const done = before ?? made.get(tier)
    return done ? [{ tier, ...done, wasStored: before != null }] : []
  })
  return { snapshot: snapshot.id, seasons, tiers, elapsedMs: Math.round(performance.now() - startedAt) }
}

interface StoredEvaluation {
  readonly runId: number
  readonly matches: number
}

async function currentSnapshot({ database }: CalculationDeps, leagues: readonly LeagueToCalculate[]): Promise<SnapshotRef> {
  const snapshot = await inUnitOfWork(database, (tx) =>
    recordCurrentSnapshot(
      tx,
      leagues.map(({ id }) => id),
    ),
  )
  if (!snapshot) throw new ApiError('NOTHING_TO_CALCULATE', 'No league holds a played match. Import results and try again.')
  return snapshot
}

async function loadTables(
  { database }: CalculationDeps,
  { parts }: SnapshotRef,
  { board, signal }: EvaluationOrder,
): Promise<MatchTable[]> {
  const tables: MatchTable[] = []
  for (const part of parts) {
    signal.throwIfAborted()
    tables.push(await readSnapshotPart(database.db, part.sha256))
    board.advance('load', 1, part.competition)
  }
  return tables
}

/** @throws {ApiError} NOTHING_TO_CALCULATE  fewer than three seasons */
function judgedSeasons(tables: readonly MatchTable[]): string[] {
  const all = [...new Set(tables.flatMap((table) => table.seasons))].sort()
  const known = all.slice(SEASONS_TO_LEARN)
  if (known.length === 0)
    throw new ApiError(
      'NOTHING_TO_CALCULATE',
      `got ${all.length} seasons, expected at least ${SEASONS_TO_LEARN + 1}: the first ${SEASONS_TO_LEARN} teach, later ones are judged. Import more seasons.`,
    )
  const unseen = known.filter((season) => season > LAST_SEASON_OF_CHOICES)
  return unseen.length > 0 ? unseen : known
}

function rateTables(
  pool: ComputePool,
  tables: readonly MatchTable[],
  { board, signal, leagues }: EvaluationOrder,
): Promise<RatedMatches[]> {
  return Promise.all(
    tables.map(async (table) => {
      const rated = await pool.rateMatches(table, signal)
      board.advance('rate', 1, leagues.find(({ code }) => code === table.competition)?.name ?? table.competition)
      return rated
    }),
  )
}

async function findStored({ database }: CalculationDeps, snapshotId: string, params: EvaluationParams): Promise<StoredEvaluation | null> {
  const found = await findSucceededRun(database.db, {
    kind: 'backtest',
    snapshotId,
    params: { ...params },
    modelVersion: TIERS_VERSION,
  })
  return found && { runId: found.id, matches: tierReports.read(found.result)?.all.matches ?? 0 }
}

/** A run that begins and ends in one unit of work: nobody ever sees it half made, and nothing writes it again. */
function save(
  { database, serially }: CalculationDeps,
  snapshotId: string,
  params: EvaluationParams,
  report: TierReport,
): Promise<StoredEvaluation> {
  return serially(() =>
    inUnitOfWork(database, async (tx) => {
      const runId = await startRun(tx, {
        kind: 'backtest',
        snapshotId,
        params: { ...params },
        codeVersion: VERSION,
        modelVersion: TIERS_VERSION,
      })
      await finishRun(tx, runId, { status: 'succeeded', result: tierReports.write(report) })
      return { runId, matches: report.all.matches }
    }),
  )
}
