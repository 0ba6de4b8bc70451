import { componentsOf } from '../dna/group-components.ts'
import type { Estimate } from '../numeric/estimate.ts'
import { type GroupMoments, shrink } from '../numeric/shrinkage.ts'
import type { BetRecord } from './bet-records.ts'
import { sumUnits } from './exact-units.ts'
import type { SettledBet } from './strategy.ts'

const NOT_MEASURED: Estimate = { value: null, n: 0, interval: null }

/** Profit / turnover. */
const yieldOf = (bets: readonly SettledBet[]): number =>
  sumUnits(bets.map((bet) => bet.profitUnits)) / sumUnits(bets.map((bet) => bet.stakeUnits))

/** Of a record that is a cluster of its own. */
function momentsOf({ bets }: BetRecord, cluster: number): GroupMoments & { readonly cluster: number } {
  const mean = yieldOf(bets)
  const squares = bets.reduce((sum, bet) => sum + (bet.profitUnits / bet.stakeUnits - mean) ** 2, 0)
  return { mean, variance: bets.length < 2 ? null : squares / (bets.length - 1), nEff: bets.length, cluster }
}

/** Yield of a rule over all its bets; one that stands in the records of two teams is the same bet, and counts once. */
function overallYield(records: readonly BetRecord[]): number {
  return yieldOf([...new Set(records.flatMap(({ bets }) => bets))])
}

/**
 * Yields pulled towards the rule's own record over all teams (or competitions), as far as chance explains their differences: kappa from
 * the variance between the records of the same rule and scope. Records of two teams share the bets on their meetings, which the
 * variance components do not know; with twenty teams that is one bet in twenty.
 *
 * @returns one estimate per record, in order; null for an overall record (there is nothing to pull it to) and where fewer than four
 *          records can be compared
 */
export function shrinkYields(records: readonly BetRecord[]): Estimate[] {
  const families = new Map<string, number[]>()
  records.forEach(({ strategy, scope, bets }, index) => {
    if (scope === 'overall' || bets.length === 0) return
    const key = `${strategy}|${scope}`
    const members = families.get(key)
    if (members === undefined) families.set(key, [index])
    else members.push(index)
  })
  const shrunk = records.map(() => NOT_MEASURED)
  for (const members of families.values()) {
    const family = members.map((index) => records[index] as BetRecord)
    const moments = family.map(momentsOf)
    const components = componentsOf(moments)
    if (components === null) continue
    const centre = overallYield(family)
    members.forEach((index, i) => {
      const { value, interval } = shrink(moments[i] as GroupMoments, components, { centre })
      shrunk[index] = { value, n: (family[i] as BetRecord).bets.length, interval }
    })
  }
  return shrunk
}
