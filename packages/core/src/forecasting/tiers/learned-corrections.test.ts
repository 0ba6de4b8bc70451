import { expect, test } from 'vitest'
import { playedMatch, buildTable } from '../../../test/small-table.ts'
import { logit } from '../../numeric/distributions.ts'
import { learnMarketTier } from './market-tier.ts'
import { emptyRated, PRICES, type RatedMatches, rowsBefore, rowsBySeason, splitIntoWeeks } from './rated-matches.ts'
import { learnCorrection } from './rating-correction.ts'

const Z = 1.959963984540054
const SEASONS = ['2017-18', '2018-19', '2019-20', '2020-21']

/** One league: one match in each of the first two seasons, `n` in the third, one in the fourth. */
function league(n: number, write: (rated: RatedMatches, at: number) => void): RatedMatches {
  const rated = emptyRated('X', [SEASONS[0]!, SEASONS[1]!, ...Array.from({ length: n }, () => SEASONS[2]!), SEASONS[3]!])
  for (let at = 0; at < rated.length; at++) write(rated, at)
  return rated
}

test('a correction is the mean distance to the close, as uncertain as 95 % of the distances about it, from 500 matches on', () => {
  const rated = (n: number) =>
    league(n, (each, at) => {
      each.supremacy[at] = 0.2
      each.total[at] = 0.6
      each.supremacyVariance[at] = 0.01
      each.totalVariance[at] = 0.02
      // The first season's ratings begin with nothing: whatever they miss teaches nobody.
      each.closingSupremacy[at] = at === 0 ? 9 : 0.25 + (at % 2 === 0 ? 0.04 : -0.04)
      each.closingTotal[at] = at === 0 ? 9 : 0.5 + (at % 2 === 0 ? 0.03 : -0.03)
    })
  const correct = (n: number) => {
    const one = rated(n)
    return learnCorrection(rowsBySeason([one]), '2020-21')({ league: one, at: one.length - 1 })
  }
  // One match of the second season and 499 of the third.
  const learned = correct(499)
  expect(learned.supremacy).toBeCloseTo(0.25, 9)
  expect(learned.total).toBeCloseTo(0.5, 9)
  expect(learned.supremacyDeviation).toBeCloseTo(0.04 / Z, 9)
  expect(learned.totalDeviation).toBeCloseTo(0.03 / Z, 9)
  expect(correct(498)).toEqual({ supremacy: 0.2, total: 0.6, supremacyDeviation: 0.15, totalDeviation: 0.1 })
})

test('distances that grow with the filter’s variance widen with it', () => {
  // Squared distance 0.01 + 2 x variance, of either sign; features are 0, so only the level is learned.
  const one = league(1000, (each, at) => {
    const variance = 0.01 * (1 + (Math.floor(at / 2) % 2))
    each.supremacyVariance[at] = variance
    each.totalVariance[at] = 0
    each.closingSupremacy[at] = (at % 2 === 0 ? 1 : -1) * Math.sqrt(0.01 + 2 * variance)
    each.closingTotal[at] = 0
  })
  const correct = learnCorrection(rowsBySeason([one]), '2020-21')
  const deviationAt = (variance: number) => {
    const other = league(0, (each, at) => {
      each.supremacyVariance[at] = variance
    })
    return correct({ league: other, at: 0 }).supremacyDeviation
  }
  expect(deviationAt(0.02) ** 2 / deviationAt(0.01) ** 2).toBeCloseTo(0.05 / 0.03, 1)
  expect(deviationAt(0.01)).toBeCloseTo(Math.sqrt(0.03) / Z, 2)
})

const OPEN = [0.5, 0.3, 0.2, 0.55] as const
const CLOSES = [
  [0.53, 0.28, 0.19, 0.58],
  [0.46, 0.31, 0.23, 0.53],
] as const

