import { describe, expect, it } from 'vitest'
import { appRouter } from '../../src/router.ts'
import type { ProcedureMeta } from '../../src/trpc.ts'
import { rest, serverUrl, test } from './calculated-demo.ts'

export function restTwinTests(): void {
  describe('the REST twin', () => {
    it('answers exactly what tRPC answers', async () => {
      const { caller } = test
      const [pair] = (await caller.friction.list({ limit: 1 })).data
      const ids = { homeId: pair?.home.id ?? 0, awayId: pair?.away.id ?? 0 }
      const body = async (path: string) => (await rest(path)).json()
      expect(await body('/teams?limit=3&sort=roi&order=asc')).toEqual(await caller.team.list({ limit: 3, sort: 'roi', order: 'asc' }))
      expect(await body(`/teams/${ids.homeId}`)).toEqual(await caller.team.byId({ teamId: ids.homeId }))
      expect(await body(`/frictions?teamId=${ids.homeId}`)).toEqual(await caller.friction.list({ teamId: ids.homeId }))
      expect(await body(`/frictions/${ids.homeId}/${ids.awayId}`)).toEqual(await caller.matchup.byTeams(ids))
      expect(await body('/strategies?bestOnly=false&minBets=40')).toEqual(await caller.strategy.list({ minBets: 40 }))
      const [record] = (await caller.strategy.list({ scope: 'league', limit: 1 })).data
      const key = { strategyId: record?.strategyId ?? 0, scope: 'league' } as const
      const sheet = `/strategies/${key.strategyId}`
      expect(await body(`${sheet}?scope=league`)).toEqual(await caller.strategy.byId(key))
      expect(await body(`${sheet}/bets?scope=league&result=lost&limit=3`)).toEqual(
        await caller.strategy.bets({ ...key, result: 'lost', limit: 3 }),
      )
      expect(await body(`${sheet}/robustness?scope=league`)).toEqual(await caller.strategy.robustness(key))
      expect(await body('/leagues')).toEqual(await caller.league.list())
      const posted = await rest('/calculate', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...ids, neutralVenue: true }),
      })
      expect(await posted.json()).toEqual(await caller.matchup.calculate({ ...ids, neutralVenue: true }))
    })

    it('names the field of a bad parameter, refuses unknown ones, and never leaks', async () => {
      const problem = async (path: string) => {
        const response = await rest(path)
        expect(response.headers.get('content-type')).toBe('application/problem+json')
        return { status: response.status, ...((await response.json()) as Record<string, unknown>) }
      }
      expect(await problem('/teams?limit=many')).toMatchObject({
        status: 400,
        code: 'INVALID_INPUT',
        fieldErrors: { limit: [expect.stringContaining('number')] },
      })
      expect(await problem('/teams?limt=3')).toMatchObject({
        status: 400,
        code: 'INVALID_INPUT',
        detail: expect.stringContaining('"limt"'),
      })
      expect(await problem('/teams?limit=1&limit=2')).toMatchObject({ status: 400, code: 'INVALID_INPUT' })
      const missing = await problem('/teams/1')
      expect(missing).toMatchObject({
        status: 404,
        code: 'TEAM_NOT_FOUND',
        title: 'Team not found',
        type: 'urn:mon-ps:error:team-not-found',
      })
      expect(JSON.stringify(missing)).not.toMatch(/select|stack|node_modules/i)
    })

    it('coerces in its own adapter only: tRPC goes on refusing text for a number', async () => {
      await rest('/teams?limit=3')
      const response = await fetch(`${serverUrl()}/trpc/team.list?input=${encodeURIComponent('{"limit":"3"}')}`)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        error: { data: { code: 'INVALID_INPUT', fieldErrors: { limit: expect.any(Array) }, requestId: expect.any(String) } },
      })
    })

    it('is described by an OpenAPI document with every route, its parameters and its problems', async () => {
      const document = (await (await fetch(`${serverUrl()}/api/v1/openapi.json`)).json()) as {
        openapi: string
        paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>>
        components: { schemas: Record<string, unknown> }
      }
      expect(document.openapi).toMatch(/^3\.1/)
      const described = Object.entries(document.paths).map(([path, item]) => `${Object.keys(item).join()} ${path}`)
      expect(described.sort()).toEqual(restProcedures().sort())
      expect(described).toEqual(expect.arrayContaining(['get /teams/{teamId}', 'post /calculate']))
      expect(document.paths['/teams']?.['get']?.parameters?.map(({ name }) => name)).toContain('cursor')
      expect(document.components.schemas).toHaveProperty('Team')
      expect(document.components.schemas).toHaveProperty('Problem')
    })
  })
}

/** Method and path of every procedure that has a REST twin. */
function restProcedures(): string[] {
  const flat: object = appRouter._def.procedures
  return Object.values(flat as Record<string, { _def: { meta?: ProcedureMeta } }>).flatMap(({ _def: { meta } }) =>
    meta?.openapi ? [`${meta.openapi.method.toLowerCase()} ${meta.openapi.path}`] : [],
  )
}
