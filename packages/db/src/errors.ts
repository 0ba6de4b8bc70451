/** Every way in which the database layer refuses or fails. Closed on purpose: a caller can map all of them. */
export type DbErrorCode =
  | 'INVALID_ARGUMENT'
  | 'DATA_FOLDER_LOCKED'
  | 'ENGINE_FAILED'
  | 'ENGINE_RESTARTED'
  | 'CONNECTION_LOST'
  | 'STATEMENT_TIMEOUT'
  | 'SERVER_TOO_OLD'
  | 'MIGRATION_FAILED'
  | 'UNIT_OF_WORK_REENTERED'
  | 'DUPLICATE_MATCH'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'CONSTRAINT_VIOLATED'
  | 'DISK_FULL'
  | 'LEGACY_NOT_FOUND'
  | 'MIGRATION_BLOCKED'
  | 'PLAN_STALE'
  | 'MIGRATION_RUNNING'
  | 'NOT_MIGRATED'
  | 'VERIFICATION_FAILED'
  | 'BACKUP_INVALID'
  | 'ROLLBACK_WOULD_DISCARD'
  | 'SYNC_REFUSED'
  | 'QUERY_FAILED'

const RETRYABLE: ReadonlySet<DbErrorCode> = new Set(['ENGINE_RESTARTED', 'CONNECTION_LOST'])

/** The message says what came, what was expected and what to do; `context` carries the values for logs. */
export class DbError extends Error {
  override readonly name = 'DbError'
  readonly code: DbErrorCode
  readonly context: Readonly<Record<string, unknown>>
  /** The same call may succeed when it is made again. */
  readonly retryable: boolean

  constructor(code: DbErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.context = context
    this.retryable = RETRYABLE.has(code)
  }
}

interface DriverError {
  readonly code: string
  readonly message: string
  readonly constraint_name?: string
}

function isDriverError(error: unknown): error is DriverError {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'message' in error
}

/** SQLSTATE classes and driver codes, the longest prefix first. */
const CODES: readonly (readonly [prefix: string, code: DbErrorCode])[] = [
  ['23505', 'CONFLICT'],
  ['23', 'CONSTRAINT_VIOLATED'],
  ['57014', 'STATEMENT_TIMEOUT'],
  ['40', 'CONFLICT'],
  ['53100', 'DISK_FULL'],
  ['53300', 'CONNECTION_LOST'],
  ['57P', 'CONNECTION_LOST'],
  ['08', 'CONNECTION_LOST'],
  ['CONNECT', 'CONNECTION_LOST'],
  ['ECONN', 'CONNECTION_LOST'],
  ['ENOTFOUND', 'CONNECTION_LOST'],
]

/**
 * The coded error behind whatever a query threw: a DbError anywhere in the chain of causes, else the
 * driver's error translated. Drizzle wraps errors, so the first one is rarely the one that tells.
 */
export function asDbError(error: unknown): DbError {
  let driver: DriverError | null = null
  let current = error
  for (let depth = 0; depth < 10 && current instanceof Error; depth++) {
    if (current instanceof DbError) return current
    if (driver === null && isDriverError(current)) driver = current
    current = current.cause
  }
  if (driver === null) {
    const text = error instanceof Error ? error.message : String(error)
    return new DbError('QUERY_FAILED', `the database call failed: ${text}`, {}, error)
  }
  const { code, message } = driver
  const known = CODES.find(([prefix]) => code.startsWith(prefix))
  const context = { sqlState: code, ...(driver.constraint_name === undefined ? {} : { constraint: driver.constraint_name }) }
  return new DbError(known?.[1] ?? 'QUERY_FAILED', `the database answered ${code}: ${message}`, context, error)
}
