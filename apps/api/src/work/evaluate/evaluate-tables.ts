import { isoFromDay } from '@mon-ps/core/units'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { SeasonForecast } from '@mon-ps/core/forecasting/tiers/tier-forecaster'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import type { ComputePool } from '../compute/compute-pool.ts'
import { ApiError } from '../../errors.ts'
import type { Prediction } from '../compute/prediction.ts'
import type { JudgedPrediction, TierReport } from '../compute/tier-report.ts'

/** Leagues to evaluate, and how each match looked at the start of its week: the same for all tiers. */
export interface RatedLeagues {
  readonly tables: readonly MatchTable[]
  /** In the order of the tables. */
  readonly rated: readonly RatedMatches[]
}

export interface TablesEvaluation {
  readonly predictions: readonly JudgedPrediction[]
  readonly report: TierReport
}

export interface EvaluateTablesOptions {
  readonly tier: Tier
  /** Season codes, `2018-19`. */
  readonly seasons: readonly string[]
  readonly pool: ComputePool
  readonly signal: AbortSignal
  /** Called when a season is forecast. */
  readonly onSeason?: () => void
}

/**
 * Forecasts seasons as if each week of them had not been played yet, and says what the forecasts were worth. A season is forecast as a
 * job of its own, so the result is the same to the byte however many threads there are.
 */
export async function evaluateTables(leagues: RatedLeagues, options: EvaluateTablesOptions): Promise<TablesEvaluation> {
  const { tier, seasons, pool, signal, onSeason } = options
  const forecasts = await Promise.all(
    seasons.map(async (season) => {
      const made = await pool.forecastSeason({ leagues: leagues.rated, season, tier }, signal)
      onSeason?.()
      return made
    }),
  )
  const closingTotals = leagues.tables.map(hasClosingTotal)
  const predictions = forecasts
    .flat()
    .map((forecast) => judged(leagues, closingTotals, forecast))
    .sort(inOrder)
  return { predictions, report: await pool.reportTier(predictions, signal) }
}

const inOrder = (a: Prediction, b: Prediction): number => compare(a.date, b.date) || compare(a.div, b.div) || compare(a.home, b.home)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `2018-19` as `1819`, the way results files write it. */
export const fileCode = (season: string): string => `${season.slice(2, 4)}${season.slice(5, 7)}`

type ClosingTotals = (row: number) => boolean

/** Where there is no closing total, the engine's fair close holds the opening one, which is no close to be measured against. */
function hasClosingTotal({ prices }: MatchTable): ClosingTotals {
  const closing = [...prices].filter(([key]) => key.startsWith('ou|close|')).map(([, columns]) => columns)
  return (row) => closing.some(({ price1, price2 }) => (price1[row] ?? 0) > 1 && (price2[row] ?? 0) > 1)
}

function judged(
  { tables, rated }: RatedLeagues,
  closingTotals: readonly ClosingTotals[],
  { league, at, forecast, prior, unshifted }: SeasonForecast,
): JudgedPrediction {
  const table = tables[league]
  const matches = rated[league]
  if (table === undefined || matches === undefined)
    throw new ApiError('INTERNAL', `got a forecast of league ${league}, expected one of ${tables.length}`)
  const row = matches.row[at] ?? -1
  const nameFor = (column: 'home' | 'away') => table.teams[table.columns[column][row] ?? -1]?.name ?? ''
  const markets = { p_h: forecast.home, p_d: forecast.draw, p_a: forecast.away, p_o25: forecast.over25, p_btts: forecast.btts }
  return {
    div: table.competition,
    season: fileCode(matches.season[at] ?? ''),
    date: isoFromDay(table.columns.day[row] as Parameters<typeof isoFromDay>[0]),
    home: nameFor('home'),
    away: nameFor('away'),
    probabilities: mapped(markets, ({ value }) => value),
    intervals: mapped(markets, ({ low, high }) => [low, high] as const),
    goals: { home: matches.homeGoals[at] ?? Number.NaN, away: matches.awayGoals[at] ?? Number.NaN },
    basis: forecast.basis,
    prior,
    close: toClose(matches, at, closingTotals[league]?.(row) ?? false),
    unshifted: { p_o25: unshifted.over25, p_btts: unshifted.btts },
  }
}

const PRICES_PER_MATCH = 4

function toClose({ closing }: RatedMatches, at: number, hasTotal: boolean): Prediction['probabilities'] {
  const price = (offset: number) => closing[at * PRICES_PER_MATCH + offset] ?? Number.NaN
  return { p_h: price(0), p_d: price(1), p_a: price(2), p_o25: hasTotal ? price(3) : Number.NaN, p_btts: Number.NaN }
}

const mapped = <Key extends string, From, To>(record: Readonly<Record<Key, From>>, map: (value: From) => To): Record<Key, To> =>
  Object.fromEntries(Object.entries<From>(record).map(([key, value]) => [key, map(value)])) as Record<Key, To>
