import type { Logger } from 'pino'
import type { UseCases } from './use-cases/use-cases.ts'

/** What every procedure is given. */
export interface Context {
  readonly requestId: string
  readonly log: Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>
  readonly useCases: UseCases
}
