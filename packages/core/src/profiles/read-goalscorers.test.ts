import { describe, expect, it } from 'vitest'
import { positionGroup } from './goalscorer.ts'
import { readGoalscorers } from './read-goalscorers.ts'

const HEADER = ['Player', 'Team', 'Pos', 'Goals', 'Home goals', 'Away_Goals', 'Apps', 'Min', 'Season']
const row = (cells: readonly string[], line = 2) => ({ line, cells })
const file = (rows: readonly (readonly string[])[], header: readonly string[] = HEADER, fileName = 'players.csv') => ({
  fileName,
  header,
  rows: rows.map((cells, at) => row(cells, at + 2)),
  endsWithLineBreak: true,
})
const GOOD = ['Ann Alder', 'Arsenal', 'FW', '12', '7', '5', '30', '2,520', '2022/23']

function read(rows: readonly (readonly string[])[], header?: readonly string[], fileName?: string) {
  const result = readGoalscorers(file(rows, header, fileName))
  if (result.kind === 'refused') throw new Error(result.message)
  return result
}
const problems = (rows: readonly (readonly string[])[]) =>
  read(rows).issues.map(({ line, column, code, severity }) => [line, column, code, severity])
/** The good row with some cells changed. */
const changed = (cells: Readonly<Record<number, string>>) => GOOD.map((cell, at) => cells[at] ?? cell)

describe('a file of players', () => {
  it('is read by the names of its columns, in any order, language and spelling', () => {
    const expected = {
      playerName: 'Ann Alder',
      team: 'Arsenal',
      position: 'FW',
      goalsTotal: 12,
      goalsHome: 7,
      goalsAway: 5,
      appearances: 30,
      minutes: 2520,
      season: '2022-23',
    }
    expect(read([GOOD]).players).toEqual([{ line: 2, record: expected }])
    const french = ['Saison', 'Joueur', 'Équipe', 'Matchs', 'Buts', 'Poste']
    expect(read([['2022-2023', 'Ann Alder', 'Arsenal', '30', '12', 'Attaquant']], french).players[0]?.record).toMatchObject({
      playerName: 'Ann Alder',
      goalsTotal: 12,
      goalsHome: null,
      minutes: null,
      season: '2022-23',
    })
  })

  it('takes the season from its name where no column has it', () => {
    const header = ['Player', 'Team', 'Apps']
    expect(read([['Ann', 'Arsenal', '3']], header, 'players_2223.csv').players[0]?.record.season).toBe('2022-23')
    expect(read([['Ann', 'Arsenal', '3']], header).issues[0]).toMatchObject({ code: 'INVALID_SEASON', severity: 'rejected', line: 2 })
  })

  it('is refused where a needed column is missing or claimed twice', () => {
    expect(readGoalscorers(file([], ['Player', 'Goals']))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('team, appearances'),
    })
    expect(readGoalscorers(file([], ['Player', 'Name', 'Team', 'Apps']))).toMatchObject({ kind: 'refused' })
  })

  it('names line and column of every row that is not taken, once', () => {
    expect(problems([changed({ 0: ' ' })])).toEqual([[2, 'Player', 'MISSING_VALUE', 'rejected']])
    expect(problems([GOOD, changed({ 1: '', 6: '' })])).toEqual([[3, 'Team', 'MISSING_VALUE', 'rejected']])
    expect(problems([changed({ 6: 'many' })])).toEqual([[2, 'Apps', 'INVALID_COUNT', 'rejected']])
    expect(problems([changed({ 8: '2022/24' })])).toEqual([[2, 'Season', 'INVALID_SEASON', 'rejected']])
    expect(problems([changed({ 4: '8' })])).toEqual([[2, 'Goals', 'COUNTS_DISAGREE', 'rejected']])
    expect(problems([changed({ 7: '4000' })])).toEqual([[2, 'Min', 'COUNTS_DISAGREE', 'rejected']])
    expect(problems([changed({ 7: '0' })])).toEqual([[2, 'Goals', 'COUNTS_DISAGREE', 'rejected']])
    expect(problems([GOOD, GOOD])).toEqual([[3, 'Player', 'DUPLICATE_PLAYER', 'rejected']])
  })

  it.each([
    ['120 minutes a match', { 7: '3600' }, { 7: '3601' }, 'COUNTS_DISAGREE'],
    ['500 goals', { 3: '500', 4: '300', 5: '200' }, { 3: '501', 4: '', 5: '' }, 'INVALID_COUNT'],
    ['all goals at home where those away are unknown', { 4: '12', 5: '' }, { 4: '13', 5: '' }, 'COUNTS_DISAGREE'],
    ['a match for a goal', { 6: '1', 7: '' }, { 6: '0', 7: '' }, 'COUNTS_DISAGREE'],
    ['a name of a hundred characters', { 0: 'x'.repeat(100) }, { 0: 'x'.repeat(101) }, 'INVALID_NAME'],
    ['two ends of a season', { 8: '2022-2023' }, { 8: '2022-2024' }, 'INVALID_SEASON'],
  ])('takes %s and no more', (_, most, tooMuch, code) => {
    expect(problems([changed(most)])).toEqual([])
    expect(problems([changed(tooMuch)]).map(([, , found]) => found)).toEqual([code])
  })

  it('takes a player again in another team or season, and skips blank rows', () => {
    const { players, issues, rowsRead } = read([GOOD, changed({ 1: 'Leeds' }), ['', ' '], changed({ 8: '2021/22' })])
    expect([players.length, issues.length, rowsRead]).toEqual([3, 0, 3])
  })

  it.each(['2,520', '2 520', '2\u00a0520', '2\u202f520'])('reads thousands set apart: %s', (minutes) => {
    expect(read([changed({ 7: minutes })]).players[0]?.record.minutes).toBe(2520)
  })

  it('keeps thirty characters of a position', () => {
    expect(read([changed({ 2: 'x'.repeat(31) })]).players[0]?.record.position).toBe('x'.repeat(30))
  })

  it('takes a row without an unreadable optional value, and without columns it does not know', () => {
    const { players, issues, rowsRead } = read([[...changed({ 7: 'n/a' }), '3.1']], [...HEADER, 'xG'])
    expect(players[0]?.record.minutes).toBeNull()
    expect(issues.map(({ code, severity, column }) => [code, severity, column])).toEqual([
      ['COLUMN_NOT_READ', 'warning', 'xG'],
      ['INVALID_COUNT', 'warning', 'Min'],
    ])
    expect(rowsRead).toBe(players.length)
  })
})

describe('a position', () => {
  it('belongs to one of four groups by its first word, or to none', () => {
    expect(['GK', 'Défenseur', 'MF,FW', 'Striker', 'centre-back', 'LW'].map(positionGroup)).toEqual([
      'goalkeeper',
      'defender',
      'midfielder',
      'forward',
      'defender',
      'forward',
    ])
    expect([positionGroup('libero of sorts'), positionGroup(null), positionGroup('')]).toEqual([null, null, null])
  })
})
