import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { Context as HonoContext } from 'hono'
import { codedError, describeError, ERROR_MAP } from '../error-map.ts'
import type { ErrorCode, ErrorFacts } from '@mon-ps/contract/error'
import { ApiError } from '../errors.ts'

/** An error on REST and on every route that is not tRPC: RFC 9457, with our code and the request's id. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: ErrorCode
  requestId: string
  facts: ErrorFacts
  /** For a refused input: each field and what is wrong with it. */
  fieldErrors: Readonly<Record<string, string[]>> | null
}

/** Errors of ours become the transport's; tRPC's own stay what they are. */
export function toTransportError(error: unknown): TRPCError {
  const coded = codedError(error instanceof TRPCError ? error.cause : error)
  if (coded) return new TRPCError({ code: ERROR_MAP[coded.code], message: coded.message, cause: coded })
  return getTRPCErrorFromUnknown(error)
}

/** `TEAM_NOT_FOUND` -> `Team not found`. */
function toTitle(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function toProblem(error: unknown, requestId: string): Problem {
  const transportError = toTransportError(error)
  const { code, message, facts, fieldErrors } = describeError(transportError)
  return {
    type: `urn:mon-ps:error:${code.toLowerCase().replaceAll('_', '-')}`,
    title: toTitle(code),
    status: getHTTPStatusCodeFromError(transportError),
    detail: message,
    code,
    requestId,
    facts,
    fieldErrors,
  }
}

/**
 * Answers a request with an error: in tRPC's own envelope under `/trpc`, so that its clients read code and sentence
 * as from any procedure, and as problem+json everywhere else.
 */
export function refuse(context: HonoContext, error: unknown): Response {
  const requestId = context.get('requestId') as string
  const problem = toProblem(error, requestId)
  // A body that is refused unread leaves the connection in no state to be used again.
  const headers = { 'X-Request-Id': requestId, ...(problem.code === 'BODY_TOO_LARGE' ? { Connection: 'close' } : {}) }
  if (context.req.path === '/trpc' || context.req.path.startsWith('/trpc/')) {
    const { code, status, facts, fieldErrors } = problem
    const data = { code, httpStatus: status, path: null, requestId, facts, fieldErrors }
    const body = { error: { message: problem.detail, code: TRPC_REFUSAL, data } }
    return new Response(JSON.stringify(body), { status: problem.status, headers: { ...headers, 'Content-Type': 'application/json' } })
  }
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...headers, 'Content-Type': 'application/problem+json' },
  })
}

/** JSON-RPC's "invalid request": the request was refused before a procedure was looked up. */
const TRPC_REFUSAL = -32_600

export function routeNotFound(method: string, path: string): ApiError {
  return new ApiError('ROUTE_NOT_FOUND', `got ${method} ${path}, which is no route here. The routes are listed at /api/v1/openapi.json`)
}
