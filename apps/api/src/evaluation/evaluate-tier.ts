import { availableParallelism } from 'node:os'
import {
  isoFromDay,
  type MatchTable,
  type OutcomeForecast,
  type RatedMatches,
  type Reliability,
  type SeasonForecast,
  type Tier,
} from '@mon-ps/core'
import { openComputePool } from '../compute/compute-pool.ts'
import { ApiError } from '../errors.ts'
import type { FileSource } from '../use-cases/read-csv.ts'
import { reliabilityByMarket, skillBy, skillReport, type SkillReport } from './evaluation-report.ts'
import type { IntervalPrediction } from './predictions-csv.ts'
import { readLeagueTables } from './read-league-tables.ts'

export interface EvaluateOptions {
  readonly tier: Tier
  /** Null for every division that the files hold. */
  readonly divisions: readonly string[] | null
  /** Season codes, `2018-19`. */
  readonly seasons: readonly string[]
  /** Threads; the result does not depend on it. */
  readonly workers?: number | undefined
  readonly signal?: AbortSignal | undefined
}

export interface EvaluationReport extends SkillReport {
  readonly tier: Tier
  readonly bySeason: Readonly<Record<string, SkillReport>>
  readonly byDivision: Readonly<Record<string, SkillReport>>
  readonly reliability: Readonly<Record<string, Reliability>>
  /** Matches by the tier that could be used: one whose data is missing falls back to the one below. */
  readonly basis: Readonly<Partial<Record<Tier, number>>>
  /** Of the fair closing prices, how many lay inside the 95 % intervals. */
  readonly coverageOfClose: Readonly<Record<'home' | 'draw' | 'away', { readonly n: number; readonly inside: number }>>
  readonly elapsedMs: number
}

export interface Evaluation {
  readonly predictions: readonly IntervalPrediction[]
  readonly report: EvaluationReport
}

/**
 * Forecasts seasons of results files as if each week of them had not been played yet, and says what the forecasts were worth. A league
 * is rated and a season is forecast as a job of its own, so the result is the same to the byte however many threads there are.
 *
 * @throws {ApiError} IMPORT_REJECTED, LEAGUE_NOT_FOUND  see {@link readLeagueTables}
 * @throws {ApiError} INVALID_INPUT                      a season of which the files hold no match
 */
export async function evaluateTier(files: Iterable<FileSource>, options: EvaluateOptions): Promise<Evaluation> {
  const startedAt = performance.now()
  const { tier, seasons, signal = new AbortController().signal } = options
  const tables = await readLeagueTables(files, options.divisions)
  const known = new Set(tables.flatMap((table) => table.seasons))
  const unknown = seasons.filter((season) => !known.has(season))
  if (unknown.length > 0)
    throw new ApiError(
      'INVALID_INPUT',
      `got the season ${unknown.join(', ')}, of which the files hold no match; they hold ${[...known].sort().join(', ')}`,
    )
  const pool = await openComputePool(options.workers ?? Math.min(availableParallelism(), Math.max(tables.length, seasons.length)))
  try {
    const rated = await Promise.all(tables.map((table) => pool.rateMatches(table, signal)))
    const forecasts = (await Promise.all(seasons.map((season) => pool.forecastSeason({ leagues: rated, season, tier }, signal)))).flat()
    const predictions = forecasts.map((forecast) => predictionOf(tables, rated, forecast)).sort(inOrder)
    const report: EvaluationReport = {
      tier,
      ...skillReport(predictions),
      bySeason: skillBy(predictions, ({ season }) => season),
      byDivision: skillBy(predictions, ({ div }) => div),
      reliability: reliabilityByMarket(predictions),
      basis: countBasis(forecasts),
      coverageOfClose: coverageOfClose(rated, forecasts),
      elapsedMs: Math.round(performance.now() - startedAt),
    }
    return { predictions, report }
  } finally {
    await pool.close()
  }
}

const inOrder = (a: IntervalPrediction, b: IntervalPrediction): number =>
  compare(a.date, b.date) || compare(a.div, b.div) || compare(a.home, b.home)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** `2018-19` as `1819`. */
const fileCode = (season: string): string => `${season.slice(2, 4)}${season.slice(5, 7)}`

function predictionOf(
  tables: readonly MatchTable[],
  rated: readonly RatedMatches[],
  { league, at, forecast }: SeasonForecast,
): IntervalPrediction {
  const table = tables[league]
  const matches = rated[league]
  if (table === undefined || matches === undefined)
    throw new ApiError('INTERNAL', `got a forecast of league ${league}, expected one of ${tables.length}`)
  const row = matches.row[at] ?? -1
  const nameOf = (column: 'home' | 'away') => table.teams[table.columns[column][row] ?? -1]?.name ?? ''
  const markets = { p_h: forecast.home, p_d: forecast.draw, p_a: forecast.away, p_o25: forecast.over25, p_btts: forecast.btts }
  return {
    div: table.competition,
    season: fileCode(matches.season[at] ?? ''),
    date: isoFromDay(table.columns.day[row] as Parameters<typeof isoFromDay>[0]),
    home: nameOf('home'),
    away: nameOf('away'),
    probabilities: mapped(markets, ({ value }) => value),
    intervals: mapped(markets, ({ low, high }) => [low, high] as const),
    goals: { home: matches.homeGoals[at] ?? Number.NaN, away: matches.awayGoals[at] ?? Number.NaN },
  }
}

const mapped = <Key extends string, From, To>(record: Readonly<Record<Key, From>>, map: (value: From) => To): Record<Key, To> =>
  Object.fromEntries(Object.entries<From>(record).map(([key, value]) => [key, map(value)])) as Record<Key, To>

function countBasis(forecasts: readonly SeasonForecast[]): Partial<Record<Tier, number>> {
  const counts: Partial<Record<Tier, number>> = {}
  for (const { forecast } of forecasts) counts[forecast.basis] = (counts[forecast.basis] ?? 0) + 1
  return counts
}

const PRICES_PER_MATCH = 4

function coverageOfClose(rated: readonly RatedMatches[], forecasts: readonly SeasonForecast[]): EvaluationReport['coverageOfClose'] {
  const covered = (market: 'home' | 'draw' | 'away', offset: number) => {
    let n = 0
    let inside = 0
    for (const { league, at, forecast } of forecasts) {
      const close = rated[league]?.closing[at * PRICES_PER_MATCH + offset] ?? Number.NaN
      if (Number.isNaN(close)) continue
      const { low, high } = forecast[market] satisfies OutcomeForecast['home']
      n++
      if (close >= low && close <= high) inside++
    }
    return { n, inside }
  }
  return { home: covered('home', 0), draw: covered('draw', 1), away: covered('away', 2) }
}
