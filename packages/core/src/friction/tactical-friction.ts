import type { LeagueTraits, PairQuantity } from './league-traits.ts'

/**
 * Whose way of playing meets the other's weakness: shot quality (share on target) times the volume that the opponent concedes,
 * home side less away side, in squared league standard deviations. Directional: swapped, it changes sign.
 */
export function tacticalFriction(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const homeQuality = traits(homeId, 'shots_on_target_share')
  const awayQuality = traits(awayId, 'shots_on_target_share')
  const homeConcedes = traits(homeId, 'shots_against')
  const awayConcedes = traits(awayId, 'shots_against')
  if (homeQuality === null || awayQuality === null || homeConcedes === null || awayConcedes === null) return null
  // Delta method on the two products.
  const variance =
    (awayConcedes.z * homeQuality.zStandardDeviation) ** 2 +
    (homeQuality.z * awayConcedes.zStandardDeviation) ** 2 +
    (homeConcedes.z * awayQuality.zStandardDeviation) ** 2 +
    (awayQuality.z * homeConcedes.zStandardDeviation) ** 2
  return {
    value: homeQuality.z * awayConcedes.z - awayQuality.z * homeConcedes.z,
    standardDeviation: Math.sqrt(variance),
    n: Math.min(homeQuality.n, awayQuality.n, homeConcedes.n, awayConcedes.n),
  }
}
