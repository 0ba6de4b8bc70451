import pino, { type Logger } from 'pino'
import type { LogLevel } from './env.ts'

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>

/** One JSON line per event on stderr, so that what is said to people on stdout stays legible. */
export function createLog(level: LogLevel): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true }))
}
