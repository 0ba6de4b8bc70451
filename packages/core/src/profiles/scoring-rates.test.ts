import { describe, expect, it } from 'vitest'
import { createRandom, poisson, uniform } from '../numeric/random.ts'
import { estimateScoring, type ScorerSeason } from './scoring-rates.ts'

const TEAM = { matches: 38, goals: 106 }
const scorer = (goals: number | null, minutes: number | null, more: Partial<ScorerSeason> = {}): ScorerSeason => ({
  position: 'forward',
  goals,
  minutes,
  appearances: minutes === null ? 30 : Math.max(1, Math.round(minutes / 88)),
  teamMatches: TEAM,
  ...more,
})
/** Forwards of very different worth. */
const FORWARDS = [0, 1, 2, 4, 5, 8, 10, 14, 18, 25].map((goals) => scorer(goals, 2640))

describe('the rate of a scorer', () => {
  it('moves from the position’s to the player’s own with the minutes played', () => {
    const rates = estimateScoring([...FORWARDS, scorer(3, 90)])
    const mean = (87 + 3) / (10 * (2640 / 90) + 1)
    const [best, brief] = rates.slice(-2)
    const own = 25 / (2640 / 90)
    expect(brief?.ratePer90.value).toBeGreaterThan(mean)
    expect(brief?.ratePer90.value).toBeLessThan(1)
    expect(brief?.reliability ?? 1).toBeLessThan(0.25)
    expect(best?.ratePer90.value).toBeLessThan(own)
    expect(best?.ratePer90.value).toBeGreaterThan(0.8 * own)
    expect(best?.reliability ?? 0).toBeGreaterThan(0.75)
  })

  it('covers the truth at the stated rate in invented leagues', () => {
    const random = createRandom(7)
    /** Gamma distributed with shape 2. */
    const drawRate = () => -0.15 * (Math.log(1 - uniform(random)) + Math.log(1 - uniform(random)))
    let covered = 0
    let all = 0
    for (let league = 0; league < 30; league++) {
      const truth = Array.from({ length: 60 }, drawRate)
      const seasons = truth.map((rate) => scorer(poisson(random, rate * 20), 1800))
      estimateScoring(seasons).forEach(({ ratePer90: { interval } }, at) => {
        if (interval === null) return
        all++
        const rate = truth[at] as number
        if (interval[0] <= rate && rate <= interval[1]) covered++
      })
    }
    expect(all).toBe(1800)
    expect(covered / all).toBeGreaterThan(0.925)
    expect(covered / all).toBeLessThan(0.975)
  })

  it('is the position’s where its players do not differ, with no share of the player’s own', () => {
    const same = estimateScoring(Array.from({ length: 12 }, () => scorer(5, 2640)))
    expect(same[0]).toMatchObject({ reliability: 0, ratePer90: { interval: null } })
    expect(same[0]?.ratePer90.value).toBeCloseTo((5 * 90) / 2640, 12)
  })
})

describe('the probabilities of a scorer', () => {
  it('are those of a Poisson process: any goal from the rate, first and last from the share of all goals', () => {
    const [, , , , , , , , , best] = estimateScoring(FORWARDS)
    const rate = best?.ratePer90.value ?? 0
    const played = 2640 / 30 / 90
    expect(best?.anytime.value).toBeCloseTo(1 - Math.exp(-rate * played), 12)
    const expected = TEAM.goals / TEAM.matches
    expect(best?.first.value).toBeCloseTo(((rate * played) / expected) * (1 - Math.exp(-expected)), 12)
    expect(best?.last).toEqual(best?.first)
    expect(best?.first.value).toBeLessThan(best?.anytime.value ?? 0)
    const [low, high] = best?.anytime.interval ?? [1, 0]
    expect(low).toBeLessThan(best?.anytime.value ?? 0)
    expect(high).toBeGreaterThan(best?.anytime.value ?? 1)
  })

  it('are not measured, with the reason, where the file cannot say them', () => {
    const estimates = estimateScoring([
      ...FORWARDS,
      scorer(4, null),
      scorer(4, 900, { position: null }),
      scorer(1, 900, { position: 'goalkeeper' }),
      scorer(4, 900, { appearances: 30 }),
      scorer(4, 2640, { teamMatches: null }),
    ])
    const [noMinutes, noPosition, alone, substitute, noTeam] = estimates.slice(-5)
    for (const each of [noMinutes, noPosition, alone]) {
      expect(each?.anytime).toMatchObject({ value: null, interval: null })
      expect(each?.reason).not.toBeNull()
    }
    expect(substitute?.anytime.value).not.toBeNull()
    for (const each of [substitute, noTeam]) {
      expect(each?.first.value).toBeNull()
      expect(each?.orderReason).not.toBeNull()
    }
  })
})
