import type { ErrorCode } from '@mon-ps/contract/error'
import type { CoreErrorCode } from '@mon-ps/core/errors'
import type { DbErrorCode } from '@mon-ps/db/errors'

/** Every way in which the API itself refuses a request; core and db have codes of their own. */
export type ApiErrorCode = Exclude<ErrorCode, CoreErrorCode | DbErrorCode> | 'CONFLICT'

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
