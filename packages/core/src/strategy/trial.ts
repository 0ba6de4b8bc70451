import type { BetRecord } from './bet-records.ts'
import { sumUnits } from './exact-units.ts'
import { ruleIdentity } from './rule-identity.ts'
import { luckSharpe } from './sharpe-over-trials.ts'
import type { StrategyRule } from './strategy.ts'
import { weeklySums } from './weekly-sums.ts'

/** What the ledger notes of a rule that met data. */
export interface Trial {
  /** Its identity as JSON: name, version and all that decides its bets. */
  readonly rule: Readonly<Record<string, unknown>>
  readonly bets: number
  readonly unpriced: number
  readonly stakeUnits: number
  readonly profitUnits: number
  /** Mean / standard deviation of weekly profits less what the close promised; null with fewer than ten weeks that have a close. */
  readonly weeklySharpe: number | null
}

/** The trials of rules from their records over all leagues; a rule that wants nothing was not tried. */
export function trialsOf(rules: readonly StrategyRule[], overall: readonly BetRecord[]): Trial[] {
  return rules.flatMap((rule): Trial[] => {
    const record = overall.find(({ strategy }) => strategy === rule.name)
    if (record === undefined || record.bets.length + (record.unpriced ?? 0) === 0) return []
    const { bets, unpriced } = record
    return [
      {
        rule: JSON.parse(ruleIdentity(rule)) as Trial['rule'],
        bets: bets.length,
        unpriced: unpriced ?? 0,
        stakeUnits: sumUnits(bets.map((bet) => bet.stakeUnits)),
        profitUnits: sumUnits(bets.map((bet) => bet.profitUnits)),
        weeklySharpe: luckSharpe(weeklySums(bets)),
      },
    ]
  })
}
