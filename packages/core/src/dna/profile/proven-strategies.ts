import type { Estimate } from '../../numeric/estimate.ts'
import type { LocalText } from './known-metric.ts'
import type { ProvenList } from './market-findings.ts'
import { count } from './number-text.ts'

/** What a team's record of one rule says; of a fuller report these fields alone are read. */
export interface StrategyRecord {
  readonly strategy: string
  readonly verdict: string
  readonly bets: number
  readonly yieldFraction: Estimate
  readonly closingLineValue: Estimate
  /** What the record surely earned, as the strategies rank their records; minus infinity where it has no interval. */
  readonly sureYield: number
  /** Where the team plays in the matches that the rule bets on; null for both grounds. */
  readonly ground: 'home' | 'away' | null
}

export interface ProvenStrategy extends StrategyRecord {
  /** 1 = the one that surely earned most; the order in which they would be played. Equal ones share a place. */
  readonly priority: number
}

export interface TeamStrategies {
  readonly optimalStrategies: ProvenList<ProvenStrategy>
  /** Those of them that are played at one ground alone: the scenario that they name. */
  readonly optimalScenarios: ProvenList<ProvenStrategy>
  readonly bestStrategy: string | null
  /** The best one's place in the order; null without one. */
  readonly priority: number | null
  /** Why there is no best strategy and no priority; null where there is one. */
  readonly reason: LocalText | null
}

function reasonFor(records: readonly StrategyRecord[]): LocalText {
  if (records.length === 0) {
    return { en: 'No rule has made a bet on a match of this team.', fr: 'Aucune règle n’a parié sur un match de cette équipe.' }
  }
  return {
    en: `${count(records.length, 'en')} rules were played on this team’s matches: none is evidence by profit, by closing line and after the correction for all records.`,
    fr: `${count(records.length, 'fr')} règles ont été jouées sur les matchs de cette équipe : aucune n’est une preuve à la fois par le gain, par la cote de clôture et après la correction pour tous les bilans.`,
  }
}

const NO_SCENARIO: LocalText = {
  en: 'Its proven rules bet at both grounds: none of them names a scenario.',
  fr: 'Ses règles prouvées parient à domicile comme à l’extérieur : aucune ne nomme un scénario.',
}

/**
 * The rules whose record on one team is evidence, those that surely earned most first; nothing else is ever called optimal.
 *
 * @param records  of one team, those without a bet not counted; verdicts reached over all records that were looked at together
 */
export function provenStrategies(records: readonly StrategyRecord[]): TeamStrategies {
  const played = records.filter(({ bets }) => bets > 0)
  const cellsLookedAt = played.length
  const proven = played.filter(({ verdict }) => verdict === 'evidence')
  const items = proven
    .map((record): ProvenStrategy => ({ ...record, priority: 1 + proven.filter((other) => other.sureYield > record.sureYield).length }))
    .sort((a, b) => a.priority - b.priority)
  const reason = items.length > 0 ? null : reasonFor(played)
  const scenarios = items.filter(({ ground }) => ground !== null)
  return {
    optimalStrategies: { items, reason, cellsLookedAt },
    optimalScenarios: { items: scenarios, reason: scenarios.length > 0 ? null : (reason ?? NO_SCENARIO), cellsLookedAt },
    bestStrategy: items[0]?.strategy ?? null,
    priority: items[0]?.priority ?? null,
    reason,
  }
}
