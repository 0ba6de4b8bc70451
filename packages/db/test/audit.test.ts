import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDbError } from '../src/errors.ts'
import { inUnitOfWork } from '../src/unit-of-work.ts'
import type { Keyset } from '../src/repositories/keyset.ts'
import {
  type NewChessClassification,
  saveClassification,
  saveGoalscorer,
  listClassifications,
  listClassificationHistory,
  listTopScorers,
  listGoalscorers,
} from '../src/repositories/profiles.ts'
import { verifyAuditLog, listAuditEntries } from '../src/repositories/audit.ts'
import { openTestDatabase, type TestDatabase } from '../test-kit/open-test-database.ts'
import { testDatabaseUrl } from '../test-kit/env.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await database.sql`insert into mon_ps.team (id, name, name_normalized, source) values (1, 'Alder', 'alder', 'demo'), (2, 'Birch', 'birch', 'demo')`
})
afterAll(() => database.close())

const context = { actor: 'user:ada', reason: 'seen on Sunday', requestId: 'req-7' }
const knight: NewChessClassification = { teamId: 1, pieceType: 'knight', confidence: 0.8, season: '2024-25' }
const stateOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => asDbError(error).context['sqlState'] ?? asDbError(error).code,
  )
const log = () => database.sql<Record<string, unknown>[]>`select * from mon_ps.audit_log order by seq`
const verify = () => verifyAuditLog(database.db)

describe('an audited change', () => {
  it('carries who, why and by which request, in the row and in the log', async () => {
    const saved = await inUnitOfWork(database, (tx) => saveClassification(tx, knight), context)
    expect(saved).toMatchObject({ createdBy: 'user:ada', updatedBy: 'user:ada', changeReason: 'seen on Sunday' })
    const [entry] = await listAuditEntries(
      database.db,
      { tableName: 'chess_classification', rowKey: String(saved.classificationId) },
      { limit: 5 },
    )
    expect(entry).toMatchObject({ actor: 'user:ada', reason: 'seen on Sunday', requestId: 'req-7', operation: 'insert', before: null })
    expect(entry?.after).toMatchObject({ piece_type: 'knight' })
  })

  it('by raw SQL carries the role and no reason, and who made the row stays', async () => {
    const [role] = await database.sql<{ name: string }[]>`select current_user as name`
    await database.sql`update mon_ps.chess_classification set confidence = 0.7, created_by = 'forged'`
    const [row] = await database.sql`select created_by, updated_by, change_reason from mon_ps.chess_classification`
    expect(row).toEqual({ created_by: 'user:ada', updated_by: `db:${role?.name}`, change_reason: null })
    expect((await log()).at(-1)).toMatchObject({ actor: `db:${role?.name}`, reason: null, request_id: null, operation: 'update' })
  })

  it('leaves no entry when it is rolled back', async () => {
    const before = (await log()).length
    const failing = inUnitOfWork(
      database,
      async (tx) => {
        await saveClassification(tx, { ...knight, teamId: 2 })
        throw new Error('no')
      },
      context,
    )
    await expect(failing).rejects.toThrow('no')
    expect((await log()).length).toBe(before)
    expect(await verify()).toMatchObject({ entries: before, firstBad: null })
  })

  it('is not made where its entry cannot be written', async () => {
    const counted = async () => [...(await database.sql`select count(*) as n from mon_ps.chess_classification`), (await log()).length]
    const before = await counted()
    await database.sql`alter table mon_ps.audit_log add constraint full_up check (false) not valid`
    try {
      const saving = inUnitOfWork(database, (tx) => saveClassification(tx, { ...knight, season: '2019-20' }), context)
      expect(await stateOf(saving)).toBe('23514')
    } finally {
      await database.sql`alter table mon_ps.audit_log drop constraint full_up`
    }
    expect(await counted()).toEqual(before)
  })

  it('is never a TRUNCATE, which would take rows away that the log says are there', async () => {
    const before = await database.sql`select count(*) as n from mon_ps.chess_classification`
    for (const table of ['chess_classification', 'goalscorer_profile', 'publish_decision', 'team cascade'])
      expect([table, await stateOf(database.db.execute(sql.raw(`truncate mon_ps.${table}`)))]).toEqual([table, 'V3A02'])
    expect(await database.sql`select count(*) as n from mon_ps.chess_classification`).toEqual(before)
  })

  it('is refused without an actor, and under a name kept for raw SQL', async () => {
    for (const actor of [' ', 'db:postgres'])
      expect(await stateOf(inUnitOfWork(database, async () => 1, { actor }))).toBe('INVALID_ARGUMENT')
  })

  it('is one entry of the chain each, also where one statement makes many and where units compete', async () => {
    const before = (await log()).length
    await database.sql`
      insert into mon_ps.goalscorer_profile (player_name, team_id, appearances, season) select 'player ' || i, 1, 10, '2024-25' from generate_series(1, 20) i`
    const competing = Array.from({ length: 8 }, (_, at) =>
      inUnitOfWork(database, (tx) => saveGoalscorer(tx, { playerName: `p${at}`, teamId: 2, appearances: at, season: '2024-25' }), context),
    )
    await Promise.all(competing)
    expect(await verify()).toMatchObject({ entries: before + 28, firstBad: null })
  })

  const oneSession = testDatabaseUrl === undefined ? ' (skipped: the embedded engine has one session)' : ''
  it.skipIf(oneSession !== '')(`in a transaction with a fixed snapshot fails rather than fork the chain${oneSession}`, async () => {
    const late = database.db.transaction(
      async (tx) => {
        await tx.execute(sql`select 1 from mon_ps.team`)
        await database.sql`update mon_ps.goalscorer_profile set minutes = 1 where player_name = 'p1'`
        await tx.execute(sql`update mon_ps.goalscorer_profile set minutes = 1 where player_name = 'p2'`)
      },
      { isolationLevel: 'repeatable read' },
    )
    expect(await stateOf(late)).toBe('40001')
    expect((await verify()).firstBad).toBeNull()
  })
})

