import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { demoTables, ratedDemo } from '../../../test/tables-from-records.ts'
import type { MatchTable } from '../../football/match-table.ts'
import { forecastSeasons } from './tier-forecaster.ts'
import { PRICES, type RatedMatches, rateMatches } from './rated-matches.ts'
import { TIERS } from './tier.ts'

const LAST = (tables: readonly MatchTable[]) => tables[0]!.seasons.at(-1)!

/** The same league with everything about matches from a day on replaced, except who meets whom and when, and the opening prices of that day. */
function withAnotherFuture(table: MatchTable, day: number, noise: (value: number) => number): MatchTable {
  const later = (column: Float64Array) => column.map((value, row) => (table.columns.day[row]! >= day ? noise(value) : value))
  const outcome = (name: string) => /Goals|Shots|Fouls|Corners|Yellows|Reds/.test(name)
  return {
    ...table,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [name, outcome(name) ? later(column) : column]),
    ) as MatchTable['columns'],
    prices: new Map(
      [...table.prices].map(([key, prices]) => [
        key,
        key.includes('|open|')
          ? prices
          : { ...prices, price1: later(prices.price1), priceX: later(prices.priceX), price2: later(prices.price2) },
      ]),
    ),
  }
}

describe('a forecast does not depend on what comes after it', () => {
  let tables: MatchTable[]
  beforeAll(() => {
    tables = demoTables(3)
  })

  it('of any tier, whatever the rest of the season and its prices turn out to be', () => {
    const season = LAST(tables)
    const days = [...tables[0]!.columns.day].filter((_, row) => tables[0]!.seasons[tables[0]!.columns.season[row]!] === season)
    const first = Math.min(...days)
    const lastWeek = Math.floor((Math.max(...days) - first) / 7)
    const before = TIERS.map((tier) => forecastSeasons(ratedDemo(3), [season], tier))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: lastWeek }), fc.double({ min: 1.1, max: 3, noNaN: true }), (weeks, factor) => {
        const cut = first + 7 * weeks
        const other = tables.map((table) => withAnotherFuture(table, cut, (value) => Math.round(value * factor) + 1))
        const rated = other.map(rateMatches)
        for (const [at, tier] of TIERS.entries()) {
          const after = forecastSeasons(rated, [season], tier)
          // The week that begins with the other future included: its forecasts know nothing of their own results either.
          const isBefore = ({ league, at: match }: (typeof after)[number]) =>
            other[league]!.columns.day[rated[league]!.row[match]!]! < cut + 7
          expect(after.filter(isBefore), tier).toEqual(before[at]!.filter(isBefore))
          expect(after.filter(isBefore).length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 2 },
    )
  })

  it('and the check would see a leak: a rating that is given its own close changes with it', () => {
    const season = LAST(tables)
    const leaking = (rated: RatedMatches): RatedMatches => ({ ...rated, supremacy: rated.closingSupremacy })
    const other = tables.map((table) => withAnotherFuture(table, 0, (value) => value * 1.3 + 1))
    const honest = forecastSeasons(ratedDemo(3).map(leaking), [season], 'history')
    const changed = forecastSeasons(other.map(rateMatches).map(leaking), [season], 'history')
    expect(changed[0]!.forecast.home.value).not.toBe(honest[0]!.forecast.home.value)
  })
})

describe('every tier', () => {
  let tables: MatchTable[]
  let rated: RatedMatches[]
  let forecastsByTier: ReturnType<typeof forecastSeasons>[]
  beforeAll(() => {
    tables = demoTables(1)
    rated = ratedDemo(1)
    forecastsByTier = TIERS.map((tier) => forecastSeasons(rated, [LAST(tables)], tier))
  })

  it('gives each match probabilities that belong together, inside their intervals', () => {
    for (const forecasts of forecastsByTier) {
      expect(forecasts).toHaveLength(rated.reduce((sum, league) => sum + league.season.filter((each) => each === LAST(tables)).length, 0))
      for (const { forecast } of forecasts) {
        const { home, draw, away, over25, btts } = forecast
        expect(home.value + draw.value + away.value).toBeCloseTo(1, 9)
        for (const each of [home, draw, away, over25, btts]) {
          expect(each.low).toBeGreaterThan(0)
          expect(each.low).toBeLessThan(each.value)
          expect(each.high).toBeGreaterThan(each.value)
          expect(each.high).toBeLessThan(1)
        }
      }
    }
  })

  it('holds the fair closing price of invented leagues, which is their truth but for noise, in about 95 % of its intervals', () => {
    for (const forecasts of forecastsByTier) {
      const inside = forecasts.flatMap(({ league, at, forecast: { home } }) => {
        const close = rated[league]!.closing[at * PRICES]!
        return Number.isNaN(close) ? [] : [close >= home.low && close <= home.high ? 1 : 0]
      })
      const share = inside.reduce<number>((sum, one) => sum + one, 0) / inside.length
      expect(inside.length).toBeGreaterThan(200)
      // Three standard errors of 360 matches around 95 %, the matches of one team hanging together.
      expect(share).toBeGreaterThan(0.92)
      expect(share).toBeLessThan(0.98)
    }
  })

  it('forecasts a league of which nothing was seen before, by its prior', () => {
    const forecasts = forecastSeasons([rated[0]!], [tables[0]!.seasons[0]!], 'results')
    expect(forecasts.length).toBeGreaterThan(0)
    expect(forecasts[0]!.forecast.home.value).toBeGreaterThan(forecasts[0]!.forecast.away.value)
  })

  it('says that it fell back where its prices are missing', () => {
    const unpriced = tables.map((table) => rateMatches({ ...table, prices: new Map() }))
    const forecasts = forecastSeasons(unpriced, [LAST(tables)], 'market')
    expect(new Set(forecasts.map(({ forecast }) => forecast.basis))).toEqual(new Set(['results']))
  })
})
