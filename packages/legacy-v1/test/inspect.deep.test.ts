import type { MigrationInspection } from '@mon-ps/contract/migration-plan'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCatalogue } from '@mon-ps/db/catalogue/read-catalogue'
import { examine, inspectLegacy } from '../src/inspect/inspect-legacy.ts'
import { openLegacySource } from '../src/source/open-legacy-source.ts'
import type { LegacySource } from '../src/types.ts'
import { cleanDraft, draftSql, hostileV1, ROW_CASES, spoiledV1 } from '../test-kit/hostile-v1/index.ts'
import { realDataFolder } from '@mon-ps/db/test-kit/env'
import { openTestDatabase, type TestDatabase } from '@mon-ps/db/test-kit/open-test-database'
import { loadRealV1 } from './moved.ts'

let database: TestDatabase
let source: LegacySource

beforeAll(async () => {
  database = await openTestDatabase({ migrated: false })
  source = await openLegacySource({ legacyUrl: null, target: database })
})
afterAll(() => database.close())

const load = (script: string) => database.sql.unsafe(script).simple()
const listIds = ({ findings }: MigrationInspection) => findings.map(({ id }) => id)
const faults = ({ findings }: MigrationInspection) => findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id)

describe('inspecting V1', () => {
  it('refuses a database that has none of the three tables, and says which it looked for', async () => {
    await load('drop schema if exists quantum cascade')
    await expect(inspectLegacy(source, database)).rejects.toMatchObject({
      code: 'LEGACY_NOT_FOUND',
      message: expect.stringContaining('quantum.team_profiles'),
    })
  })

  it('says where else tables of V1’s names stand', async () => {
    await load(
      'create schema "Quantum"; create table "Quantum"."Team_Profiles" (id integer); create table public.team_strategies (id integer)',
    )
    await expect(inspectLegacy(source, database)).rejects.toMatchObject({
      code: 'LEGACY_NOT_FOUND',
      message: expect.stringContaining('"Quantum"."Team_Profiles", public.team_strategies'),
    })
    await load('drop schema "Quantum" cascade; drop table public.team_strategies')
  })

  it('says what this role may not read, looks at the rest, and blocks only where the move needs it', async () => {
    await load(draftSql(cleanDraft()))
    const role = `reader_${process.pid}_${Date.now()}`
    await load(`create table quantum.team_quantum_dna (id integer); create table public.tracking_clv_picks (id integer);
      create role ${role}; grant usage on schema quantum, public to ${role};
      grant select on quantum.team_profiles, quantum.matchup_friction to ${role}`)
    try {
      const { findings } = await database.db.transaction(async (tx) => {
        await tx.execute(sql.raw(`set local role ${role}`))
        return examine(tx, tx, 'here', 'UTC')
      })
      const forbidden = findings.filter(({ check, table }) => check === 'P16' && table !== 'database')
      expect(forbidden.map(({ id, severity }) => [id, severity])).toEqual([
        ['P16:team_strategies:no-select', 'blocking'],
        ['P16:tracking_clv_picks:no-select', 'warning'],
      ])
    } finally {
      await load(`drop table public.tracking_clv_picks; drop owned by ${role}; drop role ${role}`)
    }
  })

  it('finds no fault in a V1 that has none', async () => {
    await load(draftSql(cleanDraft()))
    expect(faults(await inspectLegacy(source, database))).toEqual([])
  })

  it('writes nothing: every object and every row is as it was', async () => {
    const state = async () => {
      const { tables } = await inspectLegacy(source, database)
      return { tables, catalogue: await readCatalogue(database.db, ['quantum', 'public', 'mon_ps']) }
    }
    await load(spoiledV1(ROW_CASES))
    expect(await state()).toEqual(await state())
    expect((await inspectLegacy(source, database)).v3Present).toBe(false)
  })

  it('finds every fault of rows when all of them are there at once', async () => {
    await load(spoiledV1(ROW_CASES))
    expect(listIds(await inspectLegacy(source, database))).toEqual(expect.arrayContaining(ROW_CASES.flatMap(({ finds }) => finds)))
  })

  it('counts each row that is at fault and shows it', async () => {
    await load(hostileV1('orphans'))
    const { findings } = await inspectLegacy(source, database)
    const orphan = findings.find(({ id }) => id === 'P01:matchup_friction:orphan')
    expect(orphan).toMatchObject({ count: 1, severity: 'warning', remedy: expect.stringContaining('quarantined') })
    expect(orphan?.examples).toEqual([{ v1Id: 16, what: '1 "A 16" and 9999 "B 16"' }])
  })

  it('shows at most 20 examples, and counts on', async () => {
    const draft = cleanDraft()
    for (let n = 0; n < 25; n++) draft.pair({ team_b_id: 5000 + n })
    await load(draftSql(draft))
    const { findings } = await inspectLegacy(source, database)
    const orphan = findings.find(({ id }) => id === 'P01:matchup_friction:orphan')
    expect([orphan?.count, orphan?.examples.length]).toEqual([25, 20])
  })

  it('looks at the zone that is named, and refuses one that nobody knows', async () => {
    await load(hostileV1('times that clocks skip, repeat, or never showed'))
    const { findings } = await inspectLegacy(source, database, { timeZone: 'europe/madrid' })
    const turns = findings.find(({ id }) => id === 'P11:team_profiles:created_at-clock-change:Europe/Madrid')
    expect(turns).toMatchObject({ severity: 'warning', count: 2 })
    await expect(inspectLegacy(source, database, { timeZone: 'Europe/Madird' })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('Europe/Madrid'),
    })
  })
})

describe.skipIf(realDataFolder === undefined)('inspecting the real V1 (skipped: no real data)', () => {
  it('finds the inventory of the papers, the 16 teams without a pair, the 7 strategies without a profile, and nothing that blocks', async () => {
    await load('drop schema if exists quantum cascade')
    await loadRealV1(database)
    const inspection = await inspectLegacy(source, database)
    expect(inspection.tables.map(({ table, rows }) => [table, rows]).slice(0, 3)).toEqual([
      ['team_profiles', 99],
      ['matchup_friction', 3403],
      ['team_strategies', 351],
    ])
    const counts = Object.fromEntries(inspection.findings.map(({ id, count }) => [id, count]))
    expect(counts).toMatchObject({
      'P02:team_strategies:resolved-by-name': 7,
      'P12:team_strategies:roi-per-bet': 351,
      'P12:team_profiles:league-of-narrative': 5,
      'P20:matchup_friction:teams-without-pair': 16,
      'P06:team_strategies:family-other': 231,
    })
    expect(inspection.findings.find(({ id }) => id === 'P20:matchup_friction:completeness')?.examples[0]?.what).toContain(
      '3403 pairs of 83 teams',
    )
    expect(faults(inspection)).toEqual(['P02:team_strategies:resolved-by-name'])
    expect(inspection.v2Tables.map(({ rows }) => rows)).toEqual([0, 0, 0])
  })
})
