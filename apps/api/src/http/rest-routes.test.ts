import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { EVERYONE, procedure, router } from '../trpc.ts'
import { inputFromAddress, type RestRoute, restRoutes } from './rest-routes.ts'

const route: RestRoute = {
  method: 'GET',
  path: '/teams/{teamId}',
  procedure: 'team.byId',
  fields: new Map([
    ['teamId', 'number'],
    ['limit', 'number'],
    ['live', 'boolean'],
    ['name', 'string'],
  ]),
}
const read = (query: string, path: Record<string, string> = { teamId: '7' }) => inputFromAddress(route, path, new URLSearchParams(query))

describe('the input in an address', () => {
  it('has the kinds of the procedure’s fields', () => {
    expect(read('limit=2.5&live=true&name=12')).toEqual({ teamId: 7, limit: 2.5, live: true, name: '12' })
    expect(read('live=false')).toEqual({ teamId: 7, live: false })
    expect(read('limit=-3')).toEqual({ teamId: 7, limit: -3 })
  })

  it.each(['', '%20', 'five', 'Infinity', '1,5'])('leaves "%s" as text where a number is expected', (text) => {
    expect(read(`limit=${text}`)['limit']).toBe(decodeURIComponent(text))
  })

  it.each(['1', 'TRUE', 'yes', ''])('leaves "%s" as text where yes or no is expected', (text) => {
    expect(read(`live=${text}`)['live']).toBe(text)
  })

  it('refuses a parameter that the procedure does not know, and says which it knows', () => {
    expect(() => read('colour=red')).toThrow('got the parameter "colour", expected one of teamId, limit, live, name')
    expect(() => inputFromAddress({ ...route, fields: new Map() }, {}, new URLSearchParams('a=1'))).toThrow('expected one of none')
  })

  it('refuses a parameter that the path already gives', () => {
    expect(() => read('teamId=8')).toThrow('got the parameter "teamId"')
    expect(read('teamId=8', {})).toEqual({ teamId: 8 })
  })

  it('refuses a parameter that is given twice', () => {
    expect(() => read('name=a&name=a')).toThrow('got the parameter "name" 2 times, expected it once')
  })
})

describe('the REST routes of a router', () => {
  it('are the procedures that name an address, with the kinds of their inputs', () => {
    const input = z.object({ teamId: z.number().int(), share: z.number(), live: z.boolean(), name: z.string().optional() })
    const meta = (method: 'GET' | 'POST', path: `/${string}`) => ({
      roles: EVERYONE,
      cost: 1,
      openapi: { method, path, summary: 'A test', tags: [] },
    })
    const routes = restRoutes(
      router({
        open: procedure(meta('GET', '/open'))
          .input(input)
          .output(z.number())
          .query(() => 1),
        bare: procedure(meta('POST', '/bare'))
          .output(z.number())
          .mutation(() => 1),
        hidden: procedure({ roles: EVERYONE, cost: 1 })
          .output(z.number())
          .query(() => 1),
      }),
    )
    expect(routes).toEqual([
      {
        method: 'GET',
        path: '/open',
        procedure: 'open',
        fields: new Map([
          ['teamId', 'number'],
          ['share', 'number'],
          ['live', 'boolean'],
          ['name', 'string'],
        ]),
      },
      { method: 'POST', path: '/bare', procedure: 'bare', fields: new Map() },
    ])
  })
})
