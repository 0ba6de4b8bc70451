import { describe, expect, test } from 'vitest'
import { type ConstructedMetric, constructedDna } from '../../../test/constructed-dna.ts'
import { createRandom, normal } from '../../numeric/random.ts'
import { type SimilarTeam, similarTeams } from './similar-teams.ts'

const KEYS = ['shots_for', 'shots_against', 'corners_for', 'corners_against']
const team = (teamId: number, values: readonly number[], more: Partial<ConstructedMetric> = {}) =>
  constructedDna({ teamId, style: Object.fromEntries(KEYS.map((key, i) => [key, { value: values[i] ?? 0, ...more }])) })

function league(competition: string, firstId: number, seed: number, scales = [1, 1, 1, 1], shift = 0) {
  const random = createRandom(seed)
  const teams = Array.from({ length: 12 }, (_, i) =>
    team(
      firstId + i,
      scales.map((scale) => shift + scale * normal(random)),
    ),
  )
  return { competition, teams }
}

describe('teams alike', () => {
  const [first, second] = [league('E0', 1, 3), league('SP1', 101, 4)]
  const found = similarTeams([first, second])

  test('the nearest come first, five on either side, never the team itself', () => {
    for (const [key, { inLeague, elsewhere }] of found) {
      const own = Number(key.split('|')[1])
      expect([inLeague.length, elsewhere.length]).toEqual([5, 5])
      for (const list of [inLeague, elsewhere]) {
        expect(list.map(({ distance }) => distance)).toEqual(list.map(({ distance }) => distance).sort((a, b) => a - b))
        expect(list.some(({ teamId }) => teamId === own)).toBe(false)
      }
      expect(new Set(inLeague.map(({ competition }) => competition))).toEqual(new Set([key.split('|')[0]]))
    }
  })

  test('the distance is the same from both sides, and is what its metrics make it', () => {
    const between = (a: string, b: number): SimilarTeam | undefined => found.get(a)?.inLeague.find(({ teamId }) => teamId === b)
    for (const [key, { inLeague }] of found) {
      const [competition, own] = key.split('|')
      for (const other of inLeague) {
        const back = between(`${competition}|${other.teamId}`, Number(own))
        if (back) expect(back.distance).toBeCloseTo(other.distance, 12)
        const squares = other.metrics.map(({ difference }) => difference ** 2)
        expect(Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)).toBeCloseTo(other.distance, 12)
        expect(other.metrics.map(({ key: metric }) => metric).sort()).toEqual([...KEYS].sort())
      }
    }
  })

  test('units and levels of a league do not matter: the place in it does', () => {
    const stretched = { competition: 'E0', teams: league('E0', 1, 3, [7, 0.1, 30, 1], 40).teams }
    const again = similarTeams([stretched, second])
    for (const [key, { inLeague }] of found) {
      expect(again.get(key)?.inLeague.map(({ teamId }) => teamId)).toEqual(inLeague.map(({ teamId }) => teamId))
    }
  })

  test('what is not reliable does not count, and with fewer than three metrics nobody is like anybody', () => {
    const vague = {
      competition: 'E0',
      teams: first.teams.map((dna) => ({
        ...dna,
        style: { ...dna.style, metrics: dna.style.metrics.map((metric) => ({ ...metric, reliability: 0.2 })) },
      })),
    }
    expect(similarTeams([vague]).get('E0|1')).toEqual({ inLeague: [], elsewhere: [] })
  })

  test('the error grows with the intervals: it says what distance no measurement could tell from none', () => {
    const errorAt = (deviation: number) => {
      const teams = [
        [1, 2, 3, 4],
        [2, 1, 5, 3],
        [4, 4, 1, 1],
      ].map((values, i) => team(i + 1, values, { deviation }))
      return similarTeams([{ competition: 'E0', teams }]).get('E0|1')?.inLeague[0]?.error ?? 0
    }
    expect(errorAt(0.2)).toBeCloseTo(2 * errorAt(0.1), 10)
  })

  test('on paper: the error is the root mean square of both teams’ errors, and what is about one opponent does not count', () => {
    // A standard deviation of the league is 1 in every metric.
    const teams = [0.1, 0.3, 0.5].map((deviation, i) => {
      const dna = team(i + 1, [i, i, i, i], { deviation })
      const [metric] = dna.style.metrics
      const rival = { ...metric!, key: 'toughest_opponent', value: 5 * i ** 2, subjectTeamId: 9 }
      return { ...dna, style: { ...dna.style, metrics: [...dna.style.metrics, rival] } }
    })
    const [nearest] = similarTeams([{ competition: 'E0', teams }]).get('E0|1')?.inLeague ?? []
    expect(nearest).toMatchObject({ teamId: 2, distance: expect.closeTo(1, 12), error: expect.closeTo(Math.sqrt(0.1 ** 2 + 0.3 ** 2), 9) })
    expect(nearest?.metrics.map(({ key }) => key).sort()).toEqual([...KEYS].sort())
  })
})
