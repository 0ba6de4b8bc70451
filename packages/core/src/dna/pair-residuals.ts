import type { MatchHistory } from '../football/history.ts'
import { type ShrunkValue, shrink } from '../numeric/shrinkage.ts'
import { componentsOf, type GroupComponents, groupMoments, spreadOfShrunk } from './group-components.ts'
import { column } from './league-view.ts'

/** What meetings of two teams went beyond expectation, shrunk: antisymmetric, a pair swapped changes sign. */
export interface PairResiduals {
  readonly components: GroupComponents
  /** Null when the two never met with an expectation to compare with. */
  readonly of: (team: number, opponent: number) => (ShrunkValue & { readonly n: number }) | null
}

/**
 * Shrink a residual of meetings over each pair of teams. Every meeting counts alike, at either ground; kappa is that of the
 * league's own pairs, each taken from the side of the team with the lower index.
 *
 * @param homeResidual  a value per row from the home side's view; the away side's is its negative. NaN: no expectation
 * @returns null when the history cannot tell how far pairs differ
 */
export function pairResiduals(history: MatchHistory, homeResidual: Float64Array): PairResiduals | null {
  const home = column(history, 'home')
  const away = column(history, 'away')
  const teams = history.teams.length
  const groups = new Int32Array(history.length)
  const values = new Float64Array(history.length)
  const sums = new Map<number, { n: number; sum: number }>()
  for (let row = 0; row < history.length; row++) {
    const atHome = home[row] as number
    const visiting = away[row] as number
    const residual = homeResidual[row] as number
    const group = Math.min(atHome, visiting) * teams + Math.max(atHome, visiting)
    const value = atHome < visiting ? residual : -residual
    groups[row] = group
    values[row] = value
    if (Number.isNaN(value)) continue
    const entry = sums.get(group) ?? { n: 0, sum: 0 }
    sums.set(group, { n: entry.n + 1, sum: entry.sum + value })
  }
  const components = componentsOf(groupMoments(values, groups))
  if (components === null) return null
  const of: PairResiduals['of'] = (team, opponent) => {
    const entry = sums.get(Math.min(team, opponent) * teams + Math.max(team, opponent))
    if (entry === undefined) return null
    const mean = ((team < opponent ? 1 : -1) * entry.sum) / entry.n
    const shrunk = shrink({ mean, nEff: entry.n }, components, { centre: 0 })
    return { ...shrunk, standardDeviation: spreadOfShrunk(components, { mean, nEff: entry.n, value: shrunk.value }), n: entry.n }
  }
  return { components, of }
}
