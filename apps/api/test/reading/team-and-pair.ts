import { narrate } from '@mon-ps/messages/narrative/narrate'
import { DEFAULT_GOALS_PRIOR, DEFAULT_XI_PER_DAY } from '@mon-ps/core/goals-model/fit-goals-model'
import { describe, expect, it } from 'vitest'
import { test } from './calculated-demo.ts'

export function teamAndPairTests(): void {
  describe('one team and one pair', () => {
    it('shows nine vectors, each metric among those of its league, and what is not measured as such', async () => {
      const [first] = (await test.caller.team.list({ limit: 1 })).data
      const team = await test.caller.team.byId({ teamId: first?.teamId ?? 0 })
      expect(team.dna.map(({ vector }) => vector)).toEqual([
        'market',
        'context',
        'risk',
        'temporal',
        'nemesis',
        'psyche',
        'roster',
        'physical',
        'luck',
      ])
      expect(team.dna.find(({ vector }) => vector === 'roster')).toMatchObject({ status: 'not_measured', headline: null })
      expect(team.referenceStrategyTitle).toBe('Back the model where it sees more than 2% edge')
      const attack = team.dna[0]?.metrics.find(({ key }) => key === 'attack_strength')
      expect(attack).toMatchObject({ status: 'measured', name: 'Attack', unit: 'log rate' })
      expect(attack?.leagueValues).toHaveLength(18)
      expect(attack?.leagueValues).toContain(attack?.value)
      // Luck says what was seen beside what is expected to go on.
      const luck = team.dna.at(-1)?.metrics.find(({ key }) => key === 'goals_above_market')
      expect(luck?.outlook).toMatchObject({ nextMatches: 10, expected: luck?.value })
      expect(Math.abs(luck?.outlook?.expected ?? 9)).toBeLessThan(Math.abs(luck?.outlook?.seen ?? 0))
      expect(attack?.outlook).toBeNull()
      expect(team.matches.length).toBe(20)
      expect(team.dnaFingerprint).toMatch(/^[0-9a-f]{64}$/)
    })

    it('tells a team as facts that both languages put into words, with what is proven and nothing else', async () => {
      const [first] = (await test.caller.team.list({ limit: 1 })).data
      const { profile, narrativeProfile, legacyProfile, teamArchetype, bestStrategy, totalMatches, dna } = await test.caller.team.byId({
        teamId: first?.teamId ?? 0,
      })
      expect(legacyProfile).toBeNull()
      if (!profile?.narrative) throw new Error('expected a narrative')
      expect(narrate(profile.narrative).join('\n')).toBe(narrativeProfile)
      expect(profile.narrative.place).toMatchObject({ team: first?.teamName, teams: 18 })
      expect(narrate(profile.narrative, 'fr').join('\n')).toContain('par match')
      expect(profile?.archetype.archetype).toBe(teamArchetype)
      expect(profile?.archetype.probability).toBeGreaterThan(0.2)
      expect(profile?.identity.find(({ key }) => key === 'won_share')?.stat).toMatchObject({ n: totalMatches, status: 'measured' })
      expect(profile?.markets.map(({ market }) => market)).toEqual(['home_win', 'away_win', 'draw', 'over_2_5', 'under_2_5'])
      for (const list of [profile?.exploitMarkets, profile?.avoidMarkets]) {
        expect(list?.cellsLookedAt).toBeGreaterThan(30)
        expect((list?.items.length ?? 0) === 0).toBe(list?.reason !== null)
        for (const { qValue } of list?.items ?? []) expect(qValue).toBeLessThanOrEqual(0.05)
      }
      expect(profile?.optimalStrategies?.items).toEqual([])
      expect(profile.optimalStrategies?.reason).toMatchObject({ code: 'no_rule_is_evidence', rules: expect.any(Number) })
      expect([bestStrategy, profile?.priority.value]).toEqual([null, null])
      expect(profile?.opponents).toHaveLength(17)
      const nemesis = dna.find(({ vector }) => vector === 'nemesis')?.metrics.find(({ key }) => key === 'toughest_opponent')
      expect(profile?.opponents[0]?.opponent).toEqual(nemesis?.subject)
      expect(profile?.similar.inLeague).toHaveLength(5)
      expect(profile?.similar.inLeague[0]?.team.name).not.toMatch(/^\d+$/)
      expect(profile?.similar.elsewhere).toEqual([])
    })

    it('says the same of a pair whether it was stored or is calculated now', async () => {
      const [pair] = (await test.caller.friction.list({ limit: 1 })).data
      const ids = { homeId: pair?.home.id ?? 0, awayId: pair?.away.id ?? 0 }
      const stored = await test.caller.matchup.byTeams(ids)
      expect(stored).toMatchObject({ scope: 'domestic', assumption: null, notMeasured: [], gate: null, chaosBand: null })
      const { seasons: earlier, reason } = stored.historicalFriction
      // Three seasons are loaded, and not every pair was in the league in the two before.
      expect(earlier === null ? reason : earlier.every(({ season, score }) => season < '2025-26' && score.value !== null)).toBeTruthy()
      const now = await test.caller.matchup.calculate(ids)
      const { runId: _run, meta: _meta, ...said } = stored
      const { runId: nobody, meta, ...saidNow } = now
      expect(saidNow).toEqual(said)
      expect(stored.model).toEqual({ xiPerDay: DEFAULT_XI_PER_DAY, teamPrecision: DEFAULT_GOALS_PRIOR.teamPrecision })
      const changed = await test.caller.matchup.calculate({ ...ids, xiPerDay: 0.003, teamPrecision: 20 })
      expect(changed.model).toEqual({ xiPerDay: 0.003, teamPrecision: 20 })
      expect(nobody).toBeNull()
      expect(meta.warnings).toEqual([])
      const sum = stored.friction.components.reduce((total, { contribution }) => total + (contribution ?? 0), 0)
      expect(sum).toBeCloseTo(stored.friction.score.value ?? -1, 9)
      const { home, draw, away } = stored.probabilities
      expect((home.value ?? 0) + (draw.value ?? 0) + (away.value ?? 0)).toBeCloseTo(1, 9)
      expect(stored.scoreline.grid.flat().reduce((total, cell) => total + cell, stored.scoreline.rest)).toBeCloseTo(1, 9)
      expect(stored.reasons.reduce((total, { homeGoals }) => total + homeGoals, 0)).toBeCloseTo(stored.goalRates.home.value ?? 0, 9)
    })

    it('changes with overrides and writes nothing', async () => {
      const before = await test.caller.health.status()
      const [pair] = (await test.caller.friction.list({ limit: 1 })).data
      const ids = { homeId: pair?.home.id ?? 0, awayId: pair?.away.id ?? 0 }
      const plain = await test.caller.matchup.calculate(ids)
      const neutral = await test.caller.matchup.calculate({ ...ids, neutralVenue: true })
      expect(neutral.probabilities.home.value).toBeLessThan(plain.probabilities.home.value ?? 0)
      expect(neutral.meta.warnings).toHaveLength(1)
      const earlier = await test.caller.matchup.calculate({ ...ids, asOf: '2025-01-01' })
      expect(earlier.headToHead.meetings.every(({ playedOn }) => playedOn < '2025-01-01')).toBe(true)
      expect(earlier.probabilities.home).not.toEqual(plain.probabilities.home)
      expect(await test.caller.health.status()).toEqual({ ...before, bytes: expect.any(Number) })
    })

    it('holds all pairs of a league as columns, empty on the diagonal', async () => {
      const matrix = await test.caller.friction.matrix({ league: 'VE2' })
      const size = matrix.teams.length
      expect(size).toBe(18)
      for (const cells of Object.values(matrix.metrics)) {
        expect(cells).toHaveLength(size * size)
        expect(cells.filter((cell, index) => (cell === null) !== (index % (size + 1) === 0))).toEqual([])
      }
      const [pair] = (await test.caller.friction.list({ limit: 1 })).data
      const place = (id: number | undefined) => matrix.teams.findIndex((team) => team.id === id)
      expect(matrix.metrics.friction[place(pair?.home.id) * size + place(pair?.away.id)]).toBe(pair?.frictionScore.value)
    })

    it('finds a team by any spelling of its name and suggests parts of one', async () => {
      const [first] = (await test.caller.team.list({ limit: 1 })).data
      const name = first?.teamName ?? ''
      expect((await test.caller.team.search({ query: name.toUpperCase() })).data[0]).toMatchObject({
        id: first?.teamId,
        match: 'exact',
        source: 'demo',
        leagueCode: 'VE2',
      })
      expect((await test.caller.team.search({ query: name.slice(0, 4) })).data[0]?.match).toBe('near')
      expect((await test.caller.team.search({ query: 'Real Nowhere' })).data).toEqual([])
    })

    it.each([
      ['TEAM_NOT_FOUND', 'NOT_FOUND', () => test.caller.team.byId({ teamId: 1 })],
      ['MATCHUP_NOT_FOUND', 'NOT_FOUND', () => test.caller.matchup.byTeams({ homeId: 1, awayId: 2 })],
      ['MATCHUP_NOT_FOUND', 'NOT_FOUND', () => test.caller.matchup.calculate({ homeId: 1, awayId: 2 })],
      ['STRATEGY_NOT_FOUND', 'NOT_FOUND', () => test.caller.strategy.byId({ strategyId: 1, scope: 'team' })],
      ['STRATEGY_NOT_FOUND', 'NOT_FOUND', () => test.caller.strategy.bets({ strategyId: 1, scope: 'team' })],
      ['SAME_TEAM', 'BAD_REQUEST', () => test.caller.matchup.byTeams({ homeId: 1, awayId: 1 })],
      ['LEAGUE_NOT_FOUND', 'NOT_FOUND', () => test.caller.friction.matrix({ league: 'XX' })],
      ['LEAGUE_NOT_FOUND', 'NOT_FOUND', () => test.caller.calculation.start({ leagues: ['XX'] })],
      ['JOB_NOT_FOUND', 'NOT_FOUND', () => test.caller.calculation.cancel({ jobId: 999 })],
    ])('answers %s as %s', async (code, transport, call) => {
      await expect(call()).rejects.toMatchObject({ code: transport, cause: { code } })
    })
  })
}
