import { describe, expect, test } from 'vitest'
import { constructedDna, strengths } from '../../../test/constructed-dna.ts'
import { createRandom, normal } from '../../numeric/random.ts'
import { ARCHETYPES, describeArchetypes } from '../classify-teams.ts'

/** Nine teams, one in the middle of each cell of attack by defence. */
const GRID = [1, 0, -1].flatMap((attack, i) => [1, 0, -1].map((defence, j) => strengths(3 * i + j + 1, 0.3 * attack, 0.3 * defence)))

describe('archetypes', () => {
  test('every one is reached by some team', () => {
    const reached = describeArchetypes(GRID).map(({ archetype }) => archetype)
    expect(new Set(reached)).toEqual(new Set(ARCHETYPES))
    expect(reached).toEqual([
      'COMPLETE',
      'ATTACK_LED',
      'ATTACK_LED',
      'DEFENCE_LED',
      'BALANCED',
      'EXPOSED',
      'DEFENCE_LED',
      'BLUNT',
      'STRUGGLING',
    ])
  })

  test('high and low begin half a standard deviation of the league’s teams from their mean', () => {
    // Values -2 … 2 have the standard deviation √2.5; both metrics alike.
    const ladder = [-2, -1, 0, 1, 2].map((value, i) => strengths(i + 1, value, value, { deviation: 1e-6 }))
    const half = Math.sqrt(2.5) / 2
    for (const { axes } of describeArchetypes(ladder)) {
      const [{ value, level } = { value: Number.NaN, level: 'mid' }] = axes
      expect(level).toBe(value >= half ? 'high' : value <= -half ? 'low' : 'mid')
    }
    const wide = [-2, -0.7, 0.7, 2].map((value, i) => strengths(i + 1, value, value, { deviation: 1e-6 }))
    // Standard deviation 1.73: 0.7 is 0.40 of it, still mid.
    expect(describeArchetypes(wide).map(({ archetype }) => archetype)).toEqual(['STRUGGLING', 'BALANCED', 'BALANCED', 'COMPLETE'])
  })

  test('the chances are probabilities of a whole, and the word is the likeliest of them', () => {
    for (const { archetype, probability, chances } of describeArchetypes(
      GRID.map((dna, i) => strengths(dna.teamId, i / 9, -i / 20, { deviation: 0.2 })),
    )) {
      expect(chances.reduce((sum, chance) => sum + chance.probability, 0)).toBeCloseTo(1, 12)
      expect(chances).toHaveLength(ARCHETYPES.length)
      expect(probability).toBe(Math.max(...chances.map((chance) => chance.probability)))
      expect(chances[0]?.archetype).toBe(archetype)
    }
  })

  test('a wider interval makes the word less likely', () => {
    const probabilityAt = (deviation: number) =>
      describeArchetypes(
        GRID.map((dna) =>
          strengths(dna.teamId, dna.vectors.market.metrics[0]?.value ?? 0, dna.vectors.market.metrics[1]?.value ?? 0, { deviation }),
        ),
      )[0]?.probability ?? 0
    expect(probabilityAt(0.01)).toBeGreaterThan(probabilityAt(0.1))
    expect(probabilityAt(0.1)).toBeGreaterThan(probabilityAt(0.3))
  })

  test('the word is right as often as it says, for teams that lie where their intervals say', () => {
    const random = createRandom(5)
    const [league, truths] = [[] as ReturnType<typeof strengths>[], [] as [number, number][]]
    for (let teamId = 1; teamId <= 800; teamId++) {
      const [attack, defence] = [normal(random) * 0.25, normal(random) * 0.25]
      league.push(strengths(teamId, attack, defence, { deviation: 0.12 }))
      truths.push([attack + normal(random) * 0.12, defence + normal(random) * 0.12])
    }
    const told = describeArchetypes(league)
    const spread = (axis: 0 | 1) => {
      const values = told.map(({ axes }) => axes[axis]?.value ?? Number.NaN)
      const mean = values.reduce((a, b) => a + b) / values.length
      return { mean, deviation: Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1)) }
    }
    const [a, d] = [spread(0), spread(1)]
    const where = (value: number, { mean, deviation }: typeof a) => Math.sign(Math.trunc((2 * (value - mean)) / deviation))
    const NAMES = [
      ['STRUGGLING', 'BLUNT', 'DEFENCE_LED'],
      ['EXPOSED', 'BALANCED', 'DEFENCE_LED'],
      ['ATTACK_LED', 'ATTACK_LED', 'COMPLETE'],
    ]
    const right = told.filter(({ archetype }, i) => {
      const [attack, defence] = truths[i] as [number, number]
      return NAMES[where(attack, a) + 1]?.[where(defence, d) + 1] === archetype
    }).length
    const claimed = told.reduce((sum, { probability }) => sum + (probability ?? 0), 0)
    expect(Math.abs(right - claimed) / told.length).toBeLessThan(0.04)
  })

  test('nothing is said where less than 0.3 of a number is the team’s own, or it is not measured', () => {
    const [unreliable, whole] = [strengths(50, 0.4, 0.4, { reliability: 0.29 }), GRID]
    const bare = constructedDna({ teamId: 51 })
    const told = describeArchetypes([...whole, unreliable, bare]).slice(-2)
    for (const one of told) expect(one).toMatchObject({ archetype: null, probability: null, chances: [], axes: [] })
    expect(told[0]?.reason).toEqual({ code: 'strengths_not_reliable', minReliability: 0.3 })
  })

  test('a league of three has no high and low', () => {
    const three = describeArchetypes(GRID.slice(0, 3))
    expect(three.map(({ archetype, reason }) => [archetype, reason?.code])).toEqual(
      Array.from({ length: 3 }, () => [null, 'too_few_teams']),
    )
  })
})
