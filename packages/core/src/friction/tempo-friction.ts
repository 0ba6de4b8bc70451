import type { LeagueTraits, PairQuantity } from './league-traits.ts'

const VOLUME_KEYS = ['shots_for', 'shots_against', 'corners_for', 'corners_against']

/**
 * How much happens when the two meet: shots and corners of both sides together, per match. Each side takes its own habit plus what
 * the opponent concedes beyond the league, so the sum over both is (for + against) of both teams less the league's level, which all pairs
 * share and which is left out. The same in both directions.
 */
export function tempoFriction(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const parts = [homeId, awayId].flatMap((teamId) => VOLUME_KEYS.map((key) => traits(teamId, key)))
  let value = 0
  let variance = 0
  let n = Number.POSITIVE_INFINITY
  for (const part of parts) {
    if (part === null) return null
    value += part.value
    variance += part.standardDeviation ** 2
    n = Math.min(n, part.n)
  }
  return { value, standardDeviation: Math.sqrt(variance), n }
}
