import type { App, Log } from './use-cases/app.ts'

/** What every procedure is given. */
export interface Context {
  readonly requestId: string
  readonly log: Log
  readonly app: App
}
