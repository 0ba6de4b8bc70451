import type { OutcomeForecast } from './outcome-forecast.ts'
import type { RatedMatches } from './rated-matches.ts'
import type { Tier } from './tier.ts'
import { createTierForecaster } from './tier-forecaster.ts'

/** A forecast and the match that it is of: a league of those given, and an index into it. */
export interface SeasonForecast {
  readonly league: number
  readonly at: number
  readonly forecast: OutcomeForecast
  /** A side was never seen before: what is said of it is the league's prior for newcomers, and as wide. */
  readonly prior: boolean
  /** Over 2.5 and both score as they were before the shift that past seasons had lacked: what calibration is measured against. */
  readonly unshifted: { readonly over25: number; readonly btts: number }
}

/**
 * Forecasts of every match of seasons, each season from what all earlier ones taught: of these leagues together, of each match
 * only what its week began with.
 *
 * @param leagues  as `rateMatches` gives them
 * @param wanted   season codes; a season that no league has gives nothing
 */
export function forecastSeasons(leagues: readonly RatedMatches[], wanted: readonly string[], tier: Tier): SeasonForecast[] {
  const forecaster = createTierForecaster(leagues, tier)
  const leagueIndex = new Map(leagues.map((league, index) => [league, index]))
  return wanted.flatMap((season) => {
    const { calibrated } = forecaster.season(season)
    return forecaster.forecastsOf(season).map(({ row, forecast }) => ({
      league: leagueIndex.get(row.league) ?? -1,
      at: row.at,
      prior: row.league.unseen[row.at]! > 0,
      forecast: calibrated(forecast),
      unshifted: { over25: forecast.over25.value, btts: forecast.btts.value },
    }))
  })
}
