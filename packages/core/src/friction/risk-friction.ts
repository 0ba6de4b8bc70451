import type { LeagueTraits, PairQuantity } from './league-traits.ts'

const ROUGHNESS_KEYS = ['cards_per_match', 'fouls_per_match']

/**
 * How rough the match is likely to be: the mean of both teams' standardised, shrunk cards and fouls, in league standard deviations.
 * The same in both directions.
 */
export function riskFriction(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const parts = [homeId, awayId].flatMap((teamId) => ROUGHNESS_KEYS.map((key) => traits(teamId, key)))
  let value = 0
  let variance = 0
  let n = Number.POSITIVE_INFINITY
  for (const part of parts) {
    if (part === null) return null
    value += part.z / parts.length
    variance += (part.zStandardDeviation / parts.length) ** 2
    n = Math.min(n, part.n)
  }
  return { value, standardDeviation: Math.sqrt(variance), n }
}
