import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RunnerOrder } from './apply-runner.ts'

const RUNNER = fileURLToPath(new URL('./apply-runner.ts', import.meta.url))
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

export interface KilledRunner {
  /** Whether it was killed before it was done. */
  readonly killed: boolean
  readonly elapsedMs: number
}

/**
 * Starts a runner in a process of its own and ends it with SIGKILL so many milliseconds after it began to work.
 *
 * @param afterMs  Infinity: it is let finish
 */
export async function killRunner(order: RunnerOrder, afterMs: number): Promise<KilledRunner> {
  const child = spawn(process.execPath, ['--import', 'tsx', RUNNER, JSON.stringify(order)], {
    cwd: PACKAGE,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let said = ''
  let complaint = ''
  child.stderr.on('data', (data) => {
    complaint += String(data)
  })
  let begun = 0
  let ended = 0
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      said += String(data)
      if (begun === 0 && said.includes('begin')) {
        begun = performance.now()
        if (Number.isFinite(afterMs)) setTimeout(() => child.kill('SIGKILL'), afterMs)
      }
      if (said.includes('end\n')) ended = performance.now()
    })
    child.once('exit', () => resolve())
  })
  const [code] = await exited
  if (begun === 0 || (code !== 0 && code !== null)) throw new Error(`the runner failed by itself: ${complaint}`)
  return { killed: ended === 0, elapsedMs: (ended === 0 ? performance.now() : ended) - begun }
}
