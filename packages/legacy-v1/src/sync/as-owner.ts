import { asDbError, DbError } from '@mon-ps/db/errors'

/**
 * Does what only who owns V1's tables may do: triggers that a replica fires, too, and other names.
 *
 * @throws {DbError} SYNC_REFUSED  the role of the connection is not an owner; the message says what the server would not let it do
 */
export async function asOwner<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const known = asDbError(error)
    if (known.context['sqlState'] !== '42501') throw error
    throw new DbError(
      'SYNC_REFUSED',
      `${known.message}; the sync needs a role that owns V1's tables: connect as their owner, or GRANT the owner to the role of DATABASE_URL. Nothing was changed`,
      {},
      error,
    )
  }
}
