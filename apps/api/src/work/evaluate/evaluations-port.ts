import type { ModelEvaluationResult } from '@mon-ps/contract/model'
import type { StoredJobs } from '../../jobs/stored-jobs-port.ts'

/** The evaluations of a process, of all leagues that are loaded. Starting says NOTHING_TO_CALCULATE besides what every job can say. */
export type Evaluations = StoredJobs<null, ModelEvaluationResult>
