import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openTestDatabase, testDatabaseUrl } from '@mon-ps/db/test-kit'
import { afterEach, describe, expect, it } from 'vitest'
import { serverEnvironment, soakSeconds } from './env.ts'
import { seasonsOfOtherClubs } from './season-files.ts'
import { watchOverHttp } from './server-sent-events.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly exited: Promise<number | null>
}

const started: Started[] = []
const folders: string[] = []

function start(dataDir: string, env: Record<string, string> = {}): Started {
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

async function until<T>(what: string, look: () => T | Promise<T>, limitMs = 60_000): Promise<NonNullable<T>> {
  const end = performance.now() + limitMs
  while (performance.now() < end) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`waited ${limitMs} ms in vain: ${what}`)
}

const addressIn = ({ output }: Started) => until('an address', () => /answers at (http:\S+)/.exec(output())?.[1])

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mon-ps-process-'))
  folders.push(folder)
  return join(folder, 'data')
}

const query = async (url: string, path: string): Promise<unknown> => {
  const response = await fetch(`${url}/trpc/${path}`)
  const body = (await response.json()) as { result: { data: unknown } }
  return body.result.data
}
const call = (url: string, path: string, signal?: AbortSignal): Promise<Response> =>
  fetch(`${url}/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    ...(signal ? { signal } : {}),
  })
const latest = async (url: string) => ((await query(url, 'calculation.latest')) as { job: { jobId: number; status: string } | null }).job
const matchesIn = async (url: string) => ((await query(url, 'health.status')) as { matches: number }).matches

afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

describe('a server process', () => {
  it('starts with the demo calculated, refuses a second one on its folder, and stops cleanly', async () => {
    const folder = await newFolder()
    const first = start(folder)
    const url = await addressIn(first)
    expect((await fetch(`${url}/readyz`)).status, 'ready only when there is something to look at').toBe(503)
    await until('ready', async () => (await fetch(`${url}/readyz`)).status === 200)
    expect((await latest(url))?.status).toBe('succeeded')
    const teams = (await query(url, 'team.list?input={}')) as { data: { source: string }[] }
    expect(teams.data).toHaveLength(36)
    expect(teams.data.every(({ source }) => source === 'demo')).toBe(true)
    expect(JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8'))).toMatchObject({ pid: first.child.pid, url })

    const again = performance.now()
    const second = start(folder)
    expect(await second.exited).toBe(6)
    expect(performance.now() - again).toBeLessThan(2000)
    expect(second.output()).toContain(String(first.child.pid))
    expect(second.output()).toContain(url)

    const asked = performance.now()
    first.child.kill('SIGTERM')
    expect(await first.exited).toBe(0)
    expect(performance.now() - asked).toBeLessThan(5000)
    expect(existsSync(join(folder, 'lock.json'))).toBe(false)

    const restarted = start(folder)
    const secondUrl = await addressIn(restarted)
    expect(await matchesIn(secondUrl)).toBe(3672)
    expect(restarted.output()).not.toContain('invented leagues')
  }, 120_000)

  it('says which setting cannot be used, and which one it does not know', async () => {
    const wrong = start(await newFolder(), { PORT: 'many', MON_PS_LOGLEVEL: 'info' })
    expect(await wrong.exited).toBe(3)
    expect(wrong.output()).toContain('PORT')
    const unknown = start(await newFolder(), { MON_PS_LOGLEVEL: 'info' })
    await addressIn(unknown)
    expect(unknown.output()).toContain('did you mean MON_PS_LOG_LEVEL')
  }, 60_000)

  it('loses nothing that it acknowledged when it is killed in the middle of everything, and answers until then', async () => {
    const { startServer, drop } = await somewhereToServe()
    const files = seasonsOfOtherClubs()
    const end = performance.now() + soakSeconds * 1000
    const acknowledged = { matches: 0 }
    let base: number | null = null
    for (let round = 0; round === 0 || performance.now() < end; round++) {
      const server = startServer()
      const url = await addressIn(server)
      // A Postgres is never filled unasked.
      if (round === 0 && testDatabaseUrl) await call(url, 'demo.load')
      await until('the demo to be loaded', async () => (await matchesIn(url)) >= 3672)
      base ??= await matchesIn(url)
      expect(await matchesIn(url)).toBeGreaterThanOrEqual(base + acknowledged.matches)
      const job = await latest(url)
      if (round > 0) expect(['interrupted', 'running', 'succeeded']).toContain(job?.status)

      const slowest = { ms: 0 }
      const gone = new AbortController()
      const watched = Promise.allSettled([pollHealth(url, slowest, gone.signal), watchEverything(url, gone.signal)])
      const file = files[round % files.length]
      const uploads = (async () => {
        if (!file) return
        const response = await fetch(`${url}/upload/football-data?name=${file.name}`, {
          method: 'POST',
          headers: { 'content-type': 'text/csv', 'x-mon-ps': 'upload' },
          body: file.text,
        })
        expect(response.status).toBe(200)
        acknowledged.matches += ((await response.json()) as { added: number }).added
      })()
      // The connection breaks when the server is killed before it has answered: then nothing was acknowledged.
      const answered = uploads.catch((error: unknown) => {
        if (!(error instanceof TypeError)) throw error
      })
      // Killed at another moment each time; the first time right after an answer.
      await (round === 0 ? answered : new Promise((resolve) => setTimeout(resolve, 150 * round)))
      server.child.kill('SIGKILL')
      await server.exited
      gone.abort()
      await Promise.all([answered, watched])
      expect(slowest.ms).toBeLessThan(3000)
    }
    const last = startServer()
    const url = await addressIn(last)
    expect(await matchesIn(url)).toBeGreaterThanOrEqual((base ?? 0) + acknowledged.matches)
    expect(acknowledged.matches).toBeGreaterThan(0)
    expect((await call(url, 'calculation.start')).status).toBe(200)
    await until('everything calculated', async () => (await latest(url))?.status === 'succeeded')
    last.child.kill('SIGTERM')
    await last.exited
    await drop()
  }, 240_000)
})

/** A data folder, or a database on the test server: servers started one after the other find what the last one left. */
async function somewhereToServe(): Promise<{ startServer: () => Started; drop: () => Promise<void> }> {
  const folder = await newFolder()
  if (!testDatabaseUrl) return { startServer: () => start(folder), drop: async () => undefined }
  const database = await openTestDatabase({ migrated: false })
  const env = { DATABASE_URL: database.url ?? '' }
  return { startServer: () => start(folder, env), drop: database.close }
}

async function pollHealth(url: string, slowest: { ms: number }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const asked = performance.now()
    await fetch(`${url}/healthz`, { signal })
    slowest.ms = Math.max(slowest.ms, performance.now() - asked)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Starts a calculation of all that is there and reads its progress until the server is gone. */
async function watchEverything(url: string, signal: AbortSignal): Promise<void> {
  const started = await call(url, 'calculation.start', signal)
  const { result } = (await started.json()) as { result: { data: { jobId: number } } }
  for await (const _ of watchOverHttp(url, result.data, signal)) {
    // As long as it answers.
  }
}
