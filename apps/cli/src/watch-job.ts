import type { MonPsClient } from '@mon-ps/client'
import type { CalculationProgress } from '@mon-ps/contract/calculation'
import type { JobEvent, JobStatus, Phase } from '@mon-ps/contract/job'
import type { ModelEvaluationProgress } from '@mon-ps/contract/model'
import { EXIT } from './exit-codes.ts'
import { Failure, failureOfCode, toFailure } from './failure.ts'
import { createProgress } from './print/progress.ts'
import type { Terminal } from './print/terminal.ts'
import { cli } from './words.ts'

/** A server that has not come back after this many tries, one a second, is gone. */
const LOST_AFTER_TRIES = 30

/** What every job's progress says, the time left where it can be told. */
export interface JobState {
  readonly jobId: number
  readonly status: JobStatus
  readonly phases: readonly Phase[]
  readonly current: string | null
  readonly remainingMs?: number | null
  readonly error: { readonly code: string; readonly message: string } | null
}

/** What a subscription of the client calls. */
export interface JobHandlers<State> {
  onData(event: Pick<JobEvent<State>, 'data'>): void
  onConnectionStateChange(change: { state: string; error: unknown }): void
  onError(error: unknown): void
  onComplete(): void
}

export interface WatchOptions<State> {
  /** The job in words, for example `Calculation 7`. */
  name: string
  subscribe: (handlers: JobHandlers<State>) => { unsubscribe(): void }
  terminal: Terminal
  interrupted: AbortSignal
}

/**
 * Shows a job as it runs, until it has ended.
 *
 * @returns its last state
 * @throws {Failure} the job's own error, `interrupted`, or `environment` when the server was lost
 */
export async function watchJob<State extends JobState>(options: WatchOptions<State>): Promise<State> {
  const progress = createProgress(options.terminal)
  const show = ({ phases, current, remainingMs = null }: State): void => progress.show({ phases, current, remainingMs })
  try {
    return ended(await lastState(options, show), options.name)
  } finally {
    progress.end()
  }
}

function lastState<State extends JobState>(
  { name, subscribe, interrupted }: WatchOptions<State>,
  show: (state: State) => void,
): Promise<State> {
  return new Promise((resolve, reject) => {
    let last: State | null = null
    let lost = 0
    const settle = (finish: () => void): void => {
      subscription.unsubscribe()
      interrupted.removeEventListener('abort', onInterrupt)
      finish()
    }
    const onInterrupt = (): void => settle(() => reject(new Failure(EXIT.interrupted, cli.failure.interrupted)))
    const subscription = subscribe({
      onData({ data }) {
        last = data
        lost = 0
        show(data)
        if (isEnded(data)) settle(() => resolve(data))
      },
      onConnectionStateChange({ state, error }) {
        if (state !== 'connecting' || !error) return
        lost += 1
        if (lost >= LOST_AFTER_TRIES) settle(() => reject(new Failure(EXIT.environment, cli.job.lost)))
      },
      onError: (error) => settle(() => reject(toFailure(error))),
      onComplete: () => settle(() => (last ? resolve(last) : reject(new Failure(EXIT.unexpected, cli.job.silent({ job: name }))))),
    })
    if (interrupted.aborted) onInterrupt()
    else interrupted.addEventListener('abort', onInterrupt)
  })
}

function isEnded({ status }: JobState): boolean {
  return status !== 'queued' && status !== 'running'
}

function ended<State extends JobState>(state: State, name: string): State {
  if (state.status === 'succeeded') return state
  if (state.error) throw failureOfCode(state.error.code, state.error.message)
  const exit = state.status === 'cancelled' || state.status === 'interrupted' ? EXIT.interrupted : EXIT.unexpected
  throw new Failure(exit, cli.job.ended({ job: name, status: state.status }))
}

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
    name: cli.job.calculation({ job: jobId }),
    subscribe: (handlers) => client.calculation.progress.subscribe({ jobId }, handlers),
    terminal,
    interrupted,
  })
}

/** Has what is loaded judged, and shows it until it has ended. Data that were judged before are not judged again. */
export async function evaluateLoaded(
  client: Pick<MonPsClient, 'model'>,
  { terminal, interrupted }: { readonly terminal: Terminal; readonly interrupted: AbortSignal },
): Promise<void> {
  const { jobId } = await client.model.evaluate.mutate()
  await watchJob<ModelEvaluationProgress>({
    name: cli.job.evaluation({ job: jobId }),
    subscribe: (handlers) => client.model.progress.subscribe({ jobId }, handlers),
    terminal,
    interrupted,
  })
}
