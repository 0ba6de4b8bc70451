import { EVALUATION_PHASES, type ModelEvaluationResult } from '@mon-ps/contract/model'
import { evaluationResults } from '@mon-ps/db/stored/job-results'
import { evaluateModels } from './evaluate-models.ts'
import { selectLeagues } from '../calculate/calculate-leagues.ts'
import { type CalculationsOptions, threadsFor } from '../calculate/calculations.ts'
import { createJobs, type Jobs } from '../../jobs/jobs.ts'

/** What a unit of each phase costs beside the others, measured on five leagues: only the time left rests on it. */
const COST: Readonly<Record<(typeof EVALUATION_PHASES)[number], number>> = { load: 0.2, rate: 1, forecast: 2, report: 1, gate: 10 }

/** The evaluations of a process, of all leagues that are loaded. Starting says NOTHING_TO_CALCULATE besides what every job can say. */
export type Evaluations = Jobs<null, ModelEvaluationResult>

/** The evaluations of this process: one at a time, and none beside a calculation. */
export function createEvaluations(options: CalculationsOptions): Evaluations {
  const { database, serially, snapshot, workers, openPool } = options
  const deps = { database, serially, snapshot, workers: threadsFor(workers), openPool }
  return createJobs(options, {
    kind: 'evaluate',
    noun: 'an evaluation',
    latestProcedure: 'model.latest',
    phases: EVALUATION_PHASES.map((name) => ({ name, total: 1, cost: COST[name] })),
    result: evaluationResults,
    prepare: async () => {
      const { leagues } = await selectLeagues(database, null)
      return { order: { leagues }, params: { leagues: leagues.map(({ code }) => code) } }
    },
    work: ({ leagues }, job) => evaluateModels(deps, { leagues, ...job }),
  })
}
