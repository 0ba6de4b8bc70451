import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { testDatabaseUrl } from '@mon-ps/db/test-kit/env'
import { describe, expect, it } from 'vitest'
import { soakSeconds } from './env.ts'
import { seasonsOfOtherClubs } from './season-files.ts'
import { watchOverHttp } from './server-sent-events.ts'
import { addressIn, call, endServersAfterEach, latest, matchesIn, newFolder, start, type Started, until } from './server-process.ts'

endServersAfterEach()

describe('a server process', () => {
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

      const health = { answers: 0 }
      const gone = new AbortController()
      const watched = Promise.allSettled([pollHealth(url, health, gone.signal), watchEverything(url, gone.signal)])
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
      // Killed at another moment each time; the first time right after an answer, when it has also said that it is well meanwhile.
      if (round === 0) {
        await answered
        await until('it to say that it is well beside all that', async () => health.answers > 0)
      } else await new Promise((resolve) => setTimeout(resolve, 150 * round))
      server.child.kill('SIGKILL')
      await server.exited
      gone.abort()
      await Promise.all([answered, watched])
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
  })
})

/** A data folder, or a database on the test server: servers started one after the other find what the last one left. */
async function somewhereToServe(): Promise<{ startServer: () => Started; drop: () => Promise<void> }> {
  const folder = await newFolder()
  if (!testDatabaseUrl) return { startServer: () => start(folder), drop: async () => undefined }
  const database = await openTestDatabase({ migrated: false })
  const env = { DATABASE_URL: database.url ?? '' }
  return { startServer: () => start(folder, env), drop: database.close }
}

async function pollHealth(url: string, health: { answers: number }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await fetch(`${url}/healthz`, { signal })
    health.answers++
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
