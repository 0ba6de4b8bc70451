import type { AppRouter } from '@mon-ps/api'
import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { createTRPCContext } from '@trpc/tanstack-react-query'

export type ApiInputs = inferRouterInputs<AppRouter>
export type ApiOutputs = inferRouterOutputs<AppRouter>

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

/** Half of the server's limit for one request. */
const MAX_BATCH = 10
const MINUTE = 60_000

/** Calls in batches, progress over server-sent events, all to the address the page came from. */
export function createApiClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: '/trpc' }),
        false: httpBatchLink({ url: '/trpc', maxItems: MAX_BATCH }),
      }),
    ],
  })
}

/** Numbers change only when something is imported or calculated; both throw the whole cache away. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 5 * MINUTE, retry: retryQuery, refetchOnWindowFocus: false } },
  })
}

/** Retries lost connections, but not refusals: asking again does not change those. */
function retryQuery(failures: number, error: unknown): boolean {
  const answered = error instanceof Error && 'data' in error && typeof error.data === 'object' && error.data !== null
  return !answered && failures < 2
}

/** What a person needs to know about a failure, and what to quote when asking about it. */
interface ReadableError {
  message: string
  code: string
  requestId: string | null
}

/**
 * Reads a failure of any kind: an error of a procedure, of the upload route, of the network.
 *
 * @param error what was thrown
 * @returns     its sentence, its code from the API's closed set (`NO_CONNECTION` when no answer came) and the request's id
 */
export function readApiError(error: unknown): ReadableError {
  if (!(error instanceof Error)) return { message: String(error), code: 'UNEXPECTED', requestId: null }
  const data = 'data' in error ? error.data : undefined
  if (typeof data !== 'object' || data === null) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : 'NO_CONNECTION'
    return { message: error.message, code, requestId: null }
  }
  return {
    message: error.message,
    code: readString(data, 'code') ?? 'UNEXPECTED',
    requestId: readString(data, 'requestId'),
  }
}

function readString(data: object, key: string): string | null {
  const value = key in data ? (data as Record<string, unknown>)[key] : undefined
  return typeof value === 'string' && value !== '' ? value : null
}
