import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { serverEnvironment } from './env.ts'

const COMMAND_LINE = fileURLToPath(new URL('../../cli/src/main.ts', import.meta.url))

/** `mon-ps worker` as a process of its own. */
export interface WorkerProcess {
  readonly child: ChildProcess
  /** Resolves once it takes tasks. */
  readonly ready: Promise<void>
  readonly ended: Promise<number | null>
  /** The tasks it says it has done. */
  readonly done: () => string[]
}

export function startWorker(databaseUrl: string): WorkerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', COMMAND_LINE, 'worker'], {
    env: serverEnvironment({ DATABASE_URL: databaseUrl, MON_PS_LOG_LEVEL: 'warn' }),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString()
      if (said.includes('Working on')) resolve()
    })
    child.on('close', () => reject(new Error(`the worker ended before it worked:\n${said}`)))
  })
  // One that is killed while nobody waits for it is no failure.
  ready.catch(() => undefined)
  return { child, ready, ended, done: () => said.split('\n').filter((line) => line.endsWith(' s')) }
}
