import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RunnerOrder } from './apply-runner.ts'

const RUNNER = fileURLToPath(new URL('./apply-runner.ts', import.meta.url))
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

export interface Struck {
  /** Whether it was killed before it was done. */
  readonly killed: boolean
  /** How many statements it took; 0 where it was killed. */
  readonly statements: number
}

/** Starts a runner in a process of its own, which SIGKILL ends in the middle of the statement that the order names. */
export async function killRunner(order: RunnerOrder): Promise<Struck> {
  const child = spawn(process.execPath, ['--import', 'tsx', RUNNER, JSON.stringify(order)], {
    cwd: PACKAGE,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaint = ''
  child.stdout.on('data', (data) => {
    said += String(data)
  })
  child.stderr.on('data', (data) => {
    complaint += String(data)
  })
  const [code, signal] = await once(child, 'close')
  if (signal === 'SIGKILL') return { killed: true, statements: 0 }
  if (code !== 0) throw new Error(`the runner failed by itself: ${complaint}`)
  return { killed: false, statements: Number(said) }
}
