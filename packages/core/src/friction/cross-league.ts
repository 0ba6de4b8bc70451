import type { TeamDna } from '../dna/team-dna.ts'
import { CoreError } from '../errors.ts'
import { type ScoredPair, scorePairs } from './friction.ts'
import { leagueTraits, type LeagueTraits, type Trait } from './pair-quantities.ts'

/** Style of two teams that no league measures together. */
export interface CrossLeagueFriction extends ScoredPair {
  /** Ordered pairs that the levels were taken among. */
  readonly reference: number
}

/**
 * How two teams of different leagues play beside each other. Each is standardised within its own league, for only there do teams meet the
 * same opponents: a quantity says how far from its own league's middle a team stands, and nothing of how the leagues compare.
 *
 * Levels are percentiles among all ordered pairs of one team of each league, at either ground. A metric on which the teams of a league
 * do not differ is not measured here, for there is nothing to standardise by. Swapped, the parts behave as within a league.
 *
 * @param home  DNA of every team of the home team's league, in one season
 * @param away  of the away team's league
 * @throws {CoreError} UNKNOWN_TEAM  a team that is not in its league's DNA
 */
export function crossLeagueFriction(
  home: { readonly dna: readonly TeamDna[]; readonly teamId: number },
  away: { readonly dna: readonly TeamDna[]; readonly teamId: number },
): CrossLeagueFriction {
  for (const { dna, teamId } of [home, away])
    if (!dna.some((team) => team.teamId === teamId))
      throw new CoreError('UNKNOWN_TEAM', `got team ${teamId}, expected one of the ${dna.length} teams of its league`, { teamId })
  const listIds = (dna: readonly TeamDna[]) => dna.map(({ teamId }) => teamId)
  const between = (one: readonly number[], other: readonly number[]) => one.flatMap((homeId) => other.map((awayId) => ({ homeId, awayId })))
  const pairs = [...between(listIds(home.dna), listIds(away.dna)), ...between(listIds(away.dna), listIds(home.dna))]
  const scored = scorePairs(withinOwnLeague(home.dna, away.dna), pairs)
  const index = pairs.findIndex(({ homeId, awayId }) => homeId === home.teamId && awayId === away.teamId)
  return { ...(scored[index] as ScoredPair), reference: pairs.length }
}

/** Every trait in standard deviations of the team's own league. */
function withinOwnLeague(home: readonly TeamDna[], away: readonly TeamDna[]): LeagueTraits {
  const ofHome = leagueTraits(home)
  const ofAway = leagueTraits(away)
  const isHome = new Set(home.map(({ teamId }) => teamId))
  return (teamId, key) => standardised((isHome.has(teamId) ? ofHome : ofAway)(teamId, key))
}

function standardised(trait: Trait | null): Trait | null {
  if (trait === null || trait.zStandardDeviation === 0) return null
  return { ...trait, value: trait.z, standardDeviation: trait.zStandardDeviation }
}
