import { CoreError } from '../../errors.ts'
import { historyBefore } from '../../football/history.ts'
import type { MatchTable } from '../../football/match-table.ts'
import { type Minute, MINUTES_PER_DAY } from '../../football/time.ts'
import { forecastFromRates, type OutcomeForecast } from './outcome-forecast.ts'
import { createRatings, emptyRated, type RatedMatches } from './rated-matches.ts'
import { type BasedRates, createTierForecaster } from './tier-forecaster.ts'
import type { Tier } from './tier.ts'

/** A match that is not played yet, of two teams of one league. */
export interface PlannedFixture {
  /** Team ids. One that the league's table does not list is rated by its prior for newcomers. */
  readonly homeId: number
  readonly awayId: number
  /** At a neutral venue: the order then only decides which side is called home. */
  readonly neutral: boolean
}

export interface FixtureForecast {
  readonly forecast: OutcomeForecast
  /** Goals per match of each side. */
  readonly homeRate: number
  readonly awayRate: number
  /** A side was never seen before: it uses the newcomer prior, with its variance. */
  readonly prior: boolean
}

export interface FixturesToForecast {
  /** Every loaded league, as `rateMatches` gives it: the coefficients are learned from all of them. */
  readonly rated: readonly RatedMatches[]
  /** The league of the fixtures. */
  readonly table: MatchTable
  readonly fixtures: readonly PlannedFixture[]
  /** Code of the season that they belong to, for example `2022-23`: that of the table's last match, or a later one. */
  readonly season: string
  /** Days since 1970 at whose start the forecast is made; what was known then is all that is looked at. */
  readonly day: number
  /** Without prices of the match itself the highest tier is `history`. */
  readonly tier: Exclude<Tier, 'market'>
}

/**
 * Forecasts of matches to come, by a tier: unseen teams, neutral grounds and a league's first week included.
 * A neutral ground is the mean of both grounds, in log rates: swapping the sides mirrors the forecast exactly.
 *
 * @returns one per fixture, in order
 * @throws {CoreError} INVALID_ARGUMENT  a team against itself, or a season before that of the table's last match
 */
export function forecastFixtures({ rated, table, fixtures, season, day, tier }: FixturesToForecast): FixtureForecast[] {
  const same = fixtures.find(({ homeId, awayId }) => homeId === awayId)
  if (same !== undefined) throw new CoreError('INVALID_ARGUMENT', `got team ${same.homeId} against itself, expected two teams`)
  const both = rateBothGrounds({ table, fixtures, season, day })
  const { rates, calibrated } = createTierForecaster(rated, tier).season(season)
  return fixtures.map(({ neutral }, index) => {
    const atHome = rates({ league: both, at: 2 * index })
    const { basis, ...used } = neutral ? onNeutralGround(atHome, rates({ league: both, at: 2 * index + 1 })) : atHome
    return {
      forecast: calibrated(forecastFromRates(used, basis)),
      homeRate: used.home,
      awayRate: used.away,
      prior: both.unseen[2 * index]! > 0,
    }
  })
}

/** Each fixture twice: as it is, then with the sides changed. */
function rateBothGrounds({ table, fixtures, season, day }: Omit<FixturesToForecast, 'rated' | 'tier'>): RatedMatches {
  const lastSeason = table.seasons[table.columns.season[table.length - 1] ?? 0] ?? season
  if (season < lastSeason)
    throw new CoreError('INVALID_ARGUMENT', `got season ${season}, expected ${lastSeason} or a later one`, { season })
  const known = table.seasons.indexOf(season)
  const seasonIndex = known < 0 ? table.seasons.length : known
  const indexOfId = new Map(table.teams.map(({ id }, index) => [id, index]))
  const indexFor = (id: number): number => {
    const index = indexOfId.get(id) ?? indexOfId.size
    indexOfId.set(id, index)
    return index
  }
  const both = emptyRated(
    table.competition,
    fixtures.flatMap(() => [season, season]),
  )
  const ratings = createRatings()
  ratings.learn(historyBefore(table, (day * MINUTES_PER_DAY) as Minute))
  fixtures.forEach(({ homeId, awayId }, index) => {
    const home = indexFor(homeId)
    const away = indexFor(awayId)
    ratings.write({ home, away, day, season: seasonIndex }, day, both, 2 * index)
    ratings.write({ home: away, away: home, day, season: seasonIndex }, day, both, 2 * index + 1)
  })
  return both
}

function onNeutralGround(first: BasedRates, swapped: BasedRates): BasedRates {
  return {
    ...first,
    home: Math.sqrt(first.home * swapped.away),
    away: Math.sqrt(first.away * swapped.home),
    supremacyDeviation: (first.supremacyDeviation + swapped.supremacyDeviation) / 2,
    totalDeviation: (first.totalDeviation + swapped.totalDeviation) / 2,
  }
}

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
