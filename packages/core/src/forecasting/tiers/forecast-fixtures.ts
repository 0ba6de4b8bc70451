import { CoreError } from '../../errors.ts'
import { historyBefore } from '../../football/history.ts'
import type { MatchTable } from '../../football/match-table.ts'
import { MINUTES_PER_DAY, type Minute } from '../../football/time.ts'
import { forecastFromRates, type OutcomeForecast } from './outcome-forecast.ts'
import { createRatings, emptyRated, type RatedMatches } from './rated-matches.ts'
import type { Tier } from './tier.ts'
import { type BasedRates, createTierForecaster } from './tier-forecaster.ts'

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
