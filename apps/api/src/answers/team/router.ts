import { listTeams, readPublishedTeam, searchTeams } from './read-teams.ts'
import { readTeam } from '../shapes/read-team.ts'
import { EVERYONE, procedure, router } from '../../trpc.ts'
import { team, teamByIdInput, teamListInput, teamListOutput, teamSearch, teamSearchInput } from '@mon-ps/contract/team'
import { teamPublished, teamPublishedInput } from '@mon-ps/contract/team-profile'

export const teamRouter = router({
  list: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/teams', summary: 'Teams with their betting record, best profit first', tags: ['teams'] },
  })
    .input(teamListInput)
    .output(teamListOutput)
    .query(({ ctx, input }) => listTeams(ctx.app, input)),

  byId: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: { method: 'GET', path: '/teams/{teamId}', summary: 'One team: nine DNA vectors, record, last matches', tags: ['teams'] },
  })
    .input(teamByIdInput)
    .output(team)
    .query(({ ctx, input }) => readTeam(ctx.app, input)),

  published: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: {
      method: 'GET',
      path: '/teams/{teamId}/published',
      summary: 'What V3 shows of one team: its strategies and its pairs with the most friction',
      tags: ['teams'],
    },
  })
    .input(teamPublishedInput)
    .output(teamPublished)
    .query(({ ctx, input }) => readPublishedTeam(ctx.app, input)),

  search: procedure({ roles: EVERYONE, cost: 1 })
    .input(teamSearchInput)
    .output(teamSearch)
    .query(({ ctx, input }) => searchTeams(ctx.app, input)),
})
