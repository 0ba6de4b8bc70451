import { describe, expect, it } from 'vitest'
import { rest, test } from './calculated-demo.ts'

export function provenanceTests(): void {
  describe('where a number comes from', () => {
    const asked = async () => {
      const { caller } = test
      const [team] = (await caller.team.list({ limit: 1 })).data
      const [pair] = (await caller.friction.list({ sort: 'chaos', limit: 1 })).data
      const ofTeam = { teamId: team?.teamId ?? 0 }
      const ofPair = { kind: 'pair', homeId: pair?.home.id ?? 0, awayId: pair?.away.id ?? 0 } as const
      const known = (await caller.team.byId(ofTeam)).dna.flatMap((vector) => vector.metrics)
      return [
        ...known.filter((_, index) => index % 6 === 0).map(({ key }) => ({ kind: 'team_metric', number: key, ...ofTeam }) as const),
        ...(['totalMatches', 'totalPnl', 'winRate'] as const).map((number) => ({ kind: 'team_record', number, ...ofTeam }) as const),
        ...(['frictionScore', 'tempo_friction', 'psychologicalEdge', 'chaosPotential', 'over25', 'matches'] as const).map((number) => ({
          number,
          ...ofPair,
        })),
        ...(['profit', 'roi', 'avgClv', 'maxDrawdown', 'wins'] as const).map(
          (number) => ({ kind: 'strategy', number, scope: 'overall', strategy: 'VALUE_EDGE_2' }) as const,
        ),
        { kind: 'league', number: 'matches', league: 'VE2' } as const,
      ]
    }

    it('is its run and its matches or bets, and counted again from them it is the same', async () => {
      for (const reference of await asked()) {
        const answer = await test.caller.provenance.of({ ...reference, limit: 3 })
        const name = `${reference.kind} ${reference.number}`
        if (answer.shown === null) expect(answer.recount?.value ?? null, name).toBeNull()
        else expect(answer.recount, name).toMatchObject({ isEqual: true })
        expect(answer.total, name).toBeGreaterThanOrEqual(answer.data.length)
        expect(answer.run === null, name).toBe(reference.kind === 'league')
        expect(answer.run?.snapshot ?? answer.kind).toMatch(/^[0-9a-f]{64}$|^league$/)
      }
    })

    it('is paged through once, newest first, and over REST as over tRPC', async () => {
      const reference = { kind: 'strategy', number: 'profit', scope: 'league', league: 'VE2', strategy: 'VALUE_EDGE_2' } as const
      const first = await test.caller.provenance.of({ ...reference, limit: 200 })
      let profit = 0
      let seen = 0
      for (let page = first; ; page = await test.caller.provenance.of({ ...reference, limit: 200, cursor: page.page.nextCursor ?? '' })) {
        profit += page.data.reduce((sum, { bet }) => sum + Math.round((bet?.profitUnits ?? 0) * 1e6), 0)
        seen += page.data.length
        if (!page.page.hasMore) break
      }
      expect(seen).toBe(first.total)
      expect(profit).toBe(Math.round((first.shown ?? Number.NaN) * 1e6))
      const days = first.data.map(({ playedOn }) => playedOn)
      expect(days).toEqual([...days].sort().reverse())
      const answered = await rest(`/provenance?${new URLSearchParams({ ...reference, limit: '200' })}`)
      expect(await answered.json()).toEqual(first)
    })

    it.each([
      ['NUMBER_NOT_FOUND', { kind: 'strategy', number: 'luck', strategy: 'BACK_HOME', scope: 'overall' }],
      ['NUMBER_NOT_FOUND', { kind: 'pair', number: 'luck', homeId: 1, awayId: 2 }],
      ['INVALID_INPUT', { kind: 'pair', number: 'frictionScore', homeId: 1 }],
      ['INVALID_INPUT', { kind: 'strategy', number: 'profit', scope: 'league' }],
      ['TEAM_NOT_FOUND', { kind: 'team_record', number: 'roi', teamId: 1 }],
      ['LEAGUE_NOT_FOUND', { kind: 'league', number: 'matches', league: 'XX' }],
    ] as const)('answers %s for a reference that names no number', async (code, reference) => {
      await expect(test.caller.provenance.of(reference)).rejects.toMatchObject({ cause: { code } })
    })
  })
}
