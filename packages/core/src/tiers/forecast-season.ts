import { learnHistoryTier } from './history-tier.ts'
import { learnIntercepts, type PastForecast, withIntercepts } from './intercept-calibration.ts'
import { learnExtraVariance, withExtraVariance } from './interval-widening.ts'
import { learnMarketTier } from './market-tier.ts'
import { forecastFromMarket, forecastFromRates, type OutcomeForecast } from './outcome-forecast.ts'
import type { RatedMatches } from './rated-matches.ts'
import { type CorrectedRates, learnCorrection } from './rating-correction.ts'
import { learnResultsTier } from './results-tier.ts'
import type { Tier } from './tier.ts'
import { type RatedRow, rowsBySeason } from './training-rows.ts'

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

/** Forecasts of the first two seasons rest on too little to be judged by. */
const SKIPPED_SEASONS = 2
/** Standard deviations around the market's rates where both-score is read off them. */
const MARKET_DEVIATION = { supremacyDeviation: 0.1, totalDeviation: 0.05 }

/**
 * Forecasts of every match of seasons, each season from what all earlier ones taught: of these leagues together, of each match
 * only what its week began with.
 *
 * @param leagues  as `rateMatches` gives them
 * @param wanted   season codes; a season that no league has gives nothing
 */
export function forecastSeasons(leagues: readonly RatedMatches[], wanted: readonly string[], tier: Tier): SeasonForecast[] {
  const seasons = rowsBySeason(leagues)
  const corrections = new Map<string, (row: RatedRow) => CorrectedRates>()
  const correctionOf = (season: string) => {
    const known = corrections.get(season)
    if (known !== undefined) return known
    const learned = learnCorrection(seasons, season)
    corrections.set(season, learned)
    return learned
  }
  const forecastOf = new Map<string, readonly PastForecast[]>()
  const uncalibrated = (season: string): readonly PastForecast[] => {
    const known = forecastOf.get(season)
    if (known !== undefined) return known
    const forecast = seasonForecaster(seasons, season, tier, correctionOf)
    const made = (seasons.get(season) ?? []).map((row) => ({ row, forecast: forecast(row) }))
    forecastOf.set(season, made)
    return made
  }
  const leagueIndex = new Map(leagues.map((league, index) => [league, index]))
  return wanted.flatMap((season) => {
    const past = [...seasons.keys()]
      .slice(SKIPPED_SEASONS)
      .filter((each) => each < season)
      .flatMap(uncalibrated)
    const intercepts = learnIntercepts(past, tier)
    const extra = learnExtraVariance(tier === 'results' ? [] : past)
    return uncalibrated(season).map(({ row, forecast }) => ({
      league: leagueIndex.get(row.league) ?? -1,
      at: row.at,
      prior: row.league.unseen[row.at]! > 0,
      forecast: withExtraVariance(withIntercepts(forecast, intercepts), extra),
      unshifted: { over25: forecast.over25.value, btts: forecast.btts.value },
    }))
  })
}

/** Below it the levels of a league's teams are not known by their prices. */
const FEWEST_PRICED = 100

/** One season's forecaster. A tier whose data a match lacks falls back to the one below it, and the forecast says so. */
function seasonForecaster(
  seasons: ReadonlyMap<string, readonly RatedRow[]>,
  season: string,
  tier: Tier,
  correctionOf: (season: string) => (row: RatedRow) => CorrectedRates,
): (row: RatedRow) => OutcomeForecast {
  const results = learnResultsTier(seasons, season)
  const fromResults = (row: RatedRow) => forecastFromRates(results(row), 'results')
  if (tier === 'results') return fromResults
  const history = learnHistoryTier(seasons, season, correctionOf)
  const isPriced = ({ league, at }: RatedRow) => league.pricedMatches[at]! >= FEWEST_PRICED
  if (tier === 'history') return (row) => (isPriced(row) ? forecastFromRates(history(row), 'history') : fromResults(row))
  const market = learnMarketTier(seasons, season, correctionOf)
  return (row) => {
    if (!isPriced(row)) return fromResults(row)
    const moved = market(row)
    const rates = history(row)
    if (moved === null) return forecastFromRates(rates, 'history')
    const home = Math.exp((moved.total + moved.supremacy) / 2)
    const away = Math.exp((moved.total - moved.supremacy) / 2)
    return forecastFromMarket(moved, { home, away, rho: rates.rho, ...MARKET_DEVIATION })
  }
}
