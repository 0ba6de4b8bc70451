import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { dayFromIso } from '../units.ts'
import { behindClosedDoors, lateAgainstEarly } from './context.ts'
import { leagueView, observe } from './league-view.ts'

const history = simulatedHistory({ seed: 8, seasons: [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 6])] })
const view = leagueView(history, history.seasons[1] as string)
const newYear = [dayFromIso('2020-01-01'), dayFromIso('2021-01-01')]
const isLate = (row: number): boolean => (history.columns.day[row] as number) >= (newYear[history.columns.season[row] as number] as number)

/** Mean over all appearances of a team. */
function averageFor(observations: ReturnType<typeof observe>, team: number): number {
  const values = [...(view.appearances[team] ?? [])].map((appearance) =>
    ((appearance & 1) === 0 ? observations.home : observations.away).at(appearance >> 1),
  )
  return values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / values.length
}

describe('late season against early', () => {
  test('is nothing for a team that does equally well all year round', () => {
    const steady = lateAgainstEarly(
      view,
      observe(history, () => 0.7),
    )
    for (const team of view.teams) expect(averageFor(steady, team)).toBeCloseTo(0, 12)
  })

  test('is the mean of the late matches less that of the early ones', () => {
    const rising = lateAgainstEarly(
      view,
      observe(history, (row) => (isLate(row) ? 0.5 : 0.1)),
    )
    for (const team of view.teams) expect(averageFor(rising, team)).toBeCloseTo(0.4, 12)
  })

  test('says nothing of a season of which one half is missing', () => {
    const halved = lateAgainstEarly(
      view,
      observe(history, (row) => (isLate(row) ? Number.NaN : 1)),
    )
    expect(halved.home.every(Number.isNaN)).toBe(true)
  })
})

describe('matches without spectators', () => {
  test.each([
    ['E0', '2020-06-17', true],
    ['E0', '2020-12-12', false],
    ['E0', '2021-05-18', false],
    ['D1', '2020-03-07', false],
    ['D1', '2020-10-24', false],
    ['D1', '2021-02-06', true],
    ['SP1', '2021-05-15', true],
    ['SP1', '2021-05-16', false],
    ['I1', '2019-09-01', false],
    ['F1', '2020-09-20', false],
  ])('%s on %s: %s', (competition, day, closed) => {
    expect(behindClosedDoors(competition)?.(dayFromIso(day))).toBe(closed)
  })

  test('are not known of a competition that is not recorded', () => {
    expect(behindClosedDoors('E1')).toBeNull()
    expect(behindClosedDoors('toString')).toBeNull()
  })
})
