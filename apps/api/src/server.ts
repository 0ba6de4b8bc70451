import { DbError } from '@mon-ps/db/errors'
import { httpApp } from './http/app.ts'
import { type Listening, listen } from './http/listen.ts'
import { StartRefused } from './start-refused.ts'
import { type OpenAppOptions, type OpenedApp, openApp } from './open-app.ts'
import { markInterruptedJobs } from '@mon-ps/db/repositories/jobs'

export interface ServeOptions extends OpenAppOptions {
  /** 0 for any free port. */
  readonly port: number
  readonly webDist: string
}

export interface RunningServer {
  readonly url: string
  readonly app: OpenedApp
  /** From now on `/readyz` says yes: whoever starts the server decides what must stand first. */
  readonly markReady: () => void
  /** Takes no new requests, stops a calculation safely, closes the database and frees its folder. May be called twice. */
  readonly close: () => Promise<void>
}

const GRACE_MS = 1000

/**
 * Serves everything on one port of this machine. The port answers before the database is open (`/healthz`), everything
 * answers once it is, and `/readyz` says yes after {@link RunningServer.markReady}.
 *
 * @throws {DbError} DATA_FOLDER_LOCKED  another process holds the folder; told even when it also holds the port
 * @throws {StartRefused} another program listens on the port
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  let opened: OpenedApp | null = null
  let ready = false
  const [listening, opening] = await Promise.allSettled([
    listen(httpApp({ app: () => opened, ready: () => ready, log: options.log, webDist: options.webDist }), options.port),
    openApp(options).then((app) => {
      opened = app
      return app
    }),
  ])
  if (listening.status === 'fulfilled' && opening.status === 'fulfilled') {
    const markReady = () => {
      ready = true
    }
    return running(listening.value, opening.value, markReady)
  }
  if (listening.status === 'fulfilled') await listening.value.close(0)
  if (opening.status === 'fulfilled') await opening.value.close()
  if (opening.status === 'rejected') throw opening.reason
  if (listening.status === 'rejected') throw portInUse(listening.reason, options.port)
  throw new DbError('ENGINE_FAILED', 'the server did not start')
}

async function running(listening: Listening, app: OpenedApp, markReady: () => void): Promise<RunningServer> {
  await markInterruptedJobs(app.database.db)
  app.database.setUrl(listening.url)
  let closed: Promise<void> | null = null
  const close = async () => {
    await Promise.all([listening.close(GRACE_MS), app.calculations.stop()])
    await app.close()
  }
  return {
    url: listening.url,
    app,
    markReady,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}

function portInUse(error: unknown, port: number): unknown {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return error
  return new StartRefused(`port ${port} is in use by another program; stop it, or choose another one: PORT=${port + 1} npm start`)
}
