import { type AnyTRPCRouter, callTRPCProcedure } from '@trpc/server'
import { Hono } from 'hono'
import type { Context } from '../context.ts'
import { ApiError } from '../errors.ts'
import { toProblem, refuse, toTransportError } from './problem.ts'
import { inputFromAddress, type RestRoute, restRoutes } from './rest-routes.ts'

interface Variables {
  requestId: string
}

export interface RestOptions {
  readonly router: AnyTRPCRouter
  readonly createContext: (requestId: string) => Context
}

/**
 * The REST twin: the very procedures that tRPC serves, at the addresses their meta names, with errors as problem+json.
 *
 * trpc-to-openapi writes the document (rest-document.ts) but does not serve: its handler switches the procedures' own
 * schemas to coercing, after which tRPC would take "5" and null for numbers, too.
 */
export function restApp({ router, createContext }: RestOptions): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>()
  for (const route of restRoutes(router)) {
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context) => {
      const ctx = createContext(context.get('requestId'))
      try {
        const input =
          route.method === 'GET'
            ? inputFromAddress(route, context.req.param() as Record<string, string>, new URL(context.req.url).searchParams)
            : await readJson(context.req)
        const output: unknown = await call({ router, route, ctx, input, signal: context.req.raw.signal })
        return context.body(JSON.stringify(output), 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
      } catch (error) {
        if (toProblem(error, ctx.requestId).code === 'INTERNAL')
          ctx.log.error({ err: error, requestId: ctx.requestId }, 'a REST call failed')
        return refuse(context, toTransportError(error))
      }
    })
  }
  return app
}

async function readJson(request: { text: () => Promise<string> }): Promise<unknown> {
  const text = await request.text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiError('INVALID_INPUT', 'got a body that is no JSON', {}, cause)
  }
}

interface Call {
  readonly router: AnyTRPCRouter
  readonly route: RestRoute
  readonly ctx: Context
  readonly input: unknown
  readonly signal: AbortSignal
}

function call({ router, route, ctx, input, signal }: Call): Promise<unknown> {
  return callTRPCProcedure({
    router,
    path: route.procedure,
    type: route.method === 'GET' ? 'query' : 'mutation',
    getRawInput: async () => input,
    ctx,
    signal,
    batchIndex: 0,
  })
}
