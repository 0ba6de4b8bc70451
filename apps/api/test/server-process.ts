import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import { serverEnvironment } from './env.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exited: Promise<number | null>
}

const started: Started[] = []
const folders: string[] = []

/** What a test started or made goes when it has ended. Called once by each file that starts servers. */
export function endServersAfterEach(): void {
  afterEach(async () => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL')
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
}

/** Starts the API's own program on a free port. */
export function start(dataDir: string, env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: serverEnvironment({ MON_PS_DATA_DIR: dataDir, PORT: '0', MON_PS_LOG_LEVEL: 'warn', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const process_ = { child, output: () => text, exited }
  started.push(process_)
  return process_
}

export async function until<T>(what: string, look: () => T | Promise<T>, limitMs = 240_000): Promise<NonNullable<T>> {
  const end = performance.now() + limitMs
  while (performance.now() < end) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`waited ${limitMs} ms in vain: ${what}`)
}

export const addressIn = ({ output }: Started) => until('an address', () => /answers at (http:\S+)/.exec(output())?.[1])

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mon-ps-process-'))
  folders.push(folder)
  return join(folder, 'data')
}

export const query = async (url: string, path: string): Promise<unknown> => {
  const response = await fetch(`${url}/trpc/${path}`)
  const body = (await response.json()) as { result: { data: unknown } }
  return body.result.data
}
export const call = (url: string, path: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    ...(signal ? { signal } : {}),
  })
export const latest = async (url: string) =>
  ((await query(url, 'calculation.latest')) as { job: { jobId: number; status: string } | null }).job
export const matchesIn = async (url: string) => ((await query(url, 'health.status')) as { matches: number }).matches
