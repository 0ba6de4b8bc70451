import type { DnaMetric, TeamDna } from '@mon-ps/core/dna/team-dna'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { listTeamsOfSeason } from '@mon-ps/db/repositories/teams'
import { listClassificationHistory } from '@mon-ps/db/repositories/profiles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importResults } from '../src/work/import/import-results.ts'
import { importGoalscorers } from '../src/work/import/import-goalscorers.ts'
import { saveClassifications } from '../src/work/calculate/save-classifications.ts'
import { demoFiles, fileOf, openTestApp, type TestApp } from './test-app.ts'

let test: TestApp
let teams: readonly { id: number; name: string }[]
const SEASON = '2025-26'
beforeAll(async () => {
  test = await openTestApp()
  await importResults(test.app, demoFiles().slice(-1), { source: 'demo' })
  const [league] = await listCompetitions(test.app.database.db)
  teams = await listTeamsOfSeason(test.app.database.db, league?.id ?? 0, SEASON)
})
afterAll(() => test.close())

const nameOf = (at: number) => teams[at]?.name ?? ''
const HEADER = 'Player,Team,Pos,Goals,Apps,Min,Season'
/** A forward of each of ten teams, each worth more than the one before. */
const forwards = () => Array.from({ length: 10 }, (_, at) => `Forward ${at},${nameOf(at)},FW,${2 * at},30,2610,${SEASON}`)
const csv = (rows: readonly string[]) => [HEADER, ...rows, ''].join('\n')
const importText = (text: string | Uint8Array) => importGoalscorers(test.app, fileOf('players_2526.csv', text))
const auditEntries = async () => (await test.app.database.sql`select count(*)::int as n from mon_ps.audit_log`)[0]?.['n']

describe('an import of players', () => {
  it('takes known teams, names the line of an unknown one, and never guesses', async () => {
    const report = await importText(csv([...forwards(), `Ghost,${nameOf(0)} B,FW,1,3,100,${SEASON}`]))
    expect(report).toMatchObject({ rowsRead: 11, accepted: 10, rejected: 1, added: 10, changed: 0, unchanged: 0 })
    expect(report.issues).toMatchObject([{ line: 12, column: 'team', code: 'UNKNOWN_TEAM', severity: 'rejected', got: `${nameOf(0)} B` }])
    const { goalscorers } = await test.caller.profile.byTeam({ teamId: teams[9]?.id ?? 0 })
    const [best] = goalscorers
    expect(best).toMatchObject({ playerName: 'Forward 9', goals: 18, minutes: 2610, season: SEASON, reason: null })
    expect(best?.anytime).toMatchObject({ n: 30, status: 'measured', interval: [expect.any(Number), expect.any(Number)] })
    expect(best?.anytime.value).toBeLessThan(1 - Math.exp(-18 / 30))
    expect(best?.firstGoal.value).toBeLessThan(best?.anytime.value ?? 0)
  })

  it('changes nothing the second time, not even the log of changes', async () => {
    const before = await auditEntries()
    const report = await importText(csv(forwards()))
    expect(report).toMatchObject({ runId: null, added: 0, changed: 0, unchanged: 10, estimatedAgain: 0 })
    expect(await auditEntries()).toBe(before)
  })

  it('reads Latin-1, replaces what changed, and estimates the others beside it', async () => {
    const changed = forwards().map((row, at) => (at === 9 ? row.replace(',18,', ',28,') : row))
    const text = Buffer.from(csv([...changed, `Müller,${nameOf(3)},FW,4,30,,${SEASON}`]), 'latin1')
    const report = await importText(text)
    expect(report).toMatchObject({ added: 1, changed: 1, unchanged: 9, estimatedAgain: 9 })
    const { goalscorers } = await test.caller.profile.byTeam({ teamId: teams[3]?.id ?? 0 })
    expect(goalscorers.map(({ playerName }) => playerName).sort()).toEqual(['Forward 3', 'Müller'])
    const [muller] = goalscorers.filter(({ playerName }) => playerName === 'Müller')
    expect(muller).toMatchObject({
      minutes: null,
      anytime: { value: null, status: 'not_measured' },
      reason: { code: 'counts_missing' },
    })
  })

  it('is refused as a whole where the columns are not those of players', async () => {
    await expect(importText('Div,Date\nE0,01/08/2022\n')).rejects.toMatchObject({ code: 'IMPORT_REJECTED' })
    await expect(importText('')).rejects.toMatchObject({ code: 'IMPORT_REJECTED' })
  })
})

const metric = (key: string, value: number): DnaMetric => ({
  key,
  value,
  n: 38,
  nEff: 14,
  interval: [value - 1, value + 1],
  reliability: 0.7,
  percentile: null,
  status: 'measured',
  evidence: 'stable_style',
})

/** The first team shoots as much as said, all others as the league does. */
function league(shots: number): TeamDna[] {
  const empty = { status: 'not_measured', reason: null, headline: null, metrics: [] } as const
  return teams.slice(0, 8).map(({ id }, at) => ({
    teamId: id,
    season: SEASON,
    matches: 38,
    vectors: {
      market: { vector: 'market', ...empty },
      context: { vector: 'context', ...empty },
      risk: { vector: 'risk', ...empty, metrics: [metric('fouls_per_match', at === 0 ? 8 : 12), metric('cards_per_match', 2)] },
      temporal: { vector: 'temporal', ...empty },
      nemesis: { vector: 'nemesis', ...empty },
      psyche: { vector: 'psyche', ...empty },
      roster: { vector: 'roster', ...empty },
      physical: { vector: 'physical', ...empty },
      luck: { vector: 'luck', ...empty },
    },
    style: {
      reason: null,
      metrics: [
        metric('shots_for', at === 0 ? shots : 12),
        metric('shots_against', at === 0 ? 8 : 12),
        metric('shots_on_target_share', 12),
        metric('corners_for', 5),
      ],
    },
  }))
}

describe('the chess classification', () => {
  const save = (runId: number, shots: number) => saveClassifications({ ...test.app, runId, dna: league(shots) })
  const first = () => teams[0]?.id ?? 0
  const rows = () => listClassificationHistory(test.app.database.db, first())

  it('is stored with its numbers and who made it, and answered', async () => {
    expect(await save(1, 16)).toBe(1)
    expect(await rows()).toMatchObject([{ pieceType: 'queen', isCurrent: true, createdBy: 'calculation', changeReason: 'calculation 1' }])
    const { chess } = await test.caller.profile.byTeam({ teamId: first() })
    expect(chess).toMatchObject({ piece: 'queen', season: SEASON, confidence: { n: 38, status: 'measured' } })
    expect(chess?.characteristics.map(({ metric: key, side }) => [key, side])).toEqual([
      ['shots_for', 'high'],
      ['shots_against', 'low'],
      ['fouls_per_match', 'low'],
    ])
    expect((await test.caller.profile.byTeam({ teamId: teams[1]?.id ?? 0 })).chess).toBeNull()
  })

  it('is written anew only when it says something else, and goes when nothing is clear any more', async () => {
    await save(2, 16)
    expect(await rows()).toHaveLength(1)
    await save(3, 12)
    expect(await rows()).toMatchObject([{ pieceType: 'queen', isCurrent: false }])
    expect((await test.caller.profile.byTeam({ teamId: first() })).chess).toBeNull()
    await save(4, 16)
    expect(await rows()).toMatchObject([{ isCurrent: true, createdBy: 'calculation', changeReason: 'calculation 4' }, { isCurrent: false }])
  })
})
