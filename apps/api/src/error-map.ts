import { CoreError } from '@mon-ps/core/errors'
import { asDbError, DbError } from '@mon-ps/db/errors'
import type { TRPCError } from '@trpc/server'
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc'
import { ZodError, z } from 'zod'
import type { ErrorCode, ErrorFacts } from '@mon-ps/contract/error'
import { ApiError } from './errors.ts'

/** What each code means to a transport. Total by type: a new code that is not named here does not compile. */
export const ERROR_MAP = {
  INVALID_PROBABILITY: 'BAD_REQUEST',
  INVALID_ODDS: 'BAD_REQUEST',
  INVALID_DATE: 'BAD_REQUEST',
  INVALID_ARGUMENT: 'BAD_REQUEST',
  SHAPE_MISMATCH: 'INTERNAL_SERVER_ERROR',
  NOT_A_DISTRIBUTION: 'INTERNAL_SERVER_ERROR',
  NO_FAIR_PROBABILITIES: 'UNPROCESSABLE_CONTENT',
  TOO_FEW_MATCHES: 'UNPROCESSABLE_CONTENT',
  UNKNOWN_TEAM: 'NOT_FOUND',
  DID_NOT_CONVERGE: 'UNPROCESSABLE_CONTENT',
  INVALID_RECORD: 'UNPROCESSABLE_CONTENT',

  DATA_FOLDER_LOCKED: 'CONFLICT',
  ENGINE_FAILED: 'INTERNAL_SERVER_ERROR',
  ENGINE_RESTARTED: 'SERVICE_UNAVAILABLE',
  CONNECTION_LOST: 'SERVICE_UNAVAILABLE',
  STATEMENT_TIMEOUT: 'GATEWAY_TIMEOUT',
  SERVER_TOO_OLD: 'PRECONDITION_FAILED',
  MIGRATION_FAILED: 'INTERNAL_SERVER_ERROR',
  UNIT_OF_WORK_REENTERED: 'INTERNAL_SERVER_ERROR',
  DUPLICATE_MATCH: 'CONFLICT',
  NOT_FOUND: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  CONSTRAINT_VIOLATED: 'INTERNAL_SERVER_ERROR',
  DISK_FULL: 'INTERNAL_SERVER_ERROR',
  LEGACY_NOT_FOUND: 'NOT_FOUND',
  MIGRATION_BLOCKED: 'PRECONDITION_FAILED',
  PLAN_STALE: 'CONFLICT',
  MIGRATION_RUNNING: 'CONFLICT',
  NOT_MIGRATED: 'NOT_FOUND',
  VERIFICATION_FAILED: 'INTERNAL_SERVER_ERROR',
  BACKUP_INVALID: 'INTERNAL_SERVER_ERROR',
  ROLLBACK_WOULD_DISCARD: 'CONFLICT',
  SYNC_REFUSED: 'PRECONDITION_FAILED',
  QUERY_FAILED: 'INTERNAL_SERVER_ERROR',

  INVALID_INPUT: 'BAD_REQUEST',
  INVALID_CURSOR: 'BAD_REQUEST',
  SAME_TEAM: 'BAD_REQUEST',
  TEAM_NOT_FOUND: 'NOT_FOUND',
  LEAGUE_NOT_FOUND: 'NOT_FOUND',
  MATCHUP_NOT_FOUND: 'NOT_FOUND',
  STRATEGY_NOT_FOUND: 'NOT_FOUND',
  NUMBER_NOT_FOUND: 'NOT_FOUND',
  SNAPSHOT_GONE: 'NOT_FOUND',
  JOB_NOT_FOUND: 'NOT_FOUND',
  ROUTE_NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_NOT_SUPPORTED',
  NOTHING_TO_CALCULATE: 'PRECONDITION_FAILED',
  IMPORT_REJECTED: 'UNPROCESSABLE_CONTENT',
  SOURCE_UNAVAILABLE: 'BAD_GATEWAY',
  BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  BATCH_TOO_LARGE: 'BAD_REQUEST',
  JSON_TOO_DEEP: 'BAD_REQUEST',
  FOREIGN_HOST: 'FORBIDDEN',
  CROSS_SITE: 'FORBIDDEN',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  CANCELLED: 'CLIENT_CLOSED_REQUEST',
  STARTING: 'SERVICE_UNAVAILABLE',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<ErrorCode, TRPC_ERROR_CODE_KEY>

const INTERNAL_MESSAGE = 'Something failed in the server. The log has the details under this request id.'

/** An error of ours: thrown on purpose, with a code and a message that a person may read. */
export type CodedError = CoreError | ApiError | DbError

/**
 * The coded error behind whatever was thrown, or null for what nobody foresaw. What a driver says is translated, and
 * its own words, which quote SQL and values, stay in the log.
 */
export function codedError(error: unknown): CodedError | null {
  if (error instanceof CoreError || error instanceof ApiError) return error
  if (!(error instanceof Error)) return null
  const database = error instanceof DbError ? error : asDbError(error)
  if (database.code === 'QUERY_FAILED') return null
  if (!('sqlState' in database.context)) return database
  return new DbError(database.code, DRIVER_SENTENCES[database.code] ?? INTERNAL_MESSAGE, {}, error)
}

const DRIVER_SENTENCES: Partial<Record<ErrorCode, string>> = {
  CONNECTION_LOST: 'The connection to the database was lost. Try again in a few seconds.',
  STATEMENT_TIMEOUT: 'The database took too long. Ask for less at once.',
  CONFLICT: 'Somebody else changed the same rows. Try again.',
  DISK_FULL: 'The disk is full: nothing was written. Free some space and try again.',
}

/** What leaves the server about an error, whichever way it leaves. */
export interface ErrorDescription {
  readonly code: ErrorCode
  /** English, for logs and for readers whose catalogue has no sentence for the code. */
  readonly message: string
  readonly facts: ErrorFacts
  /** For a refused input: the path of each field and what is wrong with it. */
  readonly fieldErrors: Readonly<Record<string, string[]>> | null
}

/** Codes of tRPC's own refusals, before one of our procedures was reached. */
const OWN_REFUSALS: Partial<Record<TRPC_ERROR_CODE_KEY, ErrorCode>> = {
  NOT_FOUND: 'ROUTE_NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_NOT_SUPPORTED',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  PAYLOAD_TOO_LARGE: 'BODY_TOO_LARGE',
  CLIENT_CLOSED_REQUEST: 'CANCELLED',
  PARSE_ERROR: 'INVALID_INPUT',
  BAD_REQUEST: 'INVALID_INPUT',
}

/**
 * Code and sentence of an error, without its stack, its SQL or its cause.
 * What nobody foresaw is `INTERNAL`, and its own message stays in the log.
 */
export function describeError(error: TRPCError): ErrorDescription {
  const cause = error.cause
  const coded = codedError(cause)
  if (coded) return { code: coded.code, message: coded.message, facts: toFacts(coded.context), fieldErrors: null }
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    return { code: 'INVALID_INPUT', message: z.prettifyError(cause), facts: {}, fieldErrors: fieldErrors(cause) }
  }
  const code = OWN_REFUSALS[error.code]
  return code
    ? { code, message: error.message, facts: {}, fieldErrors: null }
    : { code: 'INTERNAL', message: INTERNAL_MESSAGE, facts: {}, fieldErrors: null }
}

/** Of an error's context what a reader can be told; rows, lists and causes stay in the log. */
function toFacts(context: CodedError['context']): ErrorFacts {
  const facts: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(context)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') facts[name] = value
  }
  return facts
}

function fieldErrors(error: ZodError): Record<string, string[]> {
  const fields = new Map<string, string[]>()
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.') || '(input)'
    fields.set(path, [...(fields.get(path) ?? []), issue.message])
  }
  return Object.fromEntries(fields)
}
