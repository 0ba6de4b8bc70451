import type { CoreErrorCode } from '@mon-ps/core/errors'
import type { DbErrorCode } from '@mon-ps/db/errors'

/** Every way in which the API itself refuses a request. Closed on purpose: the error map must name all of them. */
export type ApiErrorCode =
  | 'INVALID_INPUT'
  | 'INVALID_CURSOR'
  | 'SAME_TEAM'
  | 'TEAM_NOT_FOUND'
  | 'LEAGUE_NOT_FOUND'
  | 'MATCHUP_NOT_FOUND'
  | 'STRATEGY_NOT_FOUND'
  | 'NUMBER_NOT_FOUND'
  | 'SNAPSHOT_GONE'
  | 'JOB_NOT_FOUND'
  | 'ROUTE_NOT_FOUND'
  | 'METHOD_NOT_SUPPORTED'
  | 'NOTHING_TO_CALCULATE'
  | 'CONFLICT'
  | 'IMPORT_REJECTED'
  | 'SOURCE_UNAVAILABLE'
  | 'BODY_TOO_LARGE'
  | 'BATCH_TOO_LARGE'
  | 'JSON_TOO_DEEP'
  | 'FOREIGN_HOST'
  | 'CROSS_SITE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'CANCELLED'
  | 'STARTING'
  | 'INTERNAL'

/** All codes that a client can meet, on tRPC as `error.data.code`, on REST as `code`. */
export type ErrorCode = CoreErrorCode | DbErrorCode | ApiErrorCode

/**
 * Thrown by use cases and by the server's doors. The message says what came, what was expected and what to do;
 * it is shown to the person who asked, so it never holds SQL, a path of ours or a stack.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  readonly context: Readonly<Record<string, unknown>>

  constructor(code: ApiErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.context = context
  }
}
