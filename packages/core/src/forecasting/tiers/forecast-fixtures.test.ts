import { beforeAll, describe, expect, it } from 'vitest'
import { demoTables, ratedDemo } from '../../../test/tables-from-records.ts'
import type { MatchTable } from '../../football/match-table.ts'
import { type FixturesToForecast, forecastFixtures, type PlannedFixture } from './forecast-fixtures.ts'
import { forecastSeasons } from './tier-forecaster.ts'
import { type RatedMatches, splitIntoWeeks } from './rated-matches.ts'

const UNSEEN = 999_999

describe('a match that is not played yet', () => {
  let tables: MatchTable[]
  let rated: RatedMatches[]
  let table: MatchTable
  let season: string
  const lastDay = () => table.columns.day[table.length - 1]! + 1
  const forecast = (fixtures: readonly PlannedFixture[], more: Partial<FixturesToForecast> = {}) =>
    forecastFixtures({ rated, table, fixtures, season, day: lastDay(), tier: 'history', ...more })
  beforeAll(() => {
    tables = demoTables(1)
    rated = ratedDemo(1)
    table = tables[0]!
    season = table.seasons.at(-1)!
  })

  it.each(['results', 'history'] as const)('is forecast by the tier %s as the walk forward does, which plays it afterwards', (tier) => {
    const weeks = [...splitIntoWeeks(table)].filter(({ rows }) => table.seasons[table.columns.season[rows[0]!]!] === season)
    const walked = new Map(
      forecastSeasons(rated, [season], tier).flatMap((each) =>
        each.league === 0 ? [[rated[0]!.row[each.at]!, each.forecast] as const] : [],
      ),
    )
    const { day, home, away } = table.columns
    let compared = 0
    for (const { start, rows } of weeks.slice(0, 4)) {
      const first = rows.filter((row) => day[row] === start)
      const fixtures = first.map((row) => ({
        homeId: table.teams[home[row]!]!.id,
        awayId: table.teams[away[row]!]!.id,
        neutral: false,
      }))
      const made = forecast(fixtures, { day: start, tier })
      first.forEach((row, index) => {
        const { forecast: one } = made[index]!
        const other = walked.get(row)!
        expect(one.basis).toBe(other.basis)
        // A team that comes back enters the ratings when it is first asked for: there with its first fixture of the season, here with
        // its first result, which moves the fifth digit.
        for (const market of ['home', 'draw', 'away', 'over25', 'btts'] as const) {
          expect(one[market].value).toBeCloseTo(other[market].value, 3)
          expect(one[market].low).toBeCloseTo(other[market].low, 3)
        }
      })
      compared += first.length
    }
    expect(compared).toBeGreaterThan(2)
  })

  it('on a neutral ground is mirrored exactly when its sides are swapped, and lies between both grounds', () => {
    const [a, b] = table.teams
    const pair = (homeId: number, awayId: number, neutral: boolean): PlannedFixture => ({ homeId, awayId, neutral })
    const [neutral, swapped, atHome, visiting] = forecast([
      pair(a!.id, b!.id, true),
      pair(b!.id, a!.id, true),
      pair(a!.id, b!.id, false),
      pair(b!.id, a!.id, false),
    ])
    expect(swapped!.homeRate).toBe(neutral!.awayRate)
    expect(swapped!.forecast.home.value).toBeCloseTo(neutral!.forecast.away.value, 12)
    expect(swapped!.forecast.draw.value).toBeCloseTo(neutral!.forecast.draw.value, 12)
    expect(swapped!.forecast.over25.value).toBeCloseTo(neutral!.forecast.over25.value, 12)
    expect(neutral!.forecast.home.value).toBeLessThan(atHome!.forecast.home.value)
    expect(neutral!.forecast.home.value).toBeGreaterThan(visiting!.forecast.away.value)
  })

  it('of a team that nobody has seen is the prior, labelled and wider than that of a known one', () => {
    const [a, b] = table.teams
    const [known, unseen] = forecast([
      { homeId: a!.id, awayId: b!.id, neutral: false },
      { homeId: a!.id, awayId: UNSEEN, neutral: false },
    ])
    expect([known!.prior, unseen!.prior]).toEqual([false, true])
    const width = ({ low, high, value }: { low: number; high: number; value: number }) => (high - low) / (value * (1 - value))
    expect(width(unseen!.forecast.home)).toBeGreaterThan(width(known!.forecast.home))
  })

  it('of a season that has not begun is forecast, and of one that is over is refused', () => {
    const [a, b] = table.teams
    const fixtures = [{ homeId: a!.id, awayId: b!.id, neutral: false }]
    expect(forecast(fixtures, { season: '2098-99', day: lastDay() + 60 })[0]!.forecast.basis).toBe('history')
    expect(() => forecast(fixtures, { season: table.seasons[0]! })).toThrow(/or a later one/)
    expect(() => forecast([{ homeId: a!.id, awayId: a!.id, neutral: false }])).toThrow(/against itself/)
  })
})
