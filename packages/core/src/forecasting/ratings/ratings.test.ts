import { expect, test } from 'vitest'
import { playedMatch, buildTable } from '../../../test/small-table.ts'
import { historyBefore } from '../../football/history.ts'
import type { Minute } from '../../football/time.ts'
import { removeOverround } from '../../odds/remove-overround.ts'
import { createMarketForm, type MatchSurprise } from './market-form.ts'
import { closingRates, fairClose, fairOpening, openingRates } from './market-rates.ts'
import { createFeatures, FEATURES } from './match-features.ts'

const surprise: MatchSurprise = {
  supremacy: 0.3,
  total: 0.1,
  goals: [1, 2],
  shotsOnTarget: [2, Number.NaN],
  shots: [4, 8],
  corners: [3, 5],
  supremacyPush: 0,
  totalPush: 0,
}
const RATED = { supremacy: 0.5, total: 0.6, asOf: 105 }
const forgotten = (halfLife: number) => 1 - 0.5 ** (1 / halfLife)
/** A feature by its name. */
const named = (features: Float64Array, name: string) => features[FEATURES.indexOf(name)]

test('features of a match are those counted by hand', () => {
  const league = createFeatures()
  league.beginSeason(0, 100)
  league.add({ home: 1, away: 2, day: 100, homeGoals: 2, awayGoals: 0 }, surprise)
  // Day 107 was a Saturday.
  const features = league.read({ home: 1, away: 2, day: 107, season: 0 }, RATED)
  expect(features).toHaveLength(49)
  expect(named(features, 'supremacy surprise, home minus away, half-life 2.5')).toBeCloseTo(2 * 0.3 * forgotten(2.5), 12)
  expect(named(features, 'shots surprise, home minus away, half-life 8')).toBeCloseTo(2 * 4 * forgotten(8), 12)
  expect(named(features, 'corners surprise, home minus away, half-life 25')).toBeCloseTo(2 * 3 * forgotten(25), 12)
  expect(named(features, 'total surprise, home plus away, half-life 2.5')).toBeCloseTo(2 * 0.1 * forgotten(2.5), 12)
  expect(named(features, 'shots on target surprise, home plus away, half-life 8')).toBe(0)
  expect(named(features, 'shots surprise, home plus away, half-life 25')).toBeCloseTo(2 * 8 * forgotten(25), 12)
  expect(named(features, 'supremacy surprise at this venue')).toBeCloseTo(2 * 0.3 * forgotten(14), 12)
  const early = Math.exp(-5 / 30)
  const expected = {
    early,
    progress: 1 / 38,
    late: 0,
    midweek: 0,
    'closed doors': 0,
    newcomers: 0,
    'rest difference': 0,
    'points per match difference': 3 / 5,
    'supremacy, early': 0.5 * early,
    'supremacy, progress': 0.5 / 38,
    'total, early': 0.6 * early,
    'supremacy x total': 0.3,
    'supremacy squared': 0.25,
    'supremacy size': 0.5,
    'supremacy cubed': 0.125,
    supremacy: 0.5,
    total: 0.6,
  }
  for (const [name, value] of Object.entries(expected)) expect([name, named(features, name)]).toEqual([name, expect.closeTo(value, 12)])
  // Ten days of rest against 14 at most, or more.
  expect(named(league.read({ home: 1, away: 3, day: 110, season: 0 }, RATED), 'rest difference')).toBe(-4)
  expect(named(league.read({ home: 3, away: 2, day: 114, season: 0 }, RATED), 'rest difference')).toBe(0)
})

test('a season is late after 33 of 38 matches, and its newcomers are those of the season before’s absent', () => {
  const league = createFeatures()
  league.beginSeason(0, 100)
  const late = (matches: number) => {
    for (let k = 0; k < matches; k++) league.add({ home: 1, away: 2, day: 100, homeGoals: 1, awayGoals: 1 }, surprise)
    return named(league.read({ home: 1, away: 2, day: 101, season: 0 }, { ...RATED, supremacy: -0.5 }), 'supremacy, late')
  }
  expect([late(32), late(1)]).toEqual([-0, -0.5])
  league.beginSeason(1, 465)
  // Day 468 was a Wednesday.
  const features = league.read({ home: 3, away: 1, day: 468, season: 1 }, { ...RATED, asOf: 465 })
  expect(named(features, 'newcomer difference')).toBe(1)
  expect(named(features, 'newcomers')).toBe(1)
  expect(named(features, 'newcomer difference, early')).toBe(1)
  expect(named(league.read({ home: 1, away: 3, day: 468, season: 1 }, RATED), 'newcomer difference')).toBe(-1)
  expect(named(features, 'midweek')).toBe(1)
  const midweek = (day: number) => named(league.read({ home: 1, away: 2, day, season: 1 }, RATED), 'midweek')
  expect([466, 467, 468, 469, 470].map(midweek)).toEqual([0, 1, 1, 1, 0])
})