test('an opening moves to where those of earlier seasons closed, as uncertain as 95 % of their misses', () => {
  const forecast = (n: number, opening: readonly number[] = OPEN) => {
    const one = league(n, (each, at) => {
      each.opening.set(at === each.length - 1 ? opening : OPEN, at * PRICES)
      each.closing.set(CLOSES[at % 2]!, at * PRICES)
    })
    // As far from every opening, so that it teaches nothing.
    const corrected = { supremacy: 0.7, total: 0.9, supremacyDeviation: 0.1, totalDeviation: 0.1 }
    return learnMarketTier(rowsBySeason([one]), '2020-21', () => () => corrected)({ league: one, at: one.length - 1 })
  }
  const moved = forecast(500)!
  const mean = (k: 0 | 2) => (Math.log(CLOSES[0][k] / CLOSES[0][1]) + Math.log(CLOSES[1][k] / CLOSES[1][1])) / 2
  const [home, away] = [Math.exp(mean(0)), Math.exp(mean(2))]
  expect(moved.home).toBeCloseTo(home / (home + 1 + away), 9)
  expect(moved.draw).toBeCloseTo(1 / (home + 1 + away), 9)
  expect(moved.away).toBeCloseTo(away / (home + 1 + away), 9)
  expect(moved.over25).toBe(0.55)
  const farthest = (k: 0 | 1 | 2) =>
    Math.max(...CLOSES.map((close) => Math.abs(logit(close[k]) - logit([moved.home, moved.draw, moved.away][k]!)))) / Z
  expect(moved.deviations[0]).toBeCloseTo(farthest(0), 9)
  expect(moved.deviations[1]).toBeCloseTo(farthest(1), 9)
  expect(moved.deviations[2]).toBeCloseTo(farthest(2), 9)
  expect(moved.deviations[3]).toBeCloseTo((logit(0.58) - logit(0.55)) / Z, 9)
  const unmoved = forecast(499)!
  expect(unmoved).toMatchObject({ home: expect.closeTo(0.5, 12), draw: expect.closeTo(0.3, 12), deviations: [0.13, 0.06, 0.13, 0.13] })
  expect(forecast(500, [Number.NaN, Number.NaN, Number.NaN, 0.5])).toBeNull()
  // Without a total of its own the history's stands in.
  expect(forecast(500, [0.5, 0.3, 0.2, Number.NaN])!.total).toBe(0.9)
})

test('a total that closes at its opening price, as all did until 2019, is no miss', () => {
  const total = (repeated: number, n: number) => {
    const one = league(n, (each, at) => {
      each.opening.set(OPEN, at * PRICES)
      each.closing.set(at < repeated ? [...CLOSES[0].slice(0, 3), 0.55] : CLOSES[0], at * PRICES)
    })
    const corrected = { supremacy: 0.7, total: 0.9, supremacyDeviation: 0.1, totalDeviation: 0.1 }
    return learnMarketTier(rowsBySeason([one]), '2020-21', () => () => corrected)({ league: one, at: n })!.deviations[3]
  }
  expect(total(300, 900)).toBeCloseTo((logit(0.58) - logit(0.55)) / Z, 9)
  // With 600 of 1000 repeated fewer than 500 are left.
  expect(total(600, 1000)).toBe(0.13)
})

test('a season learns from those before it, without the first ones', () => {
  const one = league(3, () => undefined)
  const places = (season: string, skip: number) => rowsBefore(rowsBySeason([one]), season, skip).map(({ at }) => at)
  expect(places('2020-21', 0)).toEqual([0, 1, 2, 3, 4])
  expect(places('2020-21', 2)).toEqual([2, 3, 4])
  expect(places('2019-20', 1)).toEqual([1])
  expect(places('2017-18', 0)).toEqual([])
})

test('weeks are blocks of seven days from a season’s first match', () => {
  const table = buildTable([
    playedMatch(1, '2022-09-03'),
    playedMatch(2, '2022-09-09'),
    playedMatch(3, '2022-09-10'),
    playedMatch(4, '2022-09-23'),
  ])
  const first = table.columns.day[0]!
  expect([...splitIntoWeeks(table)].map(({ start, rows }) => [start - first, rows])).toEqual([
    [0, [0, 1]],
    [7, [2]],
    [14, [3]],
  ])
})
