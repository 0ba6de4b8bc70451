import { type EarlierTrials, ruleIdentity } from '@mon-ps/core/strategy/trials'
import { toMicros } from '@mon-ps/core/strategy/settle-bet'
import { backtestName } from '../../backtest-name.ts'
import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import type { Database, Executor } from '@mon-ps/db/client'
import { earlierTrials, recordTrials } from '@mon-ps/db/repositories/strategy-bets'
import { findSucceededRun, finishRun, startRun } from '@mon-ps/db/repositories/runs'
import type { CalculatedBacktest } from '../compute/league-result.ts'
import { STRATEGIES_VERSION, VERSION } from '../../version.ts'
import type { LeagueToCalculate } from './league-to-calculate.ts'

const REPORT = 'strategy_backtest'

/** What the ledger holds besides the product's rules, on data of these leagues' kind. */
export function trialsBefore(database: Database, leagues: readonly LeagueToCalculate[]): Promise<EarlierTrials> {
  const rules = STRATEGIES.map((rule) => JSON.parse(ruleIdentity(rule)) as Record<string, unknown>)
  return earlierTrials(database.db, sourceFor(leagues), rules)
}

/** `demo` only when all of the data is the demo's. */
export const sourceFor = (leagues: readonly LeagueToCalculate[]) =>
  leagues.every(({ source }) => source === 'demo') ? 'demo' : 'football-data'

export interface BacktestsToSave {
  /** The calculation that made them. */
  readonly runId: number
  readonly snapshotId: string
  readonly seed: number
  readonly leagues: readonly LeagueToCalculate[]
  readonly backtests: readonly CalculatedBacktest[]
}

/**
 * Enters every rule that met the data into the ledger and keeps its backtest as a run that nothing writes again, inside a unit of work. A
 * backtest that stands already is left as it is.
 *
 * @returns  names of rules whose bytes are not those that stand under the same name: code changed and the version did not
 */
export async function saveBacktests(tx: Executor, save: BacktestsToSave): Promise<string[]> {
  const { runId, snapshotId, seed, leagues, backtests } = save
  await recordTrials(
    tx,
    { runId, dataSha256: snapshotId, source: sourceFor(leagues) },
    backtests.flatMap(({ rule, trial }) => {
      if (trial === null) return []
      const { stakeUnits, profitUnits, ...counts } = trial
      const money = { stakeMicro: toMicros(stakeUnits), profitMicro: toMicros(profitUnits) }
      return [{ ...counts, ...money, strategyName: rule.name, strategyVersion: rule.version }]
    }),
  )
  const differing: string[] = []
  for (const { rule, trial, betsSha256, report } of backtests) {
    if (trial === null) continue
    const inputs = { rule: ruleIdentity(rule), snapshotId, seed, version: STRATEGIES_VERSION }
    const params = { report: REPORT, name: backtestName(inputs), strategy: rule.name, strategyVersion: rule.version }
    const stands = await findSucceededRun(tx, { kind: 'backtest', snapshotId, params, modelVersion: STRATEGIES_VERSION })
    if (stands) {
      if (stands.result?.['betsSha256'] !== betsSha256) differing.push(rule.name)
      continue
    }
    const backtestRun = await startRun(tx, {
      kind: 'backtest',
      snapshotId,
      params,
      codeVersion: VERSION,
      modelVersion: STRATEGIES_VERSION,
      seed,
    })
    await finishRun(tx, backtestRun, { status: 'succeeded', result: { ...trial, betsSha256, report } })
  }
  return differing
}
