import { MessageChannel, receiveMessageOnPort, type TransferListItem } from 'node:worker_threads'
import { CoreError } from '@mon-ps/core/errors'
import type { FrictionAblation, AblationOptions } from '@mon-ps/core/friction/ablate-friction'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import type { RatedMatches } from '@mon-ps/core/forecasting/tiers/rated-matches'
import type { SeasonForecast } from '@mon-ps/core/forecasting/tiers/tier-forecaster'
import type { JudgedPrediction, TierReport } from './tier-report.ts'
import type { LeaguePhase } from './calculate-league.ts'
import type { LeagueForecasts, LeagueForecastTask } from '@mon-ps/core/forecasting/tiers/forecast-fixtures'
import type { CalculatedLeague, CalculatedRecords, RecordsTask } from './league-result.ts'
import type { Answer, SeasonTask } from './tasks.ts'

/** Where tasks are worked on: threads of this process, or workers that share a database. Results do not depend on it. */
export interface ComputePool {
  /** So many leagues are worth asking for at once. */
  readonly atOnce: number
  readonly calculateLeague: (table: MatchTable, report: (phase: LeaguePhase) => void, signal: AbortSignal) => Promise<CalculatedLeague>
  readonly evaluateRecords: (task: RecordsTask, signal: AbortSignal) => Promise<CalculatedRecords>
  /** One league, every match as its week began: independent of all others. */
  readonly rateMatches: (table: MatchTable, signal: AbortSignal) => Promise<RatedMatches>
  readonly forecastSeason: (task: SeasonTask, signal: AbortSignal) => Promise<SeasonForecast[]>
  /** Every pair of one league, by the tiers that need no price of the match itself. */
  readonly forecastLeague: (task: LeagueForecastTask, signal: AbortSignal) => Promise<LeagueForecasts>
  /** Whether friction adds anything to one tier's forecasts. */
  readonly ablateTier: (options: AblationOptions, signal: AbortSignal) => Promise<FrictionAblation>
  readonly reportTier: (predictions: readonly JudgedPrediction[], signal: AbortSignal) => Promise<TierReport>
  readonly close: () => Promise<void>
}

/** A timer that is set for longer fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** @param workers  threads of this process at most; results do not depend on it */
export type OpenPool = (workers: number) => Promise<ComputePool>

/**
 * Threads that calculate and nothing else: they are handed data and hand back plain results, and never see the database.
 *
 * @param workers  how many; the results do not depend on it
 */
export async function openComputePool(workers: number): Promise<ComputePool> {
  const { Tinypool } = await import('tinypool')
  const pool = new Tinypool({
    filename: new URL('./compute-worker.mjs', import.meta.url).href,
    // A thread takes a second to load: others begin when there is work for them, and stay until the end.
    minThreads: 1,
    maxThreads: workers,
    idleTimeout: LONGEST_TIMER_MS,
    // The entry registers tsx itself; a second loader inherited from the command line would stand in its way.
    execArgv: [],
  })
  const run = async <Result>(
    name: string,
    task: unknown,
    options: { signal: AbortSignal; transferList?: TransferListItem[] },
  ): Promise<Result> => {
    const answer = (await pool.run(task, { name, ...options })) as Answer<Result>
    if (answer.kind === 'refused') throw new CoreError(answer.code, answer.message)
    return answer.result
  }
  return {
    atOnce: workers,
    async calculateLeague(table, report, signal) {
      const { port1, port2 } = new MessageChannel()
      port1.on('message', (phase: LeaguePhase) => report(phase))
      try {
        const league = await run<CalculatedLeague>('calculateLeague', { table, port: port2 }, { signal, transferList: [port2] })
        // The answer takes another way than the phases and may overtake the last of them: they lie here, sent but not yet told.
        for (let late = receiveMessageOnPort(port1); late; late = receiveMessageOnPort(port1)) report(late.message as LeaguePhase)
        return league
      } finally {
        port1.close()
      }
    },
    evaluateRecords: (task, signal) => run<CalculatedRecords>('evaluateRecords', task, { signal }),
    rateMatches: (table, signal) => run<RatedMatches>('rateLeague', table, { signal }),
    forecastSeason: (task, signal) => run<SeasonForecast[]>('forecastSeason', task, { signal }),
    forecastLeague: (task, signal) => run<LeagueForecasts>('forecastLeague', task, { signal }),
    ablateTier: (options, signal) => run<FrictionAblation>('ablateTier', options, { signal }),
    reportTier: (predictions, signal) => run<TierReport>('reportTier', predictions, { signal }),
    close: () => pool.destroy(),
  }
}
