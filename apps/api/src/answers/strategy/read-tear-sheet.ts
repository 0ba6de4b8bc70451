import { ruleIdentity } from '@mon-ps/core/strategy/trials'
import { toStat } from '@mon-ps/contract/answer'
import type { StrategyRule } from '@mon-ps/core/strategy/strategy'
import { listBetsOfRecord } from '@mon-ps/db/repositories/strategy-bets'
import type { StrategyDetail } from '@mon-ps/db/repositories/strategies'
import { readStored } from '@mon-ps/db/stored/form'
import { recordFigures, ruleParameters } from '@mon-ps/db/stored/v3-columns'
import type { Backtest, StrategyFigures, StrategyRuleWire, StrategyTearSheet } from '@mon-ps/contract/tear-sheet'
import { findRule } from '@mon-ps/core/strategy/strategies'
import { toStrategy } from '../shapes/strategy.ts'
import { metaOf } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'
import { backtestName } from '../../backtest-name.ts'
import { toContexts } from './contexts.ts'
import { toEquity } from './equity.ts'
import { countLosses } from './loss-counts.ts'
import { betsOfRecord, readRecord, type StrategyKeyInput } from './record-of.ts'
import { settledBets } from './settled-bets.ts'

/** Of draws where the record's run names none. */
const SEED = 1

/**
 * One record with everything that is known of it: its report, its running profit beside what luck alone does, its parts, its losses
 * against the close, the rule, and what names its backtest.
 *
 * @throws {ApiError} STRATEGY_NOT_FOUND
 */
export async function readTearSheet(app: { readonly database: Database }, key: StrategyKeyInput): Promise<StrategyTearSheet> {
  const row = await readRecord(app, key)
  const bets = settledBets(await listBetsOfRecord(app.database.db, betsOfRecord(row)))
  const settled = bets.map(({ bet }) => bet)
  const rule = findCurrentRule(row)
  return {
    record: toStrategy(row),
    rule: rule && toRule(rule),
    backtest: rule && toBacktest(row, rule),
    replaced: row.retired,
    figures: toFigures(row),
    equity: bets.length === 0 ? null : toEquity(settled, row.seed ?? SEED),
    contexts: toContexts(bets, row.teamId),
    losses: bets.length === 0 ? null : countLosses(settled),
    meta: metaOf([row], key.origin),
  }
}

/** The product's rule, where it still is the one that the record was made with. */
function findCurrentRule({ origin, strategyName, parameters }: StrategyDetail): StrategyRule | null {
  const rule = findRule(strategyName)
  if (rule === null || origin !== 'calculated') return null
  const stored = readStored(ruleParameters, parameters)
  return stored?.version === rule.version ? rule : null
}

function toRule({ selections, conditions, ...rule }: StrategyRule): StrategyRuleWire {
  const { name, version, title, role, forecast, prices, units, choose, source, differs, unrecorded } = rule
  const plain = { name, version, title, role, forecast, prices, units, choose, source, differs, unrecorded }
  return {
    ...plain,
    selections: selections.map((selection) => ({ ...selection })),
    conditions: conditions.map(({ of, ...condition }) => ({ ...condition, of: of && { ...of } })),
  }
}

/** A rule that never bets has nothing to name; nor has a record whose run says neither data nor seed nor version. */
function toBacktest({ snapshotId, seed, strategiesVersion }: StrategyDetail, rule: StrategyRule): Backtest | null {
  if (snapshotId === null || seed === null || strategiesVersion === null || rule.unrecorded !== null) return null
  const inputs = { rule: ruleIdentity(rule), snapshotId, seed, version: strategiesVersion }
  return { name: backtestName(inputs), snapshot: snapshotId, seed, version: strategiesVersion }
}

function toFigures({ origin, performanceByContext }: StrategyDetail): StrategyFigures | null {
  const stored = origin === 'calculated' ? readStored(recordFigures, performanceByContext) : null
  if (!stored) return null
  const { unluckyLosses, badAnalysisLosses, ...figures } = stored.overall
  return { ...figures, unluckyLosses: toStat(unluckyLosses), badAnalysisLosses: toStat(badAnalysisLosses) }
}
