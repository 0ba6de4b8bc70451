import { forecastSeasons } from '@mon-ps/core/forecasting/tiers/tier-forecaster'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { rateMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import { type Tier, TIERS } from '@mon-ps/core/forecasting/tiers/tier'
import type { FileSource } from '../work/import/read-csv.ts'
import { readLeagueTables } from '../work/evaluate/read-league-tables.ts'
import { baselineMs } from './timing.ts'

export interface WalkForwardBench {
  readonly leagues: number
  readonly matches: number
  readonly forecasts: number
  readonly seasons: readonly string[]
  /** Rating every match of every league as its week began; needed once, whatever the tier. */
  readonly ratingMs: number
  /** Learning from earlier seasons and forecasting, by tier. */
  readonly forecastMs: Readonly<Record<Tier, number>>
  /** Rating and forecasting together, by tier. */
  readonly totalMs: Readonly<Record<Tier, number>>
  readonly microsecondsPerMatch: number
  readonly baselineMs: number
  readonly ratioToBaseline: number
}

const SEASONS = 5

/** The last five seasons of the leagues in the files, on one core, once warm. */
export async function benchWalkForward(files: Iterable<FileSource>): Promise<WalkForwardBench> {
  const tables = await readLeagueTables(files, null)
  const seasons = [...new Set(tables.flatMap((table) => table.seasons))].sort().slice(-SEASONS)
  return timeWalkForward(tables, seasons)
}

function timeWalkForward(tables: readonly MatchTable[], seasons: readonly string[]): WalkForwardBench {
  const timed = <Result>(work: () => Result): readonly [Result, number] => {
    const start = performance.now()
    const result = work()
    return [result, performance.now() - start]
  }
  // Once to warm up: the engine compiles on the way.
  forecastSeasons(tables.map(rateMatches), seasons, 'history')
  const [rated, ratingMs] = timed(() => tables.map(rateMatches))
  const runs = TIERS.map((tier) => [tier, timed(() => forecastSeasons(rated, seasons, tier))] as const)
  const byTier = (of: (ms: number) => number) => Object.fromEntries(runs.map(([tier, [, ms]]) => [tier, of(ms)])) as Record<Tier, number>
  const matches = tables.reduce((sum, table) => sum + table.length, 0)
  const baseline = baselineMs()
  const totalMs = byTier((ms) => ratingMs + ms)
  return {
    leagues: tables.length,
    matches,
    forecasts: runs[0]?.[1][0].length ?? 0,
    seasons,
    ratingMs,
    forecastMs: byTier((ms) => ms),
    totalMs,
    microsecondsPerMatch: (ratingMs * 1000) / matches,
    baselineMs: baseline,
    ratioToBaseline: totalMs.history / baseline,
  }
}
