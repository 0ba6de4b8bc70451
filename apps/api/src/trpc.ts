/**
 * How a procedure is built here, in five parts. Read it once and every `answers/<noun>/router.ts` is plain.
 *
 *   1. Meta      who may call a procedure, what it costs, and its REST twin
 *   2. Errors    one shape for every error, with a code from a closed set
 *   3. Procedure the one builder that all procedures start from
 *   4. Streams   the output schema of a subscription
 *   5. Router    how procedures become a noun, and nouns the API
 *
 * docs/how-to/add-a-procedure.md walks through adding one.
 */
import { initTRPC, isTrackedEnvelope, type TrackedEnvelope, TRPCError, tracked } from '@trpc/server'
import { z } from 'zod'
import type { Context } from './context.ts'
import { codedError, describeError, ERROR_MAP } from './error-map.ts'

// 1. Meta ---------------------------------------------------------------------------------------------------------------
// `roles` says who may call it and `cost` what it weighs against a caller's budget: 1 for a stored row, 2 for a list, 10 for what
// calculates. Neither is enforced yet, but a procedure without them does not compile.
// A procedure with `openapi` also answers at `/api/v1/quantum-v3` + path; the others are tRPC only. GET takes its input
// from path and query, POST from a JSON body. A mutation that writes nothing may thus be a POST with a body.

/** Who may call: viewers read, analysts also import, calculate and decide, admins also remove data and move V1. */
export type Role = 'viewer' | 'analyst' | 'admin'
export const EVERYONE: readonly Role[] = ['viewer', 'analyst', 'admin']
export const ANALYSTS: readonly Role[] = ['analyst', 'admin']
export const ADMINS: readonly Role[] = ['admin']

export interface ProcedureMeta {
  readonly roles: readonly Role[]
  /** A small positive number. */
  readonly cost: number
  openapi?: {
    method: 'GET' | 'POST'
    path: `/${string}`
    summary: string
    tags: string[]
  }
}

// 2. Errors -------------------------------------------------------------------------------------------------------------
// Use cases throw CoreError, DbError or ApiError; ERROR_MAP says what each code means over HTTP. The client reads
// `error.data.code`, `.facts`, `.requestId`, `.fieldErrors`, and never meets a stack or a line of SQL.

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const { code, message, facts, fieldErrors } = describeError(error)
      return {
        code: shape.code,
        message,
        data: {
          code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path ?? null,
          requestId: ctx?.requestId ?? null,
          facts,
          fieldErrors,
        },
      }
    },
  })

/** An error of ours as the transport's, or null for what nobody foresaw. */
function toRefusal(error: unknown): TRPCError | null {
  const cause = codedError(error)
  return cause && new TRPCError({ code: ERROR_MAP[cause.code], message: cause.message, cause })
}

// 3. Procedure ----------------------------------------------------------------------------------------------------------
// `procedure(meta).input(schema).output(schema).query(({ ctx, input }) => useCase(ctx, input))`: schema in, one call, schema out.
// `.output()` is not optional: it strips what the wire must not carry, names the type and documents REST.

/** It turns an error of ours into the transport's, and logs what nobody foresaw. */
const coded = t.procedure.use(async ({ ctx, path, next }) => {
  const result = await next()
  if (result.ok) return result
  const refusal = toRefusal(result.error.cause)
  if (refusal) throw refusal
  if (result.error.code === 'INTERNAL_SERVER_ERROR')
    ctx.log.error({ err: result.error, path, requestId: ctx.requestId }, 'a procedure failed')
  return result
})

/** The only builder. */
export const procedure = (meta: ProcedureMeta) => coded.meta(meta)

// 4. Streams ------------------------------------------------------------------------------------------------------------
// A subscription yields `tracked(id, value)`: after a broken connection the client asks again with `lastEventId = id`. What it
// throws comes after the procedure has answered, and would be taken for a failure of the server, after which clients ask for ever.

/** Output schema of a subscription whose events carry ids: each value is parsed with `event` on its way out. */
export function trackedEvents<Value>(event: z.ZodType<Value, Value>) {
  return z
    .custom<AsyncIterable<TrackedEnvelope<Value>>>((value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value)
    .transform(async function* (events): AsyncGenerator<TrackedEnvelope<Value>, void, unknown> {
      try {
        for await (const envelope of events) {
          if (!isTrackedEnvelope(envelope)) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'got an event without an id' })
          const [id, value] = envelope
          yield tracked(id, event.parse(value))
        }
      } catch (error) {
        throw toRefusal(error) ?? error
      }
    })
}

// 5. Router -------------------------------------------------------------------------------------------------------------

export const router = t.router
/** Calls procedures without a transport; for tests and the REST twin. */
export const createCallerFactory = t.createCallerFactory
