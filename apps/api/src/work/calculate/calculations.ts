import { availableParallelism } from 'node:os'
import type { Database } from '@mon-ps/db/client'
import { markInterruptedJobs as markCutOffJobs } from '@mon-ps/db/repositories/jobs'
import { CALCULATION_PHASES, calculationResult } from '@mon-ps/contract/calculation'
import type { Serially } from '../../jobs/serially.ts'
import type { Log } from '../../log.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { type CalculationDeps, calculateLeagues, selectLeagues } from './calculate-leagues.ts'
import { type Calculations, createStoredJobs } from '../../jobs/stored-jobs.ts'
import type { LongWork } from '../../jobs/long-work.ts'

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

/** Marks the jobs that a process before this one left running. */
export async function markInterruptedJobs(database: Database): Promise<void> {
  await markCutOffJobs(database.db)
}

export interface CalculationsOptions {
  readonly database: Database
  readonly log: Log
  readonly serially: Serially
  readonly snapshot: PendingSnapshot
  readonly longWork: LongWork
  /** Threads that calculate; results are the same however many. */
  readonly workers?: number | undefined
  readonly openPool: CalculationDeps['openPool']
}

/** Threads of a job: as many as help, and one machine's other work still gets its turn. */
export const threadsFor = (workers: number | undefined): number => workers ?? Math.min(MAX_WORKERS, availableParallelism())

/** The calculations of this process: one at a time. */
export function createCalculations({ database, log, serially, snapshot, longWork, workers, openPool }: CalculationsOptions): Calculations {
  const deps = { database, serially, snapshot, workers: threadsFor(workers), openPool }
  return createStoredJobs({
    database,
    log,
    longWork,
    kind: 'calculate',
    noun: 'a calculation',
    latestProcedure: 'calculation.latest',
    phases: CALCULATION_PHASES.map((name) => ({ name, total: 1, cost: COST[name] })),
    resultWire: calculationResult,
    prepare: async (codes: readonly string[] | null) => {
      const order = await selectLeagues(database, codes)
      return { order, params: { leagues: order.leagues.map(({ code }) => code) } }
    },
    work: (selection, job) => calculateLeagues(deps, { ...selection, ...job }),
  })
}
