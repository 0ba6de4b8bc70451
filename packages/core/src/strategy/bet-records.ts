import { groupBy } from '../numeric/group-by.ts'
import { expectedLongestRun } from '../numeric/longest-run.ts'
import { toMicros, toUnits } from './settle-bet.ts'
import type { SettledBet, StrategyReport } from './strategy.ts'
import type { RuleBets } from './walk-forward.ts'

/** A record's bets in one competition. */
export interface LeagueBets {
  readonly competition: string
  readonly bets: readonly SettledBet[]
}

/** Bets that form one record. */
export interface BetRecord {
  readonly strategy: string
  readonly scope: 'overall' | 'competition' | 'team'
  /** Null over all competitions. */
  readonly competition: string | null
  readonly teamId: number | null
  /** Oldest first: the drawdown runs in this order. */
  readonly bets: readonly SettledBet[]
  /** Selections that were wanted and had no price; null for a team's record, where they are not counted. */
  readonly unpriced: number | null
  /** The same bets by competition; empty where that is not known. */
  readonly leagues: readonly LeagueBets[]
}

/** Each rule over all competitions. */
export function recordsOverall(ruleBets: readonly RuleBets[]): BetRecord[] {
  return [...groupBy(ruleBets, ({ rule }) => rule.name)].map(([strategy, own]) => ({
    strategy,
    scope: 'overall',
    competition: null,
    teamId: null,
    bets: own.flatMap(({ bets }) => bets).sort((a, b) => a.day - b.day),
    unpriced: own.reduce((sum, { unpriced }) => sum + unpriced, 0),
    leagues: own.map(({ competition, bets }) => ({ competition, bets })),
  }))
}

/** Each rule in each competition. */
export function recordsByCompetition(ruleBets: readonly RuleBets[]): BetRecord[] {
  return ruleBets.map(({ competition, rule, bets, unpriced }) => ({
    strategy: rule.name,
    scope: 'competition',
    competition,
    teamId: null,
    bets,
    unpriced,
    leagues: [{ competition, bets }],
  }))
}

/** Teams whose record a bet belongs to. */
function getRecordTeams({ account, homeId, awayId }: SettledBet): number[] {
  if (account === 'home') return [homeId]
  return account === 'away' ? [awayId] : [homeId, awayId]
}

/**
 * Each rule on each team's matches: its home matches for a rule that always backs the home side, its away matches for one that always
 * backs the away side, all its matches for the others. A team without a bet has no record. Ordered by rule, competition and team.
 */
export function recordsByTeam(ruleBets: readonly RuleBets[]): BetRecord[] {
  return ruleBets.flatMap((group) => {
    const { competition, rule } = group
    const ofTeams = group.bets.flatMap((bet) => getRecordTeams(bet).map((teamId) => ({ teamId, bet })))
    return [...groupBy(ofTeams, ({ teamId }) => teamId)]
      .sort(([a], [b]) => a - b)
      .map(([teamId, own]): BetRecord => {
        const bets = own.map(({ bet }) => bet)
        return { strategy: rule.name, scope: 'team', competition, teamId, bets, unpriced: null, leagues: [{ competition, bets }] }
      })
  })
}

/** Largest fall of the running profit from its highest point so far, 0 included, in units. `bets` oldest first. */
export function maxDrawdown(bets: readonly SettledBet[]): number {
  // In millionths, so that no rounding adds up.
  let profit = 0
  let highest = 0
  let deepest = 0
  for (const bet of bets) {
    profit += toMicros(bet.profitUnits)
    highest = Math.max(highest, profit)
    deepest = Math.max(deepest, highest - profit)
  }
  return toUnits(deepest)
}

const isLoss = ({ outcome }: SettledBet): boolean => outcome === 'lost' || outcome === 'half_lost'

/** The closing line where it is known; else the price, whose margin makes losses look a little likelier to win than they are. */
const winProbability = ({ closeProbability, price }: SettledBet): number => closeProbability ?? 1 / price

/**
 * The longest run of lost bets, half lost ones among them, and the one that as many bets at these probabilities are expected to show.
 * A void bet neither lengthens a run nor ends it; bets of one day follow one another in the order of the record.
 *
 * @param bets  oldest first
 * @returns     null without a bet that was won or lost
 */
export function longestLosingRun(bets: readonly SettledBet[]): StrategyReport['longestLosingRun'] {
  const decided = bets.filter(({ outcome }) => outcome !== 'void')
  if (decided.length === 0) return null
  let actual = 0
  let run = 0
  for (const bet of decided) {
    run = isLoss(bet) ? run + 1 : 0
    actual = Math.max(actual, run)
  }
  return { actual, expected: expectedLongestRun(decided.map((bet) => 1 - winProbability(bet))) }
}

/** However many bets a day holds, no more than half of the bankroll is at risk in it. */
const MAX_SHARE_PER_DAY = 0.5

/** Profit and stake of one day's bets as fractions of the bankroll that the day begins with. */
interface Day {
  share: number
  gain: number
}

/**
 * The same bets staked at a quarter of Kelly's fraction of the bankroll, which begins at 1. Bets of one day are staked on the
 * bankroll of its morning; together they are cut to half of it.
 *
 * @param bets  oldest first
 * @returns     growth: ln of the final bankroll / bets staked; drawdown: largest fall from the highest bankroll so far, a fraction of
 *              that. Null where a bet has no fraction (the rule asks no forecast) or none was staked.
 */
export function kellyRecord(bets: readonly SettledBet[]): StrategyReport['quarterKelly'] {
  const days = new Map<number, Day>()
  let staked = 0
  for (const { day, kellyFraction, profitUnits, stakeUnits } of bets) {
    if (kellyFraction === null) return null
    if (kellyFraction === 0) continue
    staked++
    const entry = days.get(day) ?? { share: 0, gain: 0 }
    entry.share += kellyFraction
    entry.gain += (kellyFraction * profitUnits) / stakeUnits
    days.set(day, entry)
  }
  if (staked === 0) return null
  let bankroll = 1
  let highest = 1
  let deepest = 0
  for (const { share, gain } of days.values()) {
    bankroll *= 1 + gain * Math.min(1, MAX_SHARE_PER_DAY / share)
    highest = Math.max(highest, bankroll)
    deepest = Math.max(deepest, 1 - bankroll / highest)
  }
  return { growth: Math.log(bankroll) / staked, finalBankroll: bankroll, maxDrawdown: deepest }
}

type Ranked = Pick<StrategyReport, 'shrunkYield' | 'yieldFraction'>

/**
 * The lower bound of a record's shrunk yield, or of its own yield where it was not shrunk. Minus infinity
 * where there is no interval: such a record has no rank.
 */
export function sureYield({ shrunkYield, yieldFraction }: Ranked): number {
  return (shrunkYield.interval ?? yieldFraction.interval)?.[0] ?? Number.NEGATIVE_INFINITY
}

/**
 * Ranks among the records given, from 1, by {@link sureYield}; equal bounds share a rank.
 *
 * @returns  one per record, in order; null for a record without an interval
 */
export function rankRecords(reports: readonly Ranked[]): (number | null)[] {
  const bounds = reports.map(sureYield)
  return bounds.map((bound) => (bound === Number.NEGATIVE_INFINITY ? null : 1 + bounds.filter((other) => other > bound).length))
}
