import { CoreError } from '../errors.ts'
import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'

/** Quarters of a league by fitted strength, best first. */
export const TEAM_TIERS = ['ELITE', 'GOLD', 'SILVER', 'BRONZE'] as const
export type TeamTier = (typeof TEAM_TIERS)[number]

export interface TierPlace {
  readonly teamId: number
  /** Attack + defence of the goals model: log of the goal ratio against an average side of the league on neutral ground. */
  readonly strength: number
  /** 1 = strongest of the league. */
  readonly tierRank: number
  readonly tier: TeamTier
}

/**
 * Order a league's teams by attack + defence and cut the order into quarters. The tier is a place in one league at one time, not a
 * quality that leagues share.
 *
 * @param teamIds  teams of the season, each in the model
 * @throws {CoreError} UNKNOWN_TEAM  a team that the model was not fitted on
 */
export function leagueTiers(model: FittedGoalsModel, teamIds: readonly number[]): TierPlace[] {
  const indexOfId = new Map(model.teams.map((team, index) => [team.id, index]))
  const strengths = teamIds.map((teamId) => {
    const index = indexOfId.get(teamId)
    if (index === undefined) {
      throw new CoreError('UNKNOWN_TEAM', `got team ${teamId}, expected a team of the model of ${model.competition}`, { teamId })
    }
    return { teamId, strength: (model.attack[index] as number) + (model.defence[index] as number) }
  })
  strengths.sort((a, b) => b.strength - a.strength || a.teamId - b.teamId)
  return strengths.map((place, position) => ({
    ...place,
    tierRank: position + 1,
    tier: TEAM_TIERS[Math.floor((TEAM_TIERS.length * position) / strengths.length)] as TeamTier,
  }))
}
