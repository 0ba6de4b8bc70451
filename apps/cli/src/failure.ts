import { type ClientErrorCode, errorCode } from '@mon-ps/client'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { cli } from './words.ts'

/** Why a command ended without doing what it was asked, in words for the person who asked. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exitCode: ExitCode
  readonly code: string
  /** What to try instead. */
  readonly suggestions: readonly string[]

  constructor(exitCode: ExitCode, message: string, options: { code?: string; suggestions?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.exitCode = exitCode
    this.code = options.code ?? NAMES[exitCode]
    this.suggestions = options.suggestions ?? []
  }
}

const NAMES: Record<ExitCode, string> = {
  0: 'OK',
  1: 'UNEXPECTED',
  2: 'USAGE',
  3: 'ENVIRONMENT',
  4: 'NOT_FOUND',
  5: 'REJECTED',
  6: 'CONFLICT',
  7: 'SOURCE',
  8: 'VERIFICATION',
  9: 'PARTIAL',
  130: 'INTERRUPTED',
}

/** Total by type: a code that the API adds and that is not named here does not compile. */
const EXIT_OF = {
  INVALID_PROBABILITY: EXIT.rejected,
  INVALID_ODDS: EXIT.rejected,
  INVALID_DATE: EXIT.rejected,
  INVALID_ARGUMENT: EXIT.rejected,
  SHAPE_MISMATCH: EXIT.unexpected,
  NOT_A_DISTRIBUTION: EXIT.unexpected,
  NO_FAIR_PROBABILITIES: EXIT.rejected,
  TOO_FEW_MATCHES: EXIT.rejected,
  UNKNOWN_TEAM: EXIT.notFound,
  DID_NOT_CONVERGE: EXIT.unexpected,
  INVALID_RECORD: EXIT.rejected,
  DATA_FOLDER_LOCKED: EXIT.conflict,
  ENGINE_FAILED: EXIT.environment,
  ENGINE_RESTARTED: EXIT.environment,
  CONNECTION_LOST: EXIT.environment,
  STATEMENT_TIMEOUT: EXIT.environment,
  SERVER_TOO_OLD: EXIT.environment,
  MIGRATION_FAILED: EXIT.verification,
  UNIT_OF_WORK_REENTERED: EXIT.unexpected,
  DUPLICATE_MATCH: EXIT.conflict,
  NOT_FOUND: EXIT.notFound,
  CONFLICT: EXIT.conflict,
  CONSTRAINT_VIOLATED: EXIT.unexpected,
  DISK_FULL: EXIT.environment,
  LEGACY_NOT_FOUND: EXIT.notFound,
  MIGRATION_BLOCKED: EXIT.partial,
  PLAN_STALE: EXIT.conflict,
  MIGRATION_RUNNING: EXIT.conflict,
  NOT_MIGRATED: EXIT.notFound,
  VERIFICATION_FAILED: EXIT.verification,
  BACKUP_INVALID: EXIT.verification,
  ROLLBACK_WOULD_DISCARD: EXIT.conflict,
  SYNC_REFUSED: EXIT.partial,
  QUERY_FAILED: EXIT.unexpected,
  INVALID_INPUT: EXIT.rejected,
  INVALID_CURSOR: EXIT.rejected,
  SAME_TEAM: EXIT.rejected,
  TEAM_NOT_FOUND: EXIT.notFound,
  LEAGUE_NOT_FOUND: EXIT.notFound,
  MATCHUP_NOT_FOUND: EXIT.notFound,
  STRATEGY_NOT_FOUND: EXIT.notFound,
  NUMBER_NOT_FOUND: EXIT.notFound,
  SNAPSHOT_GONE: EXIT.notFound,
  JOB_NOT_FOUND: EXIT.notFound,
  ROUTE_NOT_FOUND: EXIT.environment,
  METHOD_NOT_SUPPORTED: EXIT.environment,
  NOTHING_TO_CALCULATE: EXIT.notFound,
  IMPORT_REJECTED: EXIT.rejected,
  SOURCE_UNAVAILABLE: EXIT.source,
  BODY_TOO_LARGE: EXIT.rejected,
  BATCH_TOO_LARGE: EXIT.rejected,
  JSON_TOO_DEEP: EXIT.rejected,
  FOREIGN_HOST: EXIT.environment,
  CROSS_SITE: EXIT.environment,
  UNSUPPORTED_MEDIA_TYPE: EXIT.rejected,
  CANCELLED: EXIT.interrupted,
  STARTING: EXIT.environment,
  INTERNAL: EXIT.unexpected,
  NO_CONNECTION: EXIT.environment,
} as const satisfies Record<ClientErrorCode, ExitCode>

/**
 * Any error as a Failure, with the exit code that its own code stands for.
 *
 * @param error a Failure, an error of the API over either transport, or anything else
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  // The API wraps what was thrown on its way in, such as an answer of "no" to a question of ours.
  if (error instanceof Error && error.cause instanceof Failure) return error.cause
  if (error instanceof Error && error.name === 'StartRefused') return new Failure(EXIT.environment, error.message, { cause: error })
  const code = errorCode(error) ?? ownCode(error)
  if (code === 'NO_CONNECTION')
    return new Failure(EXIT.environment, cli.failure.noConnection({ message: messageOf(error) }), { code, cause: error })
  if (code !== null) return failureOfCode(code, messageOf(error), error)
  return new Failure(EXIT.unexpected, messageOf(error), { cause: error })
}

/** The failure that a code of the API stands for. */
export function failureOfCode(code: string, message: string, cause?: unknown): Failure {
  return new Failure(isKnown(code) ? EXIT_OF[code] : EXIT.unexpected, message, { code, cause })
}

/** The code of an error of ours that was thrown in this process, before any procedure was reached. */
function ownCode(error: unknown): ClientErrorCode | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && isKnown(code) ? code : null
}

function isKnown(code: string): code is ClientErrorCode {
  return Object.hasOwn(EXIT_OF, code)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
