import type { MessagePort } from 'node:worker_threads'
import { CoreError, type CoreErrorCode } from '@mon-ps/core/errors'
import { type FrictionAblation, type AblationOptions, ablateFriction } from '@mon-ps/core/friction/ablate-friction'
import { forecastSeasons, type SeasonForecast } from '@mon-ps/core/forecasting/tiers/tier-forecaster'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { type RatedMatches, rateMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import { type JudgedPrediction, type TierReport, tierReport } from './tier-report.ts'
import { calculateLeague as calculate } from './calculate-league.ts'
import { evaluateRecords as evaluate } from './prediction.ts'
import {
  forecastLeague as forecastPairs,
  type LeagueForecasts,
  type LeagueForecastTask,
} from '@mon-ps/core/forecasting/tiers/forecast-fixtures'
import type { CalculatedLeague, CalculatedRecords, RecordsTask } from './league-result.ts'

/** A league to calculate and the port on which its phases are told. */
export interface LeagueTask {
  readonly table: MatchTable
  readonly port: MessagePort
}

/** A result, or what the engine refused: an error that crosses a thread keeps its message and loses its code. */
export type Answer<Result> =
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'refused'; readonly code: CoreErrorCode; readonly message: string }

export function calculateLeague({ table, port }: LeagueTask): Answer<CalculatedLeague> {
  try {
    return answer(() => calculate(table, (phase) => port.postMessage(phase)))
  } finally {
    port.close()
  }
}

export function evaluateRecords(task: RecordsTask): Answer<CalculatedRecords> {
  return answer(() => evaluate(task))
}

/** A season of all leagues together: its coefficients rest on what every league taught before. */
export interface SeasonTask {
  readonly leagues: readonly RatedMatches[]
  readonly season: string
  readonly tier: Tier
}

export function rateLeague(table: MatchTable): Answer<RatedMatches> {
  return answer(() => rateMatches(table))
}

export function forecastSeason({ leagues, season, tier }: SeasonTask): Answer<SeasonForecast[]> {
  return answer(() => forecastSeasons(leagues, [season], tier))
}

export function forecastLeague(task: LeagueForecastTask): Answer<LeagueForecasts> {
  return answer(() => forecastPairs(task))
}

export function ablateTier(options: AblationOptions): Answer<FrictionAblation> {
  return answer(() => ablateFriction(options))
}

export function reportTier(predictions: readonly JudgedPrediction[]): Answer<TierReport> {
  return answer(() => tierReport(predictions))
}

function answer<Result>(work: () => Result): Answer<Result> {
  try {
    return { kind: 'result', result: work() }
  } catch (error) {
    if (error instanceof CoreError) return { kind: 'refused', code: error.code, message: error.message }
    throw error
  }
}
