import { demoAsCsv } from '@mon-ps/core/simulate/demo-as-csv'
import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import pino from 'pino'
import { httpApp } from '../src/http/app.ts'
import { type Listening, listen } from '../src/http/listen.ts'
import { assembleApp, type OpenedApp } from '../src/open-app.ts'
import { appRouter } from '../src/router.ts'
import { createCallerFactory } from '../src/trpc.ts'
import { importResults } from '../src/work/import/import-results.ts'
import type { FileSource } from '../src/work/import/read-csv.ts'

export const log = pino({ level: 'silent' })

export const callerOf = (app: OpenedApp) => createCallerFactory(appRouter)({ requestId: 'test', log, app })

export interface TestApp {
  readonly app: OpenedApp
  readonly caller: ReturnType<typeof callerOf>
  readonly close: () => Promise<void>
}

/** The API on a database of its own: embedded, or on the server that TEST_DATABASE_URL names. */
export async function openTestApp(options: { readonly footballDataUrl?: string; readonly workers?: number } = {}): Promise<TestApp> {
  const database = await openTestDatabase()
  const { footballDataUrl = 'http://127.0.0.1:9/', workers } = options
  const app = assembleApp(database, {
    footballDataUrl,
    legacyUrl: null,
    log,
    keepTables: true,
    ...(workers === undefined ? {} : { workers }),
  })
  return { app, caller: callerOf(app), close: app.close }
}

export function serveTestApp({ app }: TestApp): Promise<Listening> {
  return listen(httpApp({ app: () => app, ready: () => true, log, webDist: '/nonexistent' }), 0)
}

export const fileOf = (name: string, text: string | Uint8Array): FileSource => ({
  name,
  bytes: [typeof text === 'string' ? Buffer.from(text) : text],
})

/** Three seasons of the demo's second division: enough for every part of a calculation, in a second or two. */
export function demoFiles(): FileSource[] {
  return demoAsCsv({ seed: 1 })
    .filter(({ fileName }) => /^VE2_(2324|2425|2526)/.test(fileName))
    .map(({ fileName, text }) => fileOf(fileName, text))
}

/** Imports those seasons and calculates them. */
export async function loadCalculated(test: TestApp): Promise<void> {
  await importResults(test.app, demoFiles(), { source: 'demo' })
  const { jobId } = await test.caller.calculation.start({})
  for await (const _ of test.app.calculations.watch({ jobId })) {
    // Until it has ended.
  }
}
