import type { CalculationProgress } from '@mon-ps/contract/calculation'
import type { MonPsClient } from '@mon-ps/client'
import type { Terminal } from './print/terminal.ts'
import { watchJob } from './watch-job.ts'

export interface WatchCalculationOptions {
  client: MonPsClient
  terminal: Terminal
  interrupted: AbortSignal
}

/**
 * Shows a calculation as it runs, until it has ended.
 *
 * @returns its last state, with the result
 * @throws {Failure} the calculation's own error, `interrupted`, or `environment` when the server was lost
 */
export function watchCalculation(jobId: number, { client, terminal, interrupted }: WatchCalculationOptions): Promise<CalculationProgress> {
  return watchJob<CalculationProgress>({
    name: `Calculation ${jobId}`,
    subscribe: (handlers) => client.calculation.progress.subscribe({ jobId }, handlers),
    terminal,
    interrupted,
  })
}
