import type { CalculationResult } from '@mon-ps/contract/calculation'
import type { StoredJobs } from '../../jobs/stored-jobs-port.ts'

/**
 * The calculations of a process, of these leagues, or of all. Besides what every job can say, starting says NOTHING_TO_CALCULATE,
 * LEAGUE_NOT_FOUND, INVALID_INPUT.
 */
export type Calculations = StoredJobs<readonly string[] | null, CalculationResult>
