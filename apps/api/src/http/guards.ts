import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiError } from '../errors.ts'
import { MAX_JSON_DEPTH, nestsDeeperThan } from './json-depth.ts'
import { refuse } from './problem.ts'

const MAX_BODY_BYTES = 256 * 1024
const MAX_BATCH = 20

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Refuses a `Host` that is not ours: a page of another site whose name was made to resolve to 127.0.0.1 would
 * otherwise read everything.
 */
export const ownHost: MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> = async (context, next) => {
  const host = context.req.header('host')?.toLowerCase() ?? ''
  const port = context.env.incoming?.socket.localPort ?? 80
  const expected = LOOPBACK_NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]))
  if (expected.includes(host)) return next()
  return refuse(context, new ApiError('FOREIGN_HOST', `got Host "${host}", expected ${expected.join(', ')}`))
}

const SAFE_METHODS = new Set(['GET', 'HEAD'])

/**
 * Refuses what a page of another site could send: browsers say where a request comes from, and a form cannot send
 * `application/json`. A client that is no browser sends neither header and is let through.
 */
export const sameOrigin: MiddlewareHandler = async (context, next) => {
  if (SAFE_METHODS.has(context.req.method)) return next()
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const host = context.req.header('host') ?? ''
  const foreign = site !== undefined ? site !== 'same-origin' && site !== 'none' : origin !== undefined && origin !== `http://${host}`
  if (foreign) return refuse(context, new ApiError('CROSS_SITE', `got a request from ${origin ?? site}, expected one from http://${host}`))
  return next()
}

export const jsonOnly: MiddlewareHandler = async (context, next) => {
  if (SAFE_METHODS.has(context.req.method)) return next()
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type === 'application/json') return next()
  return refuse(context, new ApiError('UNSUPPORTED_MEDIA_TYPE', `got content type "${type ?? 'none'}", expected application/json`))
}

export const limitBody: MiddlewareHandler = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (context) =>
    refuse(context, new ApiError('BODY_TOO_LARGE', `got a body of more than ${MAX_BODY_BYTES} bytes. Files go to /upload/football-data`)),
})

/** Refuses a call with more than {@link MAX_BATCH} procedures in one request. */
export const limitBatch: MiddlewareHandler = async (context, next) => {
  const calls = context.req.path.split(',').length
  if (calls <= MAX_BATCH) return next()
  return refuse(context, new ApiError('BATCH_TOO_LARGE', `got ${calls} calls in one request, expected at most ${MAX_BATCH}`))
}

/** Refuses deep nesting, in the body or in tRPC's `input` parameter, before anything parses it. */
export const limitDepth: MiddlewareHandler = async (context, next) => {
  const text = SAFE_METHODS.has(context.req.method) ? (context.req.query('input') ?? '') : await context.req.text()
  if (!nestsDeeperThan(text)) return next()
  return refuse(context, new ApiError('JSON_TOO_DEEP', `got JSON nested deeper than ${MAX_JSON_DEPTH} levels`))
}
