import type { Database } from '@mon-ps/db/client'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { type PartRef, type SnapshotRef, currentSnapshot, readSnapshotPart } from '@mon-ps/db/repositories/snapshots'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { finishRun as endRun, startRun } from '@mon-ps/db/repositories/runs'
import { saveJobProgress } from '@mon-ps/db/repositories/jobs'
import type { OpenPool } from '../compute/compute-pool.ts'
import type { CalculatedLeague, CalculatedRecords } from '../compute/league-result.ts'
import { countBets } from '../compute/packed-bets.ts'
import { ApiError } from '../../errors.ts'
import type { ProgressBoard } from '../../jobs/progress-board.ts'
import type { CalculationResult } from '@mon-ps/contract/calculation'
import { MODEL_VERSION, STRATEGIES_VERSION, VERSION } from '../../version.ts'
import type { Serially } from '../../jobs/long-work.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import type { LeagueToCalculate } from './league-to-calculate.ts'
import { trialsBefore } from './save-backtests.ts'
import { saveClassifications } from './save-classifications.ts'
import { finishRun, saveLeague } from './save-calculation.ts'
import { saveDnaReliability } from './save-dna-reliability.ts'
import { teamProfiles } from './team-profiles.ts'

/** Of the bootstrap: one number for all runs, so that equal data give equal intervals. */
const SEED = 1

/** What is calculated together. */
export interface LeagueSelection {
  readonly leagues: readonly LeagueToCalculate[]
  /** They are all there is to calculate: only then a record over them is one over everything. */
  readonly complete: boolean
}

/**
 * The leagues that were asked for, or all that hold a match. The demo stands for nothing but itself: it is never
 * calculated together with real leagues, and without codes it is only where there are no others.
 *
 * @throws {ApiError} LEAGUE_NOT_FOUND      a code that is not loaded
 * @throws {ApiError} INVALID_INPUT         demo and real leagues at once
 * @throws {ApiError} NOTHING_TO_CALCULATE  no match is loaded
 */
export async function selectLeagues(database: Database, codes: readonly string[] | null): Promise<LeagueSelection> {
  const loaded = (await listCompetitions(database.db)).filter(({ matches }) => matches > 0)
  const unknown = codes?.find((code) => !loaded.some((league) => league.code === code))
  if (unknown !== undefined) {
    const known = loaded.map(({ code }) => code).join(', ') || 'none'
    throw new ApiError('LEAGUE_NOT_FOUND', `got league "${unknown}", expected one that is loaded: ${known}`)
  }
  const real = loaded.filter(({ source }) => source !== 'demo')
  const everything = real.length > 0 ? real : loaded
  const leagues = codes === null ? everything : loaded.filter(({ code }) => codes.includes(code))
  if (leagues.length === 0)
    throw new ApiError('NOTHING_TO_CALCULATE', 'No match is loaded. Import results, or load the demo, and try again.')
  if (new Set(leagues.map(({ source }) => source)).size > 1)
    throw new ApiError('INVALID_INPUT', 'Got demo and real leagues together, expected one or the other. Calculate them apart.')
  return { leagues, complete: everything.every((league) => leagues.includes(league)) }
}

export interface CalculationDeps {
  readonly database: Database
  readonly serially: Serially
  readonly snapshot: PendingSnapshot
  readonly workers: number
  /** Threads of this process, or workers that share the database. */
  readonly openPool: OpenPool
}

export interface CalculationOrder {
  readonly jobId: number
  readonly leagues: readonly LeagueToCalculate[]
  readonly complete: boolean
  readonly board: ProgressBoard<CalculationResult>
  readonly signal: AbortSignal
}

/**
 * Loads each league's stored matches, calculates them in threads, and saves and publishes league by league: whatever
 * cuts it off, every league is whole, and its rows name the run that made them.
 *
 * @throws {CoreError} what the engine refuses; an abort rejects with the signal's reason
 */
