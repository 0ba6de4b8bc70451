/** All error codes of core: a closed union, so that a caller can map every one. */
export type CoreErrorCode =
  | 'INVALID_PROBABILITY'
  | 'INVALID_ODDS'
  | 'INVALID_DATE'
  | 'INVALID_ARGUMENT'
  | 'SHAPE_MISMATCH'
  | 'NOT_A_DISTRIBUTION'
  | 'NO_FAIR_PROBABILITIES'
  | 'TOO_FEW_MATCHES'
  | 'UNKNOWN_TEAM'
  | 'DID_NOT_CONVERGE'
  | 'INVALID_RECORD'

/**
 * Thrown where core checks its inputs. The message says what it got and what it expected
 * ("got 2 outcomes, expected at least 3"); `context` carries the values for logs.
 */
export class CoreError extends Error {
  override readonly name = 'CoreError'
  readonly code: CoreErrorCode
  readonly context: Readonly<Record<string, unknown>>

  constructor(code: CoreErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.context = context
  }
}