describe('the audit log', () => {
  it('refuses to change, to lose an entry and to be emptied', async () => {
    const before = await log()
    expect(await stateOf(database.db.execute(sql`update mon_ps.audit_log set reason = 'other'`))).toBe('V3A02')
    expect(await stateOf(database.db.execute(sql`delete from mon_ps.audit_log`))).toBe('V3A02')
    expect(await stateOf(database.db.execute(sql`truncate mon_ps.audit_log`))).toBe('V3A02')
    expect(await log()).toEqual(before)
  })

  const tampered = async (change: string) => {
    let found: Awaited<ReturnType<typeof verify>> | null = null
    const kept = new Error('rolled back')
    const work = database.db.transaction(async (tx) => {
      await tx.execute(sql`alter table mon_ps.audit_log disable trigger all`)
      await tx.execute(sql.raw(change))
      found = await verifyAuditLog(tx)
      throw kept
    })
    await expect(work).rejects.toBe(kept)
    return found as Awaited<ReturnType<typeof verify>> | null
  }

  it('names the entry that someone with all rights changed, whichever column it was', async () => {
    const columns = ["at = at + interval '1 second'", "actor = 'user:bob'", "reason = 'x'", "request_id = 'x'", "row_key = 'x'"]
    columns.push("after = '{}'", "before = '{}'", "table_name = 'x'", "operation = 'delete'", "hash = repeat('0', 64)")
    const [third] = (await log()).slice(2)
    for (const column of columns) {
      const found = await tampered(`update mon_ps.audit_log set ${column} where seq = ${third?.['seq']}`)
      expect([column, found?.firstBad?.seq]).toEqual([column, third?.['seq']])
    }
  })

  it('names the first entry, which follows none', async () => {
    const [first] = await log()
    const found = await tampered(`update mon_ps.audit_log set actor = 'user:bob' where seq = ${first?.['seq']}`)
    expect(found?.firstBad).toMatchObject({ seq: first?.['seq'], what: expect.stringContaining('is not the first') })
  })

  it('shows that entries were removed, from its middle and from its end', async () => {
    const entries = await log()
    const [fourth, fifth] = entries.slice(3)
    const middle = await tampered(`delete from mon_ps.audit_log where seq = ${fourth?.['seq']}`)
    expect(middle?.firstBad?.seq).toBe(fifth?.['seq'])
    const last = entries.at(-1)?.['seq']
    const end = await tampered(`delete from mon_ps.audit_log where seq = ${last}`)
    expect(end?.firstBad).toMatchObject({ seq: last, what: expect.stringContaining('the end was cut off') })
    expect((await tampered('truncate mon_ps.audit_log'))?.firstBad).not.toBeNull()
  })

  it('says the same in every time zone', async () => {
    const inZone = await database.db.transaction(async (tx) => {
      await tx.execute(sql`set local timezone = 'Asia/Kathmandu'`)
      return verifyAuditLog(tx)
    })
    expect(inZone).toEqual(await verify())
    expect(inZone.firstBad).toBeNull()
  })
})

describe('profiles', () => {
  it('keep one current classification per team and season, and what it was before', async () => {
    const save = (row: Partial<NewChessClassification>) =>
      inUnitOfWork(database, (tx) => saveClassification(tx, { ...knight, ...row }), context)
    await save({ pieceType: 'rook' })
    await save({ season: '2023-24', pieceType: 'pawn' })
    expect((await listClassifications(database.db, '2024-25')).map((row) => row.pieceType)).toEqual(['rook'])
    const history = await listClassificationHistory(database.db, 1)
    expect(history.map((row) => [row.pieceType, row.isCurrent])).toEqual([
      ['pawn', true],
      ['rook', true],
      ['knight', false],
    ])
  })

  it('replace a player of a team and season as a whole, and page through the scorers of a season', async () => {
    const save = (playerName: string, goalsTotal: number | null, position?: string) =>
      inUnitOfWork(
        database,
        (tx) => saveGoalscorer(tx, { playerName, teamId: 1, appearances: 5, season: '2022-23', goalsTotal, position }),
        context,
      )
    const first = await save('Ash', 3, 'forward')
    for (const [name, goals] of [
      ['Elm', 9],
      ['Fir', 9],
      ['Oak', null],
      ['Yew', 4],
    ] as const)
      await save(name, goals)
    const again = await save('Ash', 7)
    expect(again).toMatchObject({ playerId: first.playerId, goalsTotal: 7, position: null, createdBy: 'user:ada' })
    const pages: string[][] = []
    let after: Keyset | null = null
    do {
      const page: Awaited<ReturnType<typeof listTopScorers>> = await listTopScorers(database.db, '2022-23', { limit: 2, after })
      pages.push(page.rows.map((row) => row.playerName))
      after = page.next
    } while (after !== null)
    expect(pages).toEqual([['Elm', 'Fir'], ['Ash', 'Yew'], ['Oak']])
    expect((await listGoalscorers(database.db, 1, '2022-23')).map((row) => row.playerName)).toEqual(['Ash', 'Elm', 'Fir', 'Oak', 'Yew'])
  })
})
