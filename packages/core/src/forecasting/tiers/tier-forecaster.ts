import { learnHistoryTier, learnResultsTier, type RatesForecast } from './rate-tiers.ts'
import {
  type Intercepts,
  learnIntercepts,
  type PastForecast,
  withIntercepts,
  type ExtraVariance,
  learnExtraVariance,
  withExtraVariance,
} from './calibration.ts'
import { learnMarketTier } from './market-tier.ts'
import { forecastFromMarket, forecastFromRates, type OutcomeForecast } from './outcome-forecast.ts'
import { type RatedMatches, type RatedRow, rowsBySeason } from './rated-matches.ts'
import { type CorrectedRates, learnCorrection } from './rating-correction.ts'
import type { Tier } from './tier.ts'

/** Forecasts of the first two seasons rest on too little to be judged by. */
const SKIPPED_SEASONS = 2
/** Below it the levels of a league's teams are not known by their prices. */
const MIN_PRICED = 100
/** Standard deviations around the market's rates where both-score is read off them. */
const MARKET_DEVIATION = { supremacyDeviation: 0.1, totalDeviation: 0.05 }

/** Goal rates of one match and the tier whose data they could rest on. */
export interface BasedRates extends RatesForecast {
  readonly basis: Tier
}

/** One season's forecasts, learned from all earlier seasons. A tier whose data a match lacks falls back to the one below it. */
export interface SeasonForecaster {
  /** Goal rates of the tier `history`, or `results`: the forecast of a match without prices. */
  readonly rates: (row: RatedRow) => BasedRates
  /** The model's own forecast, before calibration. */
  readonly uncalibrated: (row: RatedRow) => OutcomeForecast
  readonly calibrated: (forecast: OutcomeForecast) => OutcomeForecast
}

/**
 * Forecasters of seasons, learned season by season and kept.
 *
 * @param leagues  as `rateMatches` gives them; of each match only what its week began with is looked at
 */
export function createTierForecaster(leagues: readonly RatedMatches[], tier: Tier) {
  const seasons = rowsBySeason(leagues)
  const correctionFor = remember((season: string) => learnCorrection(seasons, season))
  const modelFor = remember((season: string) => learnSeason(seasons, season, tier, correctionFor))
  const forecastsFor = remember((season: string): readonly PastForecast[] => {
    const { forecast } = modelFor(season)
    return (seasons.get(season) ?? []).map((row) => ({ row, forecast: forecast(row) }))
  })
  const calibrationFor = remember((season: string): { intercepts: Intercepts; extra: ExtraVariance } => {
    const past = [...seasons.keys()]
      .slice(SKIPPED_SEASONS)
      .filter((each) => each < season)
      .flatMap(forecastsFor)
    return { intercepts: learnIntercepts(past, tier), extra: learnExtraVariance(tier === 'results' ? [] : past) }
  })
  return {
    /** Matches of a season with their forecasts before calibration. */
    forecastsFor,
    season(season: string): SeasonForecaster {
      const { rates, forecast } = modelFor(season)
      const { intercepts, extra } = calibrationFor(season)
      return {
        rates,
        uncalibrated: forecast,
        calibrated: (each) => withExtraVariance(withIntercepts(each, intercepts), extra),
      }
    },
  }
}

function remember<Value>(make: (season: string) => Value): (season: string) => Value {
  const made = new Map<string, Value>()
  return (season) => {
    const known = made.get(season)
    if (known !== undefined) return known
    const value = make(season)
    made.set(season, value)
    return value
  }
}

function learnSeason(
  seasons: ReadonlyMap<string, readonly RatedRow[]>,
  season: string,
  tier: Tier,
  correctionFor: (season: string) => (row: RatedRow) => CorrectedRates,
): { rates: (row: RatedRow) => BasedRates; forecast: (row: RatedRow) => OutcomeForecast } {
  const results = learnResultsTier(seasons, season)
  const byResults = (row: RatedRow): BasedRates => ({ ...results(row), basis: 'results' })
  const forecastBy = (rates: (row: RatedRow) => BasedRates) => (row: RatedRow) => {
    const { basis, ...each } = rates(row)
    return forecastFromRates(each, basis)
  }
  if (tier === 'results') return { rates: byResults, forecast: forecastBy(byResults) }
  const history = learnHistoryTier(seasons, season, correctionFor)
  const isPriced = ({ league, at }: RatedRow) => league.pricedMatches[at]! >= MIN_PRICED
  const rates = (row: RatedRow): BasedRates => (isPriced(row) ? { ...history(row), basis: 'history' } : byResults(row))
  if (tier === 'history') return { rates, forecast: forecastBy(rates) }
  const market = learnMarketTier(seasons, season, correctionFor)
  const forecast = (row: RatedRow): OutcomeForecast => {
    const moved = isPriced(row) ? market(row) : null
    if (moved === null) return forecastBy(rates)(row)
    const home = Math.exp((moved.total + moved.supremacy) / 2)
    const away = Math.exp((moved.total - moved.supremacy) / 2)
    return forecastFromMarket(moved, { home, away, rho: history(row).rho, ...MARKET_DEVIATION })
  }
  return { rates, forecast }
}

/** A forecast and the match that it is of: a league of those given, and an index into it. */
export interface SeasonForecast {
  readonly league: number
  readonly at: number
  readonly forecast: OutcomeForecast
  /** A side was never seen before: it uses the newcomer prior, with its variance. */
  readonly prior: boolean
  /** Over 2.5 and both score as they were before the shift that past seasons had lacked: what calibration is measured against. */
  readonly unshifted: { readonly over25: number; readonly btts: number }
}

/**
 * Forecasts of every match of the wanted seasons, each learned from all earlier seasons of these leagues together. Of each match
 * only what was known when its week began is used.
 *
 * @param leagues  as `rateMatches` gives them
 * @param wanted   season codes; a season that no league has gives nothing
 */
export function forecastSeasons(leagues: readonly RatedMatches[], wanted: readonly string[], tier: Tier): SeasonForecast[] {
  const forecaster = createTierForecaster(leagues, tier)
  const leagueIndex = new Map(leagues.map((league, index) => [league, index]))
  return wanted.flatMap((season) => {
    const { calibrated } = forecaster.season(season)
    return forecaster.forecastsFor(season).map(({ row, forecast }) => ({
      league: leagueIndex.get(row.league) ?? -1,
      at: row.at,
      prior: row.league.unseen[row.at]! > 0,
      forecast: calibrated(forecast),
      unshifted: { over25: forecast.over25.value, btts: forecast.btts.value },
    }))
  })
}
