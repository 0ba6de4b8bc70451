import { availableParallelism } from 'node:os'
import { CALCULATION_PHASES, type CalculationResult } from '@mon-ps/contract/calculation'
import type { Serially } from '../../jobs/long-work.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { type CalculationDeps, calculateLeagues, selectLeagues } from './calculate-leagues.ts'
import { calculationResults } from '@mon-ps/db/stored/job-results'
import { createJobs, type Jobs, type JobsOptions } from '../../jobs/jobs.ts'

const MAX_WORKERS = 2

/** What a unit of each phase costs beside the others, measured on five leagues: only the time left rests on it. */
const COST: Readonly<Record<(typeof CALCULATION_PHASES)[number], number>> = {
  load: 0.2,
  fit: 0.2,
  dna: 1,
  friction: 1,
  strategies: 6,
  save: 2,
  publish: 3,
}

/**
 * The calculations of a process, of these leagues, or of all. Besides what every job can say, starting says NOTHING_TO_CALCULATE,
 * LEAGUE_NOT_FOUND, INVALID_INPUT.
 */
export type Calculations = Jobs<readonly string[] | null, CalculationResult>

export interface CalculationsOptions extends JobsOptions {
  readonly serially: Serially
  readonly snapshot: PendingSnapshot
  /** Threads that calculate; results are the same however many. */
  readonly workers?: number | undefined
  readonly openPool: CalculationDeps['openPool']
}

/** Threads of a job: as many as help, and one machine's other work still gets its turn. */
export const threadsFor = (workers: number | undefined): number => workers ?? Math.min(MAX_WORKERS, availableParallelism())

/** The calculations of this process: one at a time. */
export function createCalculations(options: CalculationsOptions): Calculations {
  const { database, serially, snapshot, workers, openPool } = options
  const deps = { database, serially, snapshot, workers: threadsFor(workers), openPool }
  return createJobs(options, {
    kind: 'calculate',
    noun: 'a calculation',
    latestProcedure: 'calculation.latest',
    phases: CALCULATION_PHASES.map((name) => ({ name, total: 1, cost: COST[name] })),
    result: calculationResults,
    prepare: async (codes: readonly string[] | null) => {
      const order = await selectLeagues(database, codes)
      return { order, params: { leagues: order.leagues.map(({ code }) => code) } }
    },
    work: (selection, job) => calculateLeagues(deps, { ...selection, ...job }),
  })
}
