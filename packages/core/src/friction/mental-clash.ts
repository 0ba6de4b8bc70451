import type { LeagueTraits, PairQuantity } from './league-traits.ts'

/**
 * How unlike two teams react to the score at half-time: the gap between their second-half goal differences beyond expectation when
 * trailing, and when leading, averaged, in goals per match. The same in both directions.
 *
 * Measured on five leagues this trait does not repeat from season to season: the number is mostly shrunk away, its interval
 * is wide, and its reliability leaves it next to no weight in the score.
 */
export function mentalClash(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const gaps = ['second_half_when_behind', 'second_half_when_ahead'].map((key) => {
    const home = traits(homeId, key)
    const away = traits(awayId, key)
    return home === null || away === null ? null : { home, away }
  })
  let value = 0
  let variance = 0
  let n = Number.POSITIVE_INFINITY
  for (const gap of gaps) {
    if (gap === null) return null
    value += Math.abs(gap.home.value - gap.away.value) / gaps.length
    variance += (gap.home.standardDeviation ** 2 + gap.away.standardDeviation ** 2) / gaps.length ** 2
    n = Math.min(n, gap.home.n, gap.away.n)
  }
  return { value, standardDeviation: Math.sqrt(variance), n }
}
