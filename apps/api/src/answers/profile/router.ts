import { EVERYONE, procedure, router } from '../../trpc.ts'
import { readTeamProfiles } from './read-team-profiles.ts'
import { profileByTeamInput, teamProfiles } from '@mon-ps/contract/profile'

export const profileRouter = router({
  byTeam: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: {
      method: 'GET',
      path: '/teams/{teamId}/profiles',
      summary: 'A team’s chess classification and its goalscorers',
      tags: ['teams'],
    },
  })
    .input(profileByTeamInput)
    .output(teamProfiles)
    .query(({ ctx, input }) => readTeamProfiles(ctx.app, input)),
})
