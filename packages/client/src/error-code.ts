import type { AppRouter } from '@mon-ps/api'
import { TRPCClientError } from '@trpc/client'

/** The API's codes, and `NO_CONNECTION` for a server that was not reached or is not this API. */
export type ClientErrorCode = NonNullable<TRPCClientError<AppRouter>['data']>['code'] | 'NO_CONNECTION'

/**
 * The code of an error that a procedure ended with, from the API's closed set.
 *
 * @param error what was caught
 * @returns     for example `TEAM_NOT_FOUND`; null when the error is no client's error at all
 * @example try { await client.team.byId.query({ teamId: 1 }) } catch (error) { errorCode(error) } // 'TEAM_NOT_FOUND'
 */
export function errorCode(error: unknown): ClientErrorCode | null {
  if (!isClientError(error)) return null
  return error.data?.code ?? 'NO_CONNECTION'
}

function isClientError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError
}
