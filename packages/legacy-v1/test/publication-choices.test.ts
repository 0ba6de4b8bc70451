import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inUnitOfWork } from '@mon-ps/db/unit-of-work'
import { decidePublication, undoDecision } from '@mon-ps/db/publish/decide-publication'
import { listPublicationChoices, listPublicationDecisions } from '@mon-ps/db/publish/publication-choices'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { saveCalculation } from '@mon-ps/db/test-kit/calculated'
import { loadLeague } from '@mon-ps/db/test-kit/fixture'
import { loadSmallV1, move } from './moved.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const league = await loadLeague(database)
  await loadSmallV1(database)
  await saveCalculation(database, league)
  await move(database)
})
afterAll(() => database.close())

const firstPage = { limit: 50, order: 'asc', after: null } as const

describe('rows about which there is something to decide', () => {
  it('are those with a moved and a calculated version, and say what each says and what V3 shows', async () => {
    const { rows, next } = await listPublicationChoices(database.db, { page: firstPage })
    expect(next).toBeNull()
    expect(rows.map(({ table, name, shows, decisionId }) => [table, name, shows, decisionId])).toEqual([
      ['team_quantum_dna_v3', 'Alder', 'migrated', null],
      ['team_quantum_dna_v3', 'Birch', 'migrated', null],
    ])
    expect(rows[0]?.migrated.figures['total_pnl']).toBe(22)
    expect(rows[0]?.calculated.figures['total_pnl']).toBe(-1.5)
  })

  it('are paged by table and row, and found by their row', async () => {
    const { rows, next } = await listPublicationChoices(database.db, { page: { ...firstPage, limit: 1 } })
    const rest = await listPublicationChoices(database.db, { page: { ...firstPage, after: next } })
    expect([...rows, ...rest.rows].map(({ name }) => name)).toEqual(['Alder', 'Birch'])
    const [birch] = rest.rows
    const found = await listPublicationChoices(database.db, { table: 'team_quantum_dna_v3', rowId: birch?.rowId, page: firstPage })
    expect(found.rows.map(({ name }) => name)).toEqual(['Birch'])
    expect((await listPublicationChoices(database.db, { table: 'quantum_strategies_v3', page: firstPage })).rows).toEqual([])
  })

  it('are paged over the tables in order, also where rows of a later table have lower numbers', async () => {
    const rollback = new Error('rolled back')
    const work = database.db.transaction(async (tx) => {
      // Pairs that V1 numbered keep its numbers, which lie below those of our teams.
      const [pair] = await tx.execute<{ runId: number }>(
        sql`select max(run_id) as "runId" from mon_ps.friction_version where origin = 'calculated'`,
      )
      await tx.execute(sql`
        insert into mon_ps.friction_version (home_id, away_id, season, origin, run_id, row_sha256, team_home_name, team_away_name, friction_score)
        select v.home_id, v.away_id, v.season, 'calculated', ${pair?.runId ?? 0}, 'x', v.team_home_name, v.team_away_name, 1
        from mon_ps.friction_version v where v.origin = 'migrated' and v.retired_at is null`)
      const all = await listPublicationChoices(tx, { page: firstPage })
      expect(all.rows.map(({ table }) => table)).toEqual([
        'team_quantum_dna_v3',
        'team_quantum_dna_v3',
        'quantum_friction_matrix_v3',
        'quantum_friction_matrix_v3',
      ])
      expect(Math.min(...all.rows.slice(2).map(({ rowId }) => rowId))).toBeLessThan(all.rows[0]?.rowId ?? 0)
      const seen: unknown[] = []
      let after: Parameters<typeof listPublicationChoices>[1]['page']['after'] = null
      do {
        const { rows, next } = await listPublicationChoices(tx, { page: { limit: 1, order: 'asc', after } })
        seen.push(...rows)
        after = next
      } while (after !== null && seen.length < 10)
      expect(seen).toEqual(all.rows)
      throw rollback
    })
    await expect(work).rejects.toBe(rollback)
  })

  it('show what was decided, and the decision stays on record after it was undone', async () => {
    const [alder] = (await listPublicationChoices(database.db, { page: firstPage })).rows
    const decision = { tableName: 'team_quantum_dna_v3', rowId: alder?.rowId ?? 0, toVersion: alder?.calculated.versionId ?? 0 } as const
    const by = { who: 'local:ada', why: 'newer' }
    const { decisionId } = await inUnitOfWork(database, (tx) => decidePublication(tx, { ...decision, ...by }), {
      actor: by.who,
      reason: by.why,
    })
    const [decided] = (await listPublicationChoices(database.db, { page: firstPage })).rows
    expect(decided).toMatchObject({ name: 'Alder', shows: 'calculated', decisionId, calculated: alder?.calculated })
    await inUnitOfWork(database, (tx) => undoDecision(tx, decisionId, { ...by, why: 'a mistake' }))
    expect((await listPublicationChoices(database.db, { page: firstPage })).rows[0]).toMatchObject({ shows: 'migrated' })
    const { rows } = await listPublicationDecisions(database.db, { limit: 50, order: 'desc', after: null })
    expect(rows.map(({ name, shows, latest, who, why }) => [name, shows, latest, who, why])).toEqual([
      ['Alder', 'migrated', true, 'local:ada', 'a mistake'],
      ['Alder', 'calculated', false, 'local:ada', 'newer'],
    ])
    const page = await listPublicationDecisions(database.db, { limit: 1, order: 'desc', after: null })
    const older = await listPublicationDecisions(database.db, { limit: 1, order: 'desc', after: page.next })
    expect(older).toMatchObject({ rows: [{ id: decisionId }], next: null })
  })
})
