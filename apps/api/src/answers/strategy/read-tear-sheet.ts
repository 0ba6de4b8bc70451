import { ruleTitle } from '@mon-ps/messages/en/rules'
import { toStat } from '@mon-ps/contract/answer'
import type {
  Backtest,
  EquityPoint,
  StrategyContext,
  StrategyFigures,
  StrategyLosses,
  StrategyRuleWire,
  StrategyTearSheet,
} from '@mon-ps/contract/tear-sheet'
import { equityWithBand } from '@mon-ps/core/strategy/weekly'
import { type ContextPerformance, oddsBandName, performanceByContext } from '@mon-ps/core/strategy/performance-by-context'
import { toMicros, toUnits } from '@mon-ps/core/strategy/settle-bet'
import { findRule } from '@mon-ps/core/strategy/strategies'
import type { SettledBet, StrategyRule } from '@mon-ps/core/strategy/strategy'
import { ruleIdentity } from '@mon-ps/core/strategy/trials'
import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { Database } from '@mon-ps/db/client'
import type { StrategyDetail } from '@mon-ps/db/repositories/strategies'
import { listBetsOfRecord } from '@mon-ps/db/repositories/strategy-bets'
import { readStored } from '@mon-ps/db/stored/form'
import { recordFigures, ruleParameters } from '@mon-ps/db/stored/v3-columns'
import { backtestName } from '../../backtest-name.ts'
import { toStrategy } from '../shapes/strategy.ts'
import { toMeta } from '../shapes/to-wire.ts'
import { type BetOfLeague, betsOfRecord, readRecord, toSettledBets, type StrategyKeyInput } from './read-record.ts'

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
  const bets = toSettledBets(await listBetsOfRecord(app.database.db, betsOfRecord(row)))
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
    meta: toMeta([row], key.origin),
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
  const { name, version, role, forecast, prices, units, choose, source, differs, unrecorded } = rule
  const plain = { name, version, title: ruleTitle(name) ?? name, role, forecast, prices, units, choose, source, differs, unrecorded }
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

/** A record split by season, league, ground (where it is one team's) and odds; a split into one part says nothing new and is left out. */
function toContexts(bets: readonly BetOfLeague[], teamId: number | null): StrategyContext[] {
  const competitions = [...new Set(bets.map(({ competition }) => competition))].sort()
  const leagues = competitions.map((competition) => ({
    competition,
    bets: bets.filter((each) => each.competition === competition).map(({ bet }) => bet),
  }))
  const { bySeason, byVenue, byLeague, byOdds } = performanceByContext({ bets: bets.map(({ bet }) => bet), teamId, leagues })
  return [
    ...split('season', bySeason, ({ season }) => season),
    ...split('league', byLeague, ({ competition }) => competition),
    ...(byVenue === null
      ? []
      : split(
          'venue',
          (['home', 'away'] as const).map((ground) => ({ ground, ...byVenue[ground] })),
          ({ ground }) => ground,
        )),
    ...split('odds', byOdds, oddsBandName),
  ]
}

function split<Part extends ContextPerformance>(
  by: StrategyContext['by'],
  parts: readonly Part[],
  nameFor: (part: Part) => string,
): StrategyContext[] {
  const filled = parts.filter(({ bets }) => bets > 0)
  if (filled.length < 2) return []
  return filled.map((part) => ({
    by,
    part: nameFor(part),
    bets: part.bets,
    profit: part.profitUnits,
    roi: toStat(part.yieldFraction),
    avgClv: toStat(part.closingLineValue),
  }))
}

/** The running profit week by week, the fall from its highest point, and where luck alone would have it. */
function toEquity(bets: readonly SettledBet[], seed: number): EquityPoint[] {
  const points = equityWithBand(bets, { seed })
  const falls = getDrawdowns(
    bets,
    points.map(({ bets: count }) => count),
  )
  return points.map((point, index) => ({
    bet: point.bets,
    playedOn: isoFromDay(point.day as Day),
    profit: point.profitUnits,
    closed: point.closed,
    expectedByClose: point.promisedUnits,
    drawdown: falls[index] ?? 0,
    band50: [...point.band50],
    band80: [...point.band80],
    band95: [...point.band95],
  }))
}

/**
 * The deepest fall from the highest profit so far, between one count of bets and the next.
 *
 * @param bets  oldest first
 */
function getDrawdowns(bets: readonly SettledBet[], counts: readonly number[]): number[] {
  let micros = 0
  let highest = 0
  let at = 0
  return counts.map((count) => {
    let deepest = 0
    for (; at < count; at++) {
      micros += toMicros(bets[at]?.profitUnits ?? 0)
      highest = Math.max(highest, micros)
      deepest = Math.max(deepest, highest - micros)
    }
    return toUnits(deepest)
  })
}

const isWon = ({ outcome }: SettledBet): boolean => outcome === 'won' || outcome === 'half_won'
const isLost = ({ outcome }: SettledBet): boolean => outcome === 'lost' || outcome === 'half_lost'

function countResults(bets: readonly SettledBet[]) {
  return { won: bets.filter(isWon).length, lost: bets.filter(isLost).length }
}

/** Won or lost against the closing line: how many good bets lost, and how many bad ones won. */
function countLosses(bets: readonly SettledBet[]): StrategyLosses {
  return {
    beatClose: countResults(bets.filter(({ closingLineValue: clv }) => clv !== null && clv > 0)),
    missedClose: countResults(bets.filter(({ closingLineValue: clv }) => clv !== null && clv <= 0)),
    noClose: countResults(bets.filter(({ closingLineValue: clv }) => clv === null)),
    withoutEvidence: bets.filter((bet) => isLost(bet) && (bet.lossCauses?.probabilityUnlucky ?? null) === null).length,
  }
}
