import type { AppRouter } from '@mon-ps/api'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from '@trpc/client'
import { FetchEventSource } from './fetch-event-source.ts'

export type MonPsClient = TRPCClient<AppRouter>

export interface ClientOptions {
  /** Where the API listens, for example `http://127.0.0.1:3000`; `/trpc` is added. */
  url: string
  /** Instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** Sent with every request. */
  headers?: Record<string, string> | undefined
}

/** Half of what the server accepts in one request (20), so that a proxy's own limit on URLs is not met either. */
const MAX_BATCH = 10

/**
 * A client whose procedures carry the API's types: queries and mutations in batches, subscriptions over server-sent events.
 *
 * @param options where the API is, and optionally its own `fetch` and headers
 * @example const matchup = await createClient({ url }).matchup.byTeams.query({ homeId: 10001, awayId: 10002 })
 */
export function createClient(options: ClientOptions): MonPsClient {
  const url = `${options.url.replace(/\/+$/, '')}/trpc`
  const headers = options.headers ?? {}
  const send = options.fetch ?? fetch
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url, EventSource: FetchEventSource, eventSourceOptions: { fetch: send, headers } }),
        false: httpBatchLink({
          url,
          maxItems: MAX_BATCH,
          headers,
          fetch: (input, init) => send(input, { ...init, signal: init?.signal ?? null }),
        }),
      }),
    ],
  })
}
