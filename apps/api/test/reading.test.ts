import { DEFAULT_GOALS_PRIOR, DEFAULT_XI_PER_DAY, STRATEGIES } from '@mon-ps/core'
import { repositoriesOf } from '@mon-ps/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listening } from '../src/http/listen.ts'
import { appRouter } from '../src/router.ts'
import { STRATEGIES_VERSION } from '../src/version.ts'
import { loadCalculated, openTestApp, serveTestApp, type TestApp } from './test-app.ts'

let test: TestApp
let server: Listening

beforeAll(async () => {
  test = await openTestApp()
  await loadCalculated(test)
  server = await serveTestApp(test)
}, 120_000)

afterAll(async () => {
  await server.close(0)
  await test.close()
})

const rest = (path: string, init?: RequestInit) => fetch(`${server.url}/api/v1/quantum-v3${path}`, init)

describe('lists', () => {
  it('pages through all teams once, in order, whatever the page size', async () => {
    const { caller } = test
    const all = await caller.team.list({ limit: 200 })
    expect(all.data).toHaveLength(18)
    expect(all.page).toEqual({ nextCursor: null, hasMore: false })
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await caller.team.list({ limit: 5, ...(cursor ? { cursor } : {}) })
      seen.push(...page.data.map(({ teamId }) => teamId))
      cursor = page.page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(all.data.map(({ teamId }) => teamId))
    const profits = all.data.map(({ totalPnl }) => totalPnl.value ?? Number.NEGATIVE_INFINITY)
    expect(profits).toEqual([...profits].sort((a, b) => b - a))
  })

  it('sorts by what was asked for', async () => {
    const names = (await test.caller.team.list({ sort: 'teamName', limit: 200 })).data.map(({ teamName }) => teamName)
    expect(names).toEqual([...names].sort())
    const chaos = (await test.caller.friction.list({ sort: 'chaos', order: 'asc', limit: 200 })).data.map(
      ({ chaosPotential }) => chaosPotential.value ?? 0,
    )
    expect(chaos).toEqual([...chaos].sort((a, b) => a - b))
    expect(chaos[0]).not.toBe(chaos.at(-1))
  })

  it('refuses a cursor of another order and one that nobody gave', async () => {
    const { nextCursor } = (await test.caller.team.list({ limit: 1 })).page
    await expect(test.caller.team.list({ limit: 1, sort: 'roi', cursor: nextCursor ?? '' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { code: 'INVALID_CURSOR' },
    })
    await expect(test.caller.team.list({ cursor: 'bm9uZQ' })).rejects.toMatchObject({ cause: { code: 'INVALID_CURSOR' } })
  })

  it('gives every number its n and interval, rates as fractions, and says that the rows are the demo’s', async () => {
    const { data, meta } = await test.caller.team.list({ limit: 200 })
    const withBets = data.filter(({ totalBets }) => (totalBets ?? 0) > 30)
    expect(withBets.length).toBeGreaterThan(5)
    for (const team of withBets) {
      expect(team).toMatchObject({ source: 'demo', origin: 'calculated', referenceStrategy: 'VALUE_EDGE_2', bestStrategy: null })
      expect(team.winRate.value).toBeCloseTo((team.totalWins ?? 0) / ((team.totalWins ?? 0) + (team.totalLosses ?? 0)), 9)
      expect(team.winRate.n).toBe(team.totalBets)
      expect(team.roi.interval?.[0]).toBeLessThan(team.roi.value ?? 0)
      expect(team.roi.value).toBeCloseTo((team.totalPnl.value ?? 0) / (team.totalBets ?? 1), 9)
    }
    expect(meta).toMatchObject({ origin: 'published', modelVersion: 'dixon-coles-2' })
    expect(meta.snapshot).toMatch(/^[0-9a-f]{64}$/)
  })

  it('holds a record for each rule over teams, the league and all, with the same bets counted once', async () => {
    const of = async (scope: 'team' | 'league' | 'overall') => (await test.caller.strategy.list({ scope, limit: 200 })).data
    const [league, overall] = [await of('league'), await of('overall')]
    // A rule that never bets is listed with the others.
    expect(league.map(({ strategyName }) => strategyName).sort()).toEqual(STRATEGIES.map(({ name }) => name).sort())
    expect(league.find(({ strategyName }) => strategyName === 'BACK_DRAW')?.strategyTitle).toBe('Back the draw')
    const betsOf = (records: typeof league) => Object.fromEntries(records.map(({ strategyName, totalBets }) => [strategyName, totalBets]))
    expect(betsOf(overall)).toEqual(betsOf(league))
    expect(betsOf(overall)).toMatchObject({ HOME_FORTRESS: 0, BACK_HOME: expect.any(Number) })
    const home = (await of('team')).filter(({ strategyName }) => strategyName === 'BACK_HOME')
    expect(home.length).toBeGreaterThan(0)
    expect(overall.every(({ team, leagueCode }) => team === null && leagueCode === null)).toBe(true)
  })

  it('counts the records of all pages under the filters that hold, and those with a small q-value among them', async () => {
    const { list } = test.caller.strategy
    const head = await list({ limit: 200 })
    const data = [...head.data, ...(await list({ limit: 200, cursor: head.page.nextCursor ?? '' })).data]
    const all = { ...head, data }
    const small = data.filter(({ qValue }) => qValue !== null && qValue < 0.05)
    expect(all).toMatchObject({ total: data.length, significant: small.length })
    expect(all.total).toBeGreaterThan(50)
    const first = await list({ limit: 5 })
    const second = await list({ limit: 5, cursor: first.page.nextCursor ?? '' })
    expect([first.total, second.total]).toEqual([all.total, all.total])
    const minBets = Math.max(...all.data.map(({ totalBets }) => totalBets))
    const many = all.data.filter(({ totalBets }) => totalBets >= minBets)
    expect(await list({ limit: 5, minBets })).toMatchObject({ total: many.length })
    expect(many.length).toBeLessThan(all.total)
    expect(await list({ scope: 'league', limit: 1 })).toMatchObject({ total: STRATEGIES.length })
    expect(await list({ league: 'E0' })).toMatchObject({ total: 0, tested: 0, byLuck: 0, significant: 0, data: [] })
    expect(all.tested).toBe(all.data.filter(({ qValue }) => qValue !== null).length)
    expect(all.byLuck).toBeCloseTo(all.tested / 20, 12)
    // Every rule that wanted a bet is in the ledger; the one that has no recorded rule never was tried.
    expect(all.trials).toBe(STRATEGIES.filter(({ unrecorded }) => unrecorded === null).length)
  })
})

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
    expect(team.referenceStrategyTitle).toBe('Back the model where it sees more than 2 % edge')
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

  it('tells a team in both languages, with what is proven and nothing else', async () => {
    const [first] = (await test.caller.team.list({ limit: 1 })).data
    const { profile, narrativeProfile, legacyProfile, teamArchetype, bestStrategy, totalMatches, dna } = await test.caller.team.byId({
      teamId: first?.teamId ?? 0,
    })
    expect(legacyProfile).toBeNull()
    expect(profile?.narrative?.en).toBe(narrativeProfile)
    expect(profile?.narrative?.en).toContain(first?.teamName)
    expect(profile?.narrative?.fr).toContain('par match')
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
    expect(profile?.optimalStrategies?.reason?.fr).toMatch(/^\d+ règles/)
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

describe('a tear sheet', () => {
  const recordNamed = async (strategy: string, scope: 'team' | 'league' | 'overall') => {
    const [record] = (await test.caller.strategy.list({ strategy, scope, sort: 'totalBets', limit: 1 })).data
    return { record, key: { strategyId: record?.strategyId ?? 0, scope } }
  }
  const betsOf = async (key: { strategyId: number; scope: 'team' | 'league' | 'overall' }, filter: object = {}) => {
    const bets = []
    let cursor: string | undefined
    do {
      const page = await test.caller.strategy.bets({ ...key, ...filter, limit: 200, ...(cursor ? { cursor } : {}) })
      bets.push(...page.data)
      cursor = page.page.nextCursor ?? undefined
    } while (cursor)
    return bets
  }
  const micros = (units: number) => Math.round(units * 1e6)
  const sum = <Item>(items: readonly Item[], of: (item: Item) => number) => items.reduce((total, item) => total + micros(of(item)), 0)

  it.each([
    ['VALUE_EDGE_2', 'team'],
    ['BACK_HOME', 'team'],
    ['CONVERGENCE_OVER_PURE', 'league'],
    ['VALUE_EDGE_2', 'overall'],
  ] as const)('of %s over %s is the sum of its bets, to the millionth', async (strategy, scope) => {
    const { record, key } = await recordNamed(strategy, scope)
    const sheet = await test.caller.strategy.byId(key)
    const bets = await betsOf(key)
    expect(sheet.record).toEqual(record)
    expect(bets).toHaveLength(record?.totalBets ?? -1)
    const profit = sum(bets, (bet) => bet.profit)
    expect(micros(record?.profit.value ?? Number.NaN)).toBe(profit)
    expect(record?.roi.value).toBeCloseTo(profit / sum(bets, (bet) => bet.stake), 9)
    expect(sheet.equity?.at(-1)).toMatchObject({ bet: bets.length, profit: profit / 1e6 })
    expect(Math.max(...(sheet.equity ?? []).map(({ drawdown }) => drawdown))).toBeCloseTo(record?.maxDrawdown ?? -1, 6)
    for (const by of new Set(sheet.contexts.map((context) => context.by))) {
      const parts = sheet.contexts.filter((context) => context.by === by)
      expect([by, parts.reduce((total, part) => total + part.bets, 0)]).toEqual([by, bets.length])
      expect([by, sum(parts, (part) => part.profit)]).toEqual([by, profit])
    }
    const { beatClose, missedClose, noClose } = sheet.losses ?? {}
    const counted = [beatClose, missedClose, noClose].reduce((total, counts) => total + (counts?.won ?? 0) + (counts?.lost ?? 0), 0)
    expect(counted + (sheet.figures?.voids ?? 0)).toBe(bets.length)
    expect(sheet.figures?.unluckyLosses.n).toBe(bets.filter(({ loss }) => loss?.probabilityUnlucky != null).length)
  })

  it('filters its bets by result and season, and says how many there are of all pages', async () => {
    const { key } = await recordNamed('VALUE_EDGE_2', 'overall')
    const all = await betsOf(key)
    const lost = await betsOf(key, { result: 'lost' })
    expect(lost).toHaveLength(all.filter(({ outcome }) => outcome === 'lost').length)
    expect(lost.every(({ profit, loss }) => profit < 0 && loss !== null)).toBe(true)
    const season = all[0]?.season ?? ''
    const page = await test.caller.strategy.bets({ ...key, season, limit: 1 })
    expect(page.total).toBe(all.filter((bet) => bet.season === season).length)
    const days = all.map(({ playedOn }) => playedOn)
    expect(days).toEqual([...days].sort().reverse())
  })

  it('at the prices that were taken earns what was earned; every other variation names what it leaves out', async () => {
    const { record, key } = await recordNamed('BACK_DRAW', 'overall')
    const { prices, withoutSeason, withoutBestBets } = await test.caller.strategy.robustness(key)
    const taken = prices.find((price) => price.key === 'open_average')
    expect(taken).toMatchObject({ bets: record?.totalBets, coverage: 1 })
    expect(taken?.profit).toBeCloseTo(record?.profit.value ?? Number.NaN, 6)
    expect(taken?.roi.value).toBeCloseTo(record?.roi.value ?? Number.NaN, 9)
    // Each season is left out once, so that the rest together hold the record once for every season but one.
    const seasons = withoutSeason.length
    expect(withoutSeason.reduce((total, part) => total + part.bets, 0)).toBe((seasons - 1) * (record?.totalBets ?? 0))
    expect(withoutBestBets?.bets).toBe((record?.totalBets ?? 0) - 5)
    expect(withoutBestBets?.profit).toBeLessThan(record?.profit.value ?? 0)
  })

  it('names its backtest, and the ledger, the run and the rule say the same', async () => {
    const { key } = await recordNamed('RANDOM_BETS', 'overall')
    const { rule, backtest, figures } = await test.caller.strategy.byId(key)
    expect(rule).toMatchObject({ name: 'RANDOM_BETS', role: 'null', choose: 'random_side' })
    expect(backtest).toMatchObject({ name: expect.stringMatching(/^[0-9a-f]{64}$/), seed: 1, version: STRATEGIES_VERSION })
    expect(figures?.trials).toBe(STRATEGIES.filter(({ unrecorded }) => unrecorded === null).length)
    const runs = await repositoriesOf(test.app.database.db).runs.listRuns('backtest', 100)
    expect(runs.filter(({ params }) => params['name'] === backtest?.name)).toHaveLength(1)
  })

  it('of a rule that nobody recorded says so, and has no bet, no equity and nothing to name', async () => {
    const { key } = await recordNamed('HOME_FORTRESS', 'overall')
    const sheet = await test.caller.strategy.byId(key)
    expect(sheet).toMatchObject({ backtest: null, equity: null, losses: null, contexts: [], record: { totalBets: 0, isActive: false } })
    expect(sheet.rule?.unrecorded).toMatch(/no rule/)
    expect((await test.caller.strategy.robustness(key)).prices.every(({ bets }) => bets === 0)).toBe(true)
  })
})

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
    expect(await problem('/teams?limt=3')).toMatchObject({ status: 400, code: 'INVALID_INPUT', detail: expect.stringContaining('"limt"') })
    expect(await problem('/teams?limit=1&limit=2')).toMatchObject({ status: 400, code: 'INVALID_INPUT' })
    const missing = await problem('/teams/1')
    expect(missing).toMatchObject({ status: 404, code: 'TEAM_NOT_FOUND', title: 'Team not found', type: 'urn:mon-ps:error:team-not-found' })
    expect(JSON.stringify(missing)).not.toMatch(/select|stack|node_modules/i)
  })

  it('coerces in its own adapter only: tRPC goes on refusing text for a number', async () => {
    await rest('/teams?limit=3')
    const response = await fetch(`${server.url}/trpc/team.list?input=${encodeURIComponent('{"limit":"3"}')}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { data: { code: 'INVALID_INPUT', fieldErrors: { limit: expect.any(Array) }, requestId: expect.any(String) } },
    })
  })

  it('is described by an OpenAPI document with every route, its parameters and its problems', async () => {
    const document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as {
      openapi: string
      paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>>
      components: { schemas: Record<string, unknown> }
    }
    expect(document.openapi).toMatch(/^3\.1/)
    expect(
      Object.entries(document.paths)
        .map(([path, item]) => `${Object.keys(item).join()} ${path}`)
        .sort(),
    ).toEqual([
      'get /audit',
      'get /enrichment',
      'get /friction-gate',
      'get /frictions',
      'get /frictions/{homeId}/{awayId}',
      'get /frictions/{homeId}/{awayId}/forecasts',
      'get /leaders',
      'get /leagues',
      'get /legacy/bets',
      'get /legacy/odds',
      'get /legacy/picks',
      'get /migrations',
      'get /migrations/inspect',
      'get /models',
      'get /models/reliability',
      'get /models/versions',
      'get /provenance',
      'get /publications',
      'get /publications/decisions',
      'get /strategies',
      'get /strategies/{strategyId}',
      'get /strategies/{strategyId}/bets',
      'get /strategies/{strategyId}/robustness',
      'get /teams',
      'get /teams/{teamId}',
      'get /teams/{teamId}/profiles',
      'get /teams/{teamId}/published',
      'post /calculate',
      'post /migrations/plan',
    ])
    expect(document.paths['/teams']?.['get']?.parameters?.map(({ name }) => name)).toContain('cursor')
    expect(document.components.schemas).toHaveProperty('Team')
    expect(document.components.schemas).toHaveProperty('Problem')
  })
})

describe('procedures', () => {
  it('all have an output schema, and their REST paths are unique', () => {
    const flat: object = appRouter._def.procedures
    const procedures = Object.entries(
      flat as Record<string, { _def: { output?: unknown; meta?: { openapi?: { method: string; path: string } } } }>,
    )
    expect(procedures.filter(([, { _def }]) => !_def.output).map(([path]) => path)).toEqual([])
    const paths = procedures.flatMap(([, { _def }]) =>
      _def.meta?.openapi ? [`${_def.meta.openapi.method} ${_def.meta.openapi.path}`] : [],
    )
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('answer ping and echo', async () => {
    expect(await test.caller.health.ping()).toMatchObject({ ok: true })
    expect(await test.caller.health.echo({ text: '<script>' })).toEqual({ text: '<script>' })
  })
})

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
