import type { LeagueTraits, PairQuantity } from './league-traits.ts'

const STYLE_KEYS = ['shots_for', 'shots_against', 'corners_for', 'corners_against', 'shots_on_target_share']
/** On one trait alone a distance says no more than the trait. */
const MINIMUM_TRAITS = 2

/**
 * How unlike two teams play: root mean square distance of their standardised, shrunk style profiles, in league standard
 * deviations. The same in both directions.
 */
export function styleClash(traits: LeagueTraits, homeId: number, awayId: number): PairQuantity | null {
  const differences = STYLE_KEYS.flatMap((key) => {
    const home = traits(homeId, key)
    const away = traits(awayId, key)
    if (home === null || away === null) return []
    return [{ gap: home.z - away.z, variance: home.zStandardDeviation ** 2 + away.zStandardDeviation ** 2, n: Math.min(home.n, away.n) }]
  })
  const count = differences.length
  if (count < MINIMUM_TRAITS) return null
  const value = Math.sqrt(differences.reduce((sum, { gap }) => sum + gap ** 2, 0) / count)
  // Delta method; at distance 0 the derivative does not exist and the spread of one trait stands in.
  const variance =
    value > 0
      ? differences.reduce((sum, { gap, variance: own }) => sum + (gap / (count * value)) ** 2 * own, 0)
      : differences.reduce((sum, { variance: own }) => sum + own, 0) / count ** 2
  return { value, standardDeviation: Math.sqrt(variance), n: Math.min(...differences.map(({ n }) => n)) }
}
