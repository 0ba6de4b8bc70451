import { EVALUATION_PHASES, modelEvaluationResult } from '@mon-ps/contract/model'
import { evaluateModels } from './evaluate-models.ts'
import { selectLeagues } from '../calculate/calculate-leagues.ts'
import { type CalculationsOptions, threadsFor } from '../calculate/calculations.ts'
import { type Evaluations, createStoredJobs } from '../../jobs/stored-jobs.ts'

/** What a unit of each phase costs beside the others, measured on five leagues: only the time left rests on it. */
const COST: Readonly<Record<(typeof EVALUATION_PHASES)[number], number>> = { load: 0.2, rate: 1, forecast: 2, report: 1, gate: 10 }

/** The evaluations of this process: one at a time, and none beside a calculation. */
export function createEvaluations({ database, log, serially, snapshot, longWork, workers, openPool }: CalculationsOptions): Evaluations {
  const deps = { database, serially, snapshot, workers: threadsFor(workers), openPool }
  return createStoredJobs({
    database,
    log,
    longWork,
    kind: 'evaluate',
    noun: 'an evaluation',
    latestProcedure: 'model.latest',
    phases: EVALUATION_PHASES.map((name) => ({ name, total: 1, cost: COST[name] })),
    resultWire: modelEvaluationResult,
    prepare: async () => {
      const { leagues } = await selectLeagues(database, null)
      return { order: { leagues }, params: { leagues: leagues.map(({ code }) => code) } }
    },
    work: ({ leagues }, job) => evaluateModels(deps, { leagues, ...job }),
  })
}
