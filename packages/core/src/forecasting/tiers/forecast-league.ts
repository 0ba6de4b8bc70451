import { type FixtureForecast, forecastFixtures, type PlannedFixture } from './forecast-fixtures.ts'
import type { MatchTable } from '../../football/match-table.ts'
import type { RatedMatches } from './rated-matches.ts'

/** The two tiers that need no price of the match itself. */
export const TIERS_OF_FIXTURES = ['results', 'history'] as const
export type FixtureTier = (typeof TIERS_OF_FIXTURES)[number]

export interface LeagueForecastTask {
  /** The league whose pairs are wanted. */
  readonly table: MatchTable
  /** Every league of the same source: the coefficients are learned from all of them. */
  readonly rated: readonly RatedMatches[]
}

export interface PairForecast extends PlannedFixture {
  readonly tiers: Readonly<Record<FixtureTier, FixtureForecast>>
}

/** Every ordered pair of a league's teams at home and on neutral ground, on the day after its last match. */
export interface LeagueForecasts {
  readonly season: string
  /** Days since 1970. */
  readonly day: number
  readonly pairs: readonly PairForecast[]
  /** Matches of each team in the data, by team id. */
  readonly matches: ReadonlyMap<number, number>
}

/** All pairs cost as much as one: what takes time is learning from the past of every league. */
export function forecastLeague({ table, rated }: LeagueForecastTask): LeagueForecasts {
  const { season: seasons, day: days, home, away } = table.columns
  const season = table.seasons[seasons.reduce((latest, index) => Math.max(latest, index), 0)] ?? ''
  const day = days.reduce((latest, each) => Math.max(latest, each), 0) + 1
  const fixtures = table.teams.flatMap(({ id: homeId }) =>
    table.teams.flatMap(({ id: awayId }) =>
      homeId === awayId ? [] : [false, true].map((neutral): PlannedFixture => ({ homeId, awayId, neutral })),
    ),
  )
  const forecast = (tier: FixtureTier) => forecastFixtures({ rated, table, fixtures, season, day, tier })
  const results = forecast('results')
  const history = forecast('history')
  const matches = new Map<number, number>()
  for (let row = 0; row < table.length; row++) {
    for (const index of [home[row] as number, away[row] as number]) {
      const id = table.teams[index]?.id
      if (id !== undefined) matches.set(id, (matches.get(id) ?? 0) + 1)
    }
  }
  const pairs = fixtures.map((fixture, index): PairForecast => {
    const tiers = { results: results[index] as FixtureForecast, history: history[index] as FixtureForecast }
    return { ...fixture, tiers }
  })
  return { season, day, pairs, matches }
}
