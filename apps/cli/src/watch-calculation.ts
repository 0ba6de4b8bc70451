import type { CalculationProgressWire, MonPsClient } from '@mon-ps/client'
import { EXIT } from './exit-codes.ts'
import { Failure, failureOfCode, toFailure } from './failure.ts'
import { createProgress } from './print/progress.ts'
import type { Terminal } from './print/terminal.ts'

/** A server that has not come back after this many tries, one a second, is gone. */
const LOST_AFTER_TRIES = 30

export interface WatchOptions {
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
export async function watchCalculation(jobId: number, { client, terminal, interrupted }: WatchOptions): Promise<CalculationProgressWire> {
  const progress = createProgress(terminal)
  try {
    return ended(await lastState(client, { jobId, interrupted, show: (state) => progress.show(state) }))
  } finally {
    progress.end()
  }
}

interface LastStateOptions {
  jobId: number
  interrupted: AbortSignal
  show: (state: CalculationProgressWire) => void
}

function lastState(client: MonPsClient, { jobId, interrupted, show }: LastStateOptions): Promise<CalculationProgressWire> {
  return new Promise((resolve, reject) => {
    let last: CalculationProgressWire | null = null
    let lost = 0
    const settle = (finish: () => void): void => {
      subscription.unsubscribe()
      interrupted.removeEventListener('abort', onInterrupt)
      finish()
    }
    const onInterrupt = (): void => settle(() => reject(new Failure(EXIT.interrupted, 'Interrupted.')))
    const subscription = client.calculation.progress.subscribe(
      { jobId },
      {
        onData({ data }) {
          last = data
          lost = 0
          show(data)
          if (isEnded(data)) settle(() => resolve(data))
        },
        onConnectionStateChange({ state, error }) {
          if (state !== 'connecting' || !error) return
          lost += 1
          if (lost >= LOST_AFTER_TRIES) settle(() => reject(new Failure(EXIT.environment, 'The server was lost and did not come back.')))
        },
        onError: (error) => settle(() => reject(toFailure(error))),
        onComplete: () => settle(() => (last ? resolve(last) : reject(new Failure(EXIT.unexpected, `Calculation ${jobId} said nothing.`)))),
      },
    )
    if (interrupted.aborted) onInterrupt()
    else interrupted.addEventListener('abort', onInterrupt)
  })
}

function isEnded({ status }: CalculationProgressWire): boolean {
  return status !== 'queued' && status !== 'running'
}

function ended(state: CalculationProgressWire): CalculationProgressWire {
  if (state.status === 'succeeded') return state
  if (state.error) throw failureOfCode(state.error.code, state.error.message)
  const exit = state.status === 'cancelled' || state.status === 'interrupted' ? EXIT.interrupted : EXIT.unexpected
  throw new Failure(exit, `Calculation ${state.jobId} ended as ${state.status}.`)
}
