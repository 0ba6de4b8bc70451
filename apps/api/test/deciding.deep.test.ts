import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Listening } from '../src/http/listen.ts'
import { assembleApp } from '../src/open-app.ts'
import type { AuditEntries } from '@mon-ps/contract/audit'
import type { LeaderBoards } from '@mon-ps/contract/leader'
import type { PublicationDecisions, PublicationRows } from '@mon-ps/contract/publication'
import type { LegacyBets, LegacyList, LegacyPick } from '@mon-ps/contract/legacy'
import { importResults } from '../src/work/import/import-results.ts'
import { realDataFolder } from './env.ts'
import { loadRealV1, realV1 } from './real-v1.ts'
import { callerOf, fileOf, log, serveTestApp, type TestApp } from './test-app.ts'

const title = 'the real V1 beside a calculated league'

describe.skipIf(realV1 === null)(realV1 === null ? `${title} (skipped: no real data)` : title, () => {
  let test: TestApp
  let server: Listening

  const calculate = async () => {
    const { jobId } = await test.caller.calculation.start({})
    for await (const _ of test.app.calculations.watch({ jobId })) {
      // Until it has ended.
    }
    expect((await test.app.calculations.latest())?.status).toBe('succeeded')
  }

  beforeAll(async () => {
    const database = await openTestDatabase()
    await loadRealV1(database)
    const app = assembleApp(database, { footballDataUrl: 'http://127.0.0.1:9/', legacyUrl: null, log, keepTables: true })
    test = { app, caller: callerOf(app), close: app.close }
    server = await serveTestApp(test)
    const season = (code: string) => fileOf(`I1_${code}.csv`, readFileSync(join(realDataFolder ?? '', 'football-data', `I1_${code}.csv`)))
    await importResults(app, [season('2122'), season('2223')])
    await calculate()
    const { planSha256 } = await test.caller.migration.plan({})
    const { jobId } = await test.caller.migration.start({ action: 'apply', planSha256 })
    for await (const _ of app.migrations.watch({ jobId })) {
      // Until it has ended.
    }
    expect((await test.caller.migration.report({ jobId })).error).toBeNull()
  })
  afterAll(async () => {
    await server?.close(0)
    await test?.close()
  })

  const rest = async <Body>(path: string) => {
    const response = await fetch(`${server.url}/api/v1/quantum-v3${path}`)
    return { status: response.status, body: (await response.json()) as Body }
  }
  const lazio = async () => {
    const rows = (await rest<PublicationRows>('/publications?table=team_quantum_dna_v3&limit=200')).body.data
    const found = rows.find(({ name }) => name === 'Lazio')
    if (!found) throw new Error('expected Lazio to stand on both sides')
    return found
  }
  const shown = async () => {
    const { data } = await test.caller.team.list({ league: 'Serie A', limit: 200 })
    const row = data.find(({ teamName }) => teamName === 'Lazio')
    return { pnl: row?.totalPnl.value, origin: row?.origin }
  }

  it('lists every row that stands on both sides once, whatever the page size', async () => {
    const all = await test.caller.publication.rows({ limit: 200 })
    expect(all.data.length).toBeGreaterThan(10)
    expect(all.data.every(({ shows, decisionId }) => shows === 'migrated' && decisionId === null)).toBe(true)
    const first = await test.caller.publication.rows({ limit: 7 })
    const second = await test.caller.publication.rows({ limit: 200, cursor: first.page.nextCursor ?? '' })
    expect([...first.data, ...second.data]).toEqual(all.data)
    expect((await lazio()).migrated.figures).toMatchObject({ total_bets: 13, total_pnl: 22 })
  })

  it('shows the calculated row by a decision, which the next calculation keeps to, and the migrated one after undoing it', async () => {
    const { table, rowId, migrated, calculated } = await lazio()
    expect(await shown()).toEqual({ pnl: 22, origin: 'migrated' })
    const { decisionId } = await test.caller.publication.decide({ table, rowId, toVersion: calculated.versionId, why: 'two whole seasons' })
    expect(await shown()).toEqual({ pnl: calculated.figures['total_pnl'], origin: 'calculated' })
    await calculate()
    expect((await shown()).origin).toBe('calculated')
    expect(await lazio()).toMatchObject({ shows: 'calculated', decisionId })

    const undone = await test.caller.publication.undo({ decisionId, why: 'a mistake' })
    expect(await shown()).toEqual({ pnl: 22, origin: 'migrated' })
    expect(await lazio()).toMatchObject({ shows: 'migrated', migrated, decisionId: undone.decisionId })
    const { data } = (await rest<PublicationDecisions>('/publications/decisions')).body
    expect(data.map(({ name, shows, latest, why }) => [name, shows, latest, why])).toEqual([
      ['Lazio', 'migrated', true, 'a mistake'],
      ['Lazio', expect.toBeOneOf(['calculated', null]), false, 'two whole seasons'],
    ])
    expect(data.every(({ who }) => who.startsWith('local:'))).toBe(true)
    expect(data[0]?.at).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
  })

  it('has the actor, the reason and the request of each decision in the audit log, whose chain holds', async () => {
    const entries = (await rest<AuditEntries>('/audit?table=publish_decision')).body
    expect(entries.data.map(({ operation, reason, requestId }) => [operation, reason, requestId])).toEqual([
      ['insert', 'a mistake', 'test'],
      ['insert', 'two whole seasons', 'test'],
    ])
    expect(entries.data.every(({ actor }) => actor.startsWith('local:'))).toBe(true)
    const [newest, oldest] = entries.data
    const first = await test.caller.audit.entries({ table: 'publish_decision', limit: 1 })
    expect(first.data).toEqual([newest])
    const next = await test.caller.audit.entries({ table: 'publish_decision', limit: 1, cursor: first.page.nextCursor ?? '' })
    expect(next).toMatchObject({ data: [{ seq: oldest?.seq }], page: { hasMore: false } })
    expect(await test.caller.audit.verify()).toMatchObject({ firstBad: null, head: expect.any(String) })
  })

  it('refuses a version of another key, a row that is not there and a decision that nobody made', async () => {
    const rows = (await test.caller.publication.rows({ table: 'team_quantum_dna_v3', limit: 200 })).data
    const other = rows.find(({ name }) => name !== 'Lazio')
    const { table, rowId } = await lazio()
    const decide = (row: number, toVersion: number) => test.caller.publication.decide({ table, rowId: row, toVersion, why: 'x' })
    await expect(decide(rowId, other?.calculated.versionId ?? 0)).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } })
    await expect(decide(2_000_000_000, 1)).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } })
    await expect(test.caller.publication.undo({ decisionId: 999, why: 'x' })).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } })
    expect(await shown()).toEqual({ pnl: 22, origin: 'migrated' })
  })

  it('has V1’s leaders at the top of all three boards, each row with its origin', async () => {
    const { teams, frictions, strategies } = (await rest<LeaderBoards>('/leaders')).body
    expect(teams.data[0]).toMatchObject({ team: { name: 'Lazio' }, totalPnl: { value: 22, n: 13 }, origin: 'migrated' })
    expect(frictions.data[0]).toMatchObject({ chaosPotential: { value: 100, n: null }, origin: 'migrated' })
    expect(strategies.data[0]).toMatchObject({ team: { name: 'Lazio' }, origin: 'migrated' })
    expect([teams.data.length, frictions.data.length, strategies.data.length]).toEqual([5, 5, 5])
    expect(teams.of).toBeGreaterThan(98)
    const calculated = (await rest<LeaderBoards>('/leaders?origin=calculated')).body
    expect(calculated.teams.data.every(({ origin }) => origin === 'calculated')).toBe(true)
    expect([calculated.origin, calculated.teams.of]).toEqual(['calculated', 20])
  })

  it('has all of the league in its matrix and under its code, the moved teams among them', async () => {
    const matrix = await test.caller.friction.matrix({ league: 'I1' })
    expect([matrix.season, matrix.teams.length]).toEqual(['2022-23', 20])
    expect(matrix.teams.map(({ name }) => name)).toContain('Lazio')
    expect(matrix.metrics.friction.filter((cell) => cell === null)).toHaveLength(20)
    const { data } = await test.caller.team.list({ league: 'I1', limit: 200 })
    expect(data.map(({ teamName, origin }) => [teamName, origin])).toContainEqual(['Lazio', 'migrated'])
    const moved = await test.caller.friction.matrix({ league: 'I1', origin: 'migrated' })
    const at = (one: string, other: string) => {
      const place = (name: string) => moved.teams.findIndex((team) => team.name === name)
      return moved.metrics.chaos[place(one) * moved.teams.length + place(other)]
    }
    expect(moved.season).toBeNull()
    expect(at('Lazio', 'Napoli')).toEqual(at('Napoli', 'Lazio'))
    expect(at('Lazio', 'Napoli')).not.toBeNull()
  })

  it('lists picks, bets and prices where they stand, with the teams of ours that they name', async () => {
    const { picks, tables } = await test.caller.migration.live()
    expect(tables.every(({ present }) => present)).toBe(true)
    expect(picks?.resolution.toTeams).toBeGreaterThan(0)
    const ofLazio = (await rest<LegacyList<LegacyPick>>('/legacy/picks?team=Lazio')).body
    expect(ofLazio.data.length).toBeGreaterThan(0)
    const { rowId } = await lazio()
    expect(ofLazio.data.every(({ teams }) => teams === null || teams.homeId === rowId || teams.awayId === rowId)).toBe(true)
    expect(ofLazio.data.some(({ teams }) => teams !== null)).toBe(true)
    const source = ofLazio.data[0]?.source ?? ''
    const page = await test.caller.legacy.picks({ source, limit: 3 })
    const next = await test.caller.legacy.picks({ source, limit: 3, after: page.next ?? '' })
    expect(new Set([...page.data, ...next.data].map(({ id }) => id)).size).toBe(6)
    const bets = (await rest<LegacyBets>('/legacy/bets')).body
    expect(bets.stats?.n).toBe(tables.find(({ table }) => table === 'manual_bets')?.rows)
    await expect(test.caller.legacy.odds({})).rejects.toMatchObject({ cause: { code: 'INVALID_INPUT' } })
    const prices = await test.caller.legacy.odds({ matchId: ofLazio.data[0]?.matchId ?? '' })
    expect(prices.present).toBe(true)
  })

  it('takes what the calculation proves, keeps V1 as it was, and gives all of it back to the byte', async () => {
    const digest = async () => {
      const [row] = await test.app.database.sql`
        select (select md5(string_agg(t::text, '|' order by t.team_id)) from quantum.team_quantum_dna_v3 t) as teams,
          (select md5(string_agg(t::text, '|' order by t.friction_id)) from quantum.quantum_friction_matrix_v3 t) as pairs,
          (select md5(string_agg(t::text, '|' order by t.strategy_id)) from quantum.quantum_strategies_v3 t) as strategies,
          (select md5(string_agg(t::text, '|' order by t.version_id)) from mon_ps.friction_version t) as versions`
      return row
    }
    const verified = async () => {
      const { jobId } = await test.caller.migration.start({ action: 'verify' })
      for await (const _ of test.app.migrations.watch({ jobId })) {
        // Until it has ended.
      }
      return (await test.caller.migration.report({ jobId })).verify?.checks.filter(({ passed }) => !passed)
    }
    const before = await digest()
    const plan = await test.caller.enrichment.plan()
    const proven = Object.fromEntries(plan.columns.map(({ table, column, proven: cells }) => [`${table}.${column}`, cells]))
    // Fourteen of the league's twenty teams of 2022/23 are in V1: all pairs among them.
    expect(proven['quantum_friction_matrix_v3.risk_friction']).toBeGreaterThan(50)
    expect(proven['quantum_friction_matrix_v3.tactical_friction']).toBe(0)
    for (const { rows, filledBefore, proven: cells, unproven } of plan.columns)
      expect(filledBefore + cells + unproven.reduce((sum, open) => sum + open.rows, 0)).toBe(rows)
    const done = await test.caller.enrichment.start({ planSha256: plan.planSha256, why: 'to be proven' })
    expect(done.cells).toBe(plan.cells.total)
    expect(await shown()).toEqual({ pnl: 22, origin: 'migrated' })
    expect(await verified()).toEqual([])
    expect((await test.caller.enrichment.plan()).cells.total).toBe(0)
    expect(await test.caller.enrichment.undo({ why: 'it was a trial' })).toMatchObject({ cells: done.cells, rows: done.rows })
    expect(await digest()).toEqual(before)
  })
})