export async function calculateLeagues(deps: CalculationDeps, order: CalculationOrder): Promise<CalculationResult> {
  const { leagues, board, signal, jobId } = order
  const startedAt = performance.now()
  for (const phase of ['load', 'fit', 'dna', 'friction', 'strategies', 'save', 'publish']) board.plan(phase, leagues.length)
  board.plan('strategies', leagues.length + 1)
  const { snapshot, runId } = await deps.snapshot.settledThen(() => beginRun(deps.database, jobId, leagues))
  try {
    const { calculated, records, backtests } = await compute(deps, { ...order, parts: snapshot.parts })
    const results = calculated.map((league) => ({ league: findLeague(leagues, league), calculated: league }))
    const named = results.map((result) => ({ name: result.league.name, calculated: result.calculated }))
    const profiles = teamProfiles({ leagues: named, records })
    const saved = { database: deps.database, runId, records, profiles, board, signal }
    const published = { inserted: 0, updated: 0, unchanged: 0, keptMigrated: 0 }
    let betNo = 1
    for (const result of results) {
      signal.throwIfAborted()
      const { bets, ...counts } = await saveLeague({ ...saved, ...result, firstBet: betNo, serially: deps.serially })
      await saveClassifications({ database: deps.database, serially: deps.serially, runId, dna: result.calculated.dna })
      betNo += bets
      // Each publishing passes over what the leagues before it published: those rows are unchanged since a moment ago.
      published.unchanged = counts.unchanged - published.inserted - published.updated
      published.inserted += counts.inserted
      published.updated += counts.updated
      published.keptMigrated = counts.keptMigrated
    }
    const result: CalculationResult = {
      runId,
      snapshot: snapshot.id,
      leagues: results.length,
      teams: calculated.reduce((sum, { dna }) => sum + dna.length, 0),
      pairs: calculated.reduce((sum, { pairs }) => sum + pairs.length, 0),
      strategies: records.length,
      bets: betNo - 1,
      published,
      elapsedMs: Math.round(performance.now() - startedAt),
      warnings: warningsFor(leagues, calculated),
    }
    if (order.complete)
      await saveDnaReliability(deps, { snapshotId: snapshot.id, leagues, moments: calculated.map(({ reliability }) => reliability) })
    const overall = order.complete ? records : []
    const tested = { runId, snapshotId: snapshot.id, seed: SEED, leagues, backtests }
    return await deps.serially(() => finishRun(deps.database, { records: overall, result, tested }))
  } catch (error) {
    const status = signal.aborted ? 'cancelled' : 'failed'
    await deps.serially(() => endRun(deps.database.db, runId, { status }))
    throw error
  }
}

function findLeague(leagues: readonly LeagueToCalculate[], { competition }: CalculatedLeague): LeagueToCalculate {
  const league = leagues.find(({ code }) => code === competition)
  if (!league) throw new Error(`${competition} was calculated, but nobody asked for it`)
  return league
}

async function beginRun(
  database: Database,
  jobId: number,
  leagues: readonly LeagueToCalculate[],
): Promise<{ snapshot: SnapshotRef; runId: number }> {
  return inUnitOfWork(database, async (tx) => {
    const snapshot = await currentSnapshot(
      tx,
      leagues.map(({ id }) => id),
    )
    if (!snapshot) throw new ApiError('NOTHING_TO_CALCULATE', 'No league holds a played match. Import results and try again.')
    const params = { leagues: leagues.map(({ code }) => code) }
    const runId = await startRun(tx, {
      kind: 'calculate',
      snapshotId: snapshot.id,
      params,
      codeVersion: VERSION,
      modelVersion: MODEL_VERSION,
      ruleVersions: { strategies: STRATEGIES_VERSION },
      seed: SEED,
    })
    await saveJobProgress(tx, jobId, { phase: 'load', done: 0, total: leagues.length, runId })
    return { snapshot, runId }
  })
}

interface ComputeOrder extends CalculationOrder {
  readonly parts: readonly PartRef[]
}

/** All leagues in threads, then the records of all of them together. The order of the results is that of the parts. */
async function compute(
  { database, workers, openPool }: CalculationDeps,
  { parts, leagues, board, signal }: ComputeOrder,
): Promise<CalculatedRecords & { readonly calculated: readonly CalculatedLeague[] }> {
  const pool = await openPool(Math.min(workers, parts.length))
  try {
    const queue = [...parts.entries()]
    const calculated = new Array<CalculatedLeague>(parts.length)
    const takeNext = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [index, part] = next
        const name = leagues.find(({ code }) => code === part.competition)?.name ?? part.competition
        signal.throwIfAborted()
        const table = await readSnapshotPart(database.db, part.sha256)
        board.advance('load', 1, name)
        calculated[index] = await pool.calculateLeague(table, (phase) => board.advance(phase, 1, name), signal)
      }
    }
    await Promise.all(Array.from({ length: Math.min(pool.atOnce, parts.length) }, takeNext))
    const asked = calculated.map(({ bets, dna }) => ({ bets, teamIds: dna.map(({ teamId }) => teamId) }))
    const earlierTrials = await trialsBefore(database, leagues)
    const { records, backtests } = await pool.evaluateRecords({ leagues: asked, seed: SEED, earlierTrials }, signal)
    board.advance('strategies', 1, null)
    return { calculated, records, backtests }
  } finally {
    await pool.close()
  }
}

function warningsFor(leagues: readonly LeagueToCalculate[], calculated: readonly CalculatedLeague[]): string[] {
  const done = new Set(calculated.map(({ competition }) => competition))
  const empty = leagues.filter(({ code }) => !done.has(code)).map(({ name }) => `${name}: no played match, nothing calculated.`)
  const noBets = calculated
    .filter(({ bets }) => countBets(bets) === 0)
    .map((league) => `${findLeague(leagues, league).name}: no opening average price, no bet.`)
  return [...empty, ...noBets]
}