test('doors were closed from the restart of May 2020 to the end of the season after', () => {
  const closed = (day: number) => named(createFeatures().read({ home: 1, away: 2, day, season: 0 }, RATED), 'supremacy, closed doors')
  expect([18_396, 18_397, 18_779, 18_780].map(closed)).toEqual([0, 0.5, 0.5, 0])
})

const quote = { matchId: 1, market: '1x2', line: 0 } as const
const prices = (price1: number, priceX: number, price2: number) => ({ price1, priceX, price2 })
const PRICED = [
  { ...quote, phase: 'close', bookmaker: 'average', ...prices(1.9, 3.6, 4) },
  { ...quote, phase: 'close', bookmaker: 'pinnacle', ...prices(2, 3.5, 3.9) },
  { ...quote, phase: 'open', bookmaker: 'average', ...prices(2.2, 3.4, 3.3) },
  { ...quote, market: 'ou', line: 2.5, phase: 'open', bookmaker: 'pinnacle', ...prices(1.8, 0, 2.1), priceX: null },
] as const
const buildHistory = (quotes: Parameters<typeof buildTable>[1]) =>
  historyBefore(buildTable([playedMatch(1, '2022-09-03')], quotes), Number.MAX_SAFE_INTEGER as Minute)

test('a close is the sharp book’s before the average’s, and a total without one is the opening’s', () => {
  const [home, draw, away] = removeOverround([2, 3.5, 3.9], 'power')
  const [over25] = removeOverround([1.8, 2.1], 'power')
  expect(fairClose(buildHistory(PRICED), 0)).toEqual({ home, draw, away, over25 })
  expect(fairOpening(buildHistory(PRICED), 0).home).toBe(removeOverround([2.2, 3.4, 3.3], 'power')[0])
  expect(fairClose(buildHistory(PRICED.slice(0, 1)), 0).home).toBe(removeOverround([1.9, 3.6, 4], 'power')[0])
  expect(fairClose(buildHistory(PRICED.slice(2)), 0).home).toBeNaN()
  expect(fairClose(buildHistory([{ ...PRICED[3], line: 3.5 }]), 0).over25).toBeNaN()
})

test('what a match showed beyond its price pushes the levels by the measured weights', () => {
  const history = buildHistory(PRICED)
  const close = closingRates(history, 0)
  const rates = [Math.exp((close.total + close.supremacy) / 2), Math.exp((close.total - close.supremacy) / 2)] as const
  const read = createMarketForm().read(history, 0)
  const [difference, sum] = [2 - rates[0] - (1 - rates[1]), 2 - rates[0] + (1 - rates[1])]
  expect(read.goals[0]).toBeCloseTo(difference, 12)
  expect(read.goals[1]).toBeCloseTo(sum, 12)
  // Shots promise nothing before a season was seen; late news is discounted.
  const move = close.supremacy - openingRates(history, 0).supremacy
  expect(read.supremacyPush).toBeCloseTo(0.0093 * difference - 0.027 * move, 12)
  expect(read.totalPush).toBeCloseTo(0.0091 * sum, 12)
  expect(read.shots[0]).toBeNaN()
  const unpriced = createMarketForm().read(buildHistory([]), 0)
  expect([unpriced.supremacyPush, unpriced.totalPush]).toEqual([0, 0])
  // Without a total the usual one stands in for it.
  const noTotal = createMarketForm().read(buildHistory(PRICED.slice(1, 2)), 0)
  const supremacy = closingRates(buildHistory(PRICED.slice(1, 2)), 0).supremacy
  expect(noTotal.goals[1]).toBeCloseTo(3 - Math.exp((0.58 + supremacy) / 2) - Math.exp((0.58 - supremacy) / 2), 12)
})
