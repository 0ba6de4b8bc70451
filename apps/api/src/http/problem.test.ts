import { TRPCError } from '@trpc/server'
import { CoreError } from '@mon-ps/core/errors'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ApiError } from '../errors.ts'
import { toProblem, refuse, routeNotFound, toTransportError } from './problem.ts'

const INTERNAL = 'Something failed in the server. The log has the details under this request id.'

describe('an error as a problem', () => {
  it('holds the message of the error, and of its context the values that have a name', () => {
    expect(
      toProblem(new ApiError('TEAM_NOT_FOUND', 'got team 7, which is none of ours', { teamId: 7, row: { name: 'Lazio' } }), 'r-1'),
    ).toEqual({
      type: 'urn:mon-ps:error:team-not-found',
      title: 'Team not found',
      status: 404,
      detail: 'got team 7, which is none of ours',
      code: 'TEAM_NOT_FOUND',
      requestId: 'r-1',
      facts: { teamId: 7 },
      fieldErrors: null,
    })
  })

  it('is the same when tRPC wrapped the error', () => {
    const cause = new CoreError('TOO_FEW_MATCHES', 'got 3 matches, expected 50')
    const wrapped = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'wrapped', cause })
    expect(toProblem(wrapped, 'r-2')).toEqual(toProblem(cause, 'r-2'))
    expect(toProblem(cause, 'r-2')).toMatchObject({ status: 422, detail: 'got 3 matches, expected 50', title: 'Too few matches' })
  })

  it('keeps the words of an unforeseen error in the server', () => {
    const expected = { code: 'INTERNAL', status: 500, title: 'Internal', type: 'urn:mon-ps:error:internal', detail: INTERNAL }
    for (const error of [new Error('password=secret'), 'a thrown text', null]) expect(toProblem(error, 'r-3')).toMatchObject(expected)
  })

  it('names each field of a refused input, and all that is wrong with it', () => {
    const shape = z.object({ filter: z.object({ days: z.array(z.number()) }), name: z.string().min(3).regex(/^x/) }).strict()
    const { error } = shape.safeParse({ filter: { days: [1, 'two'] }, name: 'ab', more: 1 })
    const problem = toProblem(new TRPCError({ code: 'BAD_REQUEST', cause: error }), 'r-4')
    expect(problem).toMatchObject({ code: 'INVALID_INPUT', status: 400 })
    expect(Object.keys(problem.fieldErrors ?? {}).sort()).toEqual(['(input)', 'filter.days.1', 'name'])
    expect(problem.fieldErrors?.['name']).toHaveLength(2)
    expect(problem.detail).toContain('at filter.days[1]')
    expect(problem.detail).not.toContain('ZodError')
  })

  it('tells a caller nothing about an answer of ours that did not fit its schema', () => {
    const { error } = z.number().safeParse('text')
    const problem = toProblem(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'Output validation failed', cause: error }), 'r-5')
    expect(problem).toMatchObject({ code: 'INTERNAL', detail: INTERNAL, fieldErrors: null })
  })

  it.each([
    ['57014', 'STATEMENT_TIMEOUT', 504, 'The database took too long. Ask for less at once.'],
    ['40001', 'CONFLICT', 409, 'Somebody else changed the same rows. Try again.'],
    ['53100', 'DISK_FULL', 500, 'The disk is full: nothing was written. Free some space and try again.'],
    ['08006', 'CONNECTION_LOST', 503, 'The connection to the database was lost. Try again in a few seconds.'],
    ['23503', 'CONSTRAINT_VIOLATED', 500, INTERNAL],
    ['42P01', 'INTERNAL', 500, INTERNAL],
  ])('translates the database’s %s to %s without its SQL', (sqlState, code, status, detail) => {
    const error = Object.assign(new Error('insert into secret values (1)'), { code: sqlState })
    expect(toProblem(error, 'r-6')).toMatchObject({ code, status, detail, fieldErrors: null })
  })

  it.each([
    ['NOT_FOUND', 'ROUTE_NOT_FOUND', 404],
    ['METHOD_NOT_SUPPORTED', 'METHOD_NOT_SUPPORTED', 405],
    ['UNSUPPORTED_MEDIA_TYPE', 'UNSUPPORTED_MEDIA_TYPE', 415],
    ['PAYLOAD_TOO_LARGE', 'BODY_TOO_LARGE', 413],
    ['CLIENT_CLOSED_REQUEST', 'CANCELLED', 499],
    ['PARSE_ERROR', 'INVALID_INPUT', 400],
    ['BAD_REQUEST', 'INVALID_INPUT', 400],
  ] as const)('gives tRPC’s own refusal %s the code %s and leaves its sentence', (transport, code, status) => {
    const refusal = new TRPCError({ code: transport, message: 'tRPC says no' })
    expect(toTransportError(refusal)).toBe(refusal)
    expect(toProblem(refusal, 'r-7')).toMatchObject({ code, status, detail: 'tRPC says no' })
  })
})

describe('a refused request', () => {
  const app = new Hono<{ Variables: { requestId: string } }>()
  app.use(async (context, next) => {
    context.set('requestId', 'r-8')
    await next()
  })
  app.get('*', (context) => refuse(context, routeNotFound('GET', context.req.path)))
  app.post('*', (context) => refuse(context, new ApiError('BODY_TOO_LARGE', 'got too much')))

  it.each(['/trpc', '/trpc/team.byId'])('is answered in tRPC’s envelope at %s', async (path) => {
    const response = await app.request(path)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({
      error: {
        message: `got GET ${path}, which is no route here. The routes are listed at /api/v1/openapi.json`,
        code: -32_600,
        data: { code: 'ROUTE_NOT_FOUND', httpStatus: 404, path: null, requestId: 'r-8', facts: {}, fieldErrors: null },
      },
    })
  })

  it.each(['/api/v1/none', '/trpc-notes', '/'])('is answered as a problem at %s', async (path) => {
    const response = await app.request(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('x-request-id')).toBe('r-8')
    expect(response.headers.get('connection')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'ROUTE_NOT_FOUND', requestId: 'r-8' })
  })

  it.each(['/trpc/team.byId', '/api/v1/none'])('closes the connection after a body that was not read, at %s', async (path) => {
    const response = await app.request(path, { method: 'POST' })
    expect(response.status).toBe(413)
    expect(response.headers.get('connection')).toBe('close')
  })
})
