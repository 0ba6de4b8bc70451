import type { AnyTRPCRouter } from '@trpc/server'
import { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { ProcedureMeta } from '../trpc.ts'

/** Where the REST twin lives. */
export const REST_PREFIX = '/api/v1/quantum-v3'

type FieldKind = 'number' | 'boolean' | 'string'

/** A procedure that says in its meta that it also answers over REST. */
export interface RestRoute {
  readonly method: 'GET' | 'POST'
  /** For example `/teams/{teamId}`. */
  readonly path: string
  /** For example `team.byId`. */
  readonly procedure: string
  /** What the fields of its input hold: text from an address is turned into that, and nothing else is. */
  readonly fields: ReadonlyMap<string, FieldKind>
}

/** The REST routes of a router: one per procedure with `meta.openapi`, none written by hand. */
export function restRoutes(router: AnyTRPCRouter): RestRoute[] {
  return Object.entries(router._def.procedures as Record<string, ProcedureInternals>).flatMap(([procedure, { _def }]) => {
    const openapi = _def.meta?.openapi
    if (!openapi) return []
    return [{ method: openapi.method, path: openapi.path, procedure, fields: fieldKinds(_def.inputs[0]) }]
  })
}

interface ProcedureInternals {
  readonly _def: { readonly meta?: ProcedureMeta; readonly inputs: readonly unknown[] }
}

function fieldKinds(input: unknown): Map<string, FieldKind> {
  if (!(input instanceof z.ZodObject)) return new Map()
  const { properties } = z.toJSONSchema(input, { io: 'input' })
  return new Map(Object.entries(properties ?? {}).map(([name, schema]) => [name, toFieldKind(schema)]))
}

function toFieldKind(schema: z.core.JSONSchema._JSONSchema): FieldKind {
  if (typeof schema === 'boolean') return 'string'
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  return schema.type === 'boolean' ? 'boolean' : 'string'
}

/**
 * The input of a GET: path and query as the procedure's schema wants them. Text that is no number stays text, so that
 * the schema refuses it and names the field.
 *
 * @throws {ApiError} INVALID_INPUT  a parameter that the procedure does not know, or one that is given twice
 */
export function inputFromAddress(
  route: RestRoute,
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const name of new Set(query.keys())) {
    const kind = route.fields.get(name)
    if (!kind || name in path) {
      throw new ApiError('INVALID_INPUT', `got the parameter "${name}", expected one of ${[...route.fields.keys()].join(', ') || 'none'}`)
    }
    const values = query.getAll(name)
    if (values.length > 1) throw new ApiError('INVALID_INPUT', `got the parameter "${name}" ${values.length} times, expected it once`)
    input[name] = coerce(values[0] ?? '', kind)
  }
  for (const [name, value] of Object.entries(path)) input[name] = coerce(value, route.fields.get(name) ?? 'string')
  return input
}

function coerce(text: string, kind: FieldKind): unknown {
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  if (kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  return text
}
