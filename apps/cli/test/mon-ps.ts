import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { readEnvironment } from '../src/env.ts'
import { run } from '../src/run.ts'
import { commandEnvironment } from './env.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const SERVER = fileURLToPath(new URL('../../api/src/main.ts', import.meta.url))

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/**
 * Runs a command line in this process, which saves the seconds that a process of its own takes to load.
 * `monPsProcess` shows that a real one does the same.
 */
export async function monPs(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  const piped = { isTTY: false, columns: 80 }
  const code = await run(args, readEnvironment(commandEnvironment(environment)), new AbortController().signal, {
    stdout: { ...piped, write: (piece) => (stdout += piece) },
    stderr: { ...piped, write: (piece) => (stderr += piece) },
    stdin: { isTTY: false },
  })
  return { code, stdout, stderr }
}

/** Runs the real command line as a process of its own. */
export async function monPsProcess(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  const child = startMonPs(args, environment)
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (piece) => (stdout += piece))
  child.stderr?.on('data', (piece) => (stderr += piece))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stdout, stderr }
}

export function startMonPs(args: readonly string[], environment: Record<string, string>): ChildProcess {
  const options = { env: commandEnvironment(environment), stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[] }
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], options)
}

/** A folder that goes when its test, or with `forFile` the whole file, has ended. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mon-ps-cli-'))
}

export function temporaryFolderOfTest(): string {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface RunningServer {
  url: string
  stop(): Promise<void>
}

/** Starts the API's own program on a free port. */
export async function startServer(dataDir: string): Promise<RunningServer> {
  const env = commandEnvironment({ MON_PS_DATA_DIR: dataDir, PORT: '0' })
  const child = spawn(process.execPath, ['--import', 'tsx', SERVER], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (piece: Buffer): void => {
      said += piece.toString()
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said) ?? []
      if (address) resolve(address)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('close', () => reject(new Error(`the server did not start:\n${said}`)))
  })
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
