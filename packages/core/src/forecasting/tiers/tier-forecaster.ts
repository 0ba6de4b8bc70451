import { learnHistoryTier } from './history-tier.ts'
import { type Intercepts, learnIntercepts, type PastForecast, withIntercepts } from './intercept-calibration.ts'
import { type ExtraVariance, learnExtraVariance, withExtraVariance } from './interval-widening.ts'
import { learnMarketTier } from './market-tier.ts'
import { forecastFromMarket, forecastFromRates, type OutcomeForecast } from './outcome-forecast.ts'
import type { RatedMatches } from './rated-matches.ts'
import type { RatesForecast } from './rates-forecast.ts'
import { type CorrectedRates, learnCorrection } from './rating-correction.ts'
import { learnResultsTier } from './results-tier.ts'
import type { Tier } from './tier.ts'
import { type RatedRow, rowsBySeason } from './training-rows.ts'

/** Forecasts of the first two seasons rest on too little to be judged by. */
const SKIPPED_SEASONS = 2
/** Below it the levels of a league's teams are not known by their prices. */
const FEWEST_PRICED = 100
/** Standard deviations around the market's rates where both-score is read off them. */
const MARKET_DEVIATION = { supremacyDeviation: 0.1, totalDeviation: 0.05 }

/** Goal rates of one match and the tier whose data they could rest on. */
export interface BasedRates extends RatesForecast {
  readonly basis: Tier
}

/** One season's forecasts, from what all earlier seasons taught. A tier whose data a match lacks falls back to the one below it. */
export interface SeasonForecaster {
  /** Goal rates of the tier `history`, or `results`: what a match without prices of its own is forecast by. */
  readonly rates: (row: RatedRow) => BasedRates
  /** As the model says it, before calibration. */
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
  const correctionOf = remember((season: string) => learnCorrection(seasons, season))
  const modelOf = remember((season: string) => learnSeason(seasons, season, tier, correctionOf))
  const forecastsOf = remember((season: string): readonly PastForecast[] => {
    const { forecast } = modelOf(season)
    return (seasons.get(season) ?? []).map((row) => ({ row, forecast: forecast(row) }))
  })
  const calibrationOf = remember((season: string): { intercepts: Intercepts; extra: ExtraVariance } => {
    const past = [...seasons.keys()]
      .slice(SKIPPED_SEASONS)
      .filter((each) => each < season)
      .flatMap(forecastsOf)
    return { intercepts: learnIntercepts(past, tier), extra: learnExtraVariance(tier === 'results' ? [] : past) }
  })
  return {
    /** Matches of a season with their forecasts before calibration. */
    forecastsOf,
    season(season: string): SeasonForecaster {
      const { rates, forecast } = modelOf(season)
      const { intercepts, extra } = calibrationOf(season)
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
  correctionOf: (season: string) => (row: RatedRow) => CorrectedRates,
): { rates: (row: RatedRow) => BasedRates; forecast: (row: RatedRow) => OutcomeForecast } {
  const results = learnResultsTier(seasons, season)
  const byResults = (row: RatedRow): BasedRates => ({ ...results(row), basis: 'results' })
  const forecastBy = (rates: (row: RatedRow) => BasedRates) => (row: RatedRow) => {
    const { basis, ...each } = rates(row)
    return forecastFromRates(each, basis)
  }
  if (tier === 'results') return { rates: byResults, forecast: forecastBy(byResults) }
  const history = learnHistoryTier(seasons, season, correctionOf)
  const isPriced = ({ league, at }: RatedRow) => league.pricedMatches[at]! >= FEWEST_PRICED
  const rates = (row: RatedRow): BasedRates => (isPriced(row) ? { ...history(row), basis: 'history' } : byResults(row))
  if (tier === 'history') return { rates, forecast: forecastBy(rates) }
  const market = learnMarketTier(seasons, season, correctionOf)
  const forecast = (row: RatedRow): OutcomeForecast => {
    const moved = isPriced(row) ? market(row) : null
    if (moved === null) return forecastBy(rates)(row)
    const home = Math.exp((moved.total + moved.supremacy) / 2)
    const away = Math.exp((moved.total - moved.supremacy) / 2)
    return forecastFromMarket(moved, { home, away, rho: history(row).rho, ...MARKET_DEVIATION })
  }
  return { rates, forecast }
}
