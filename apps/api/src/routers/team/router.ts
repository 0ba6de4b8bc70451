import { listTeams } from '../../use-cases/list-teams.ts'
import { readPublishedTeam } from '../../use-cases/read-published-team.ts'
import { readTeam } from '../../use-cases/read-team.ts'
import { searchTeams } from '../../use-cases/search-teams.ts'
import { procedure, router } from '../../trpc.ts'
import { teamPublishedInput, teamPublishedOutput } from './published-wire.ts'
import { teamByIdInput, teamByIdOutput, teamListInput, teamListOutput, teamSearchInput, teamSearchOutput } from './schemas.ts'

export const teamRouter = router({
  list: procedure
    .meta({ openapi: { method: 'GET', path: '/teams', summary: 'Teams with their betting record, best profit first', tags: ['teams'] } })
    .input(teamListInput)
    .output(teamListOutput)
    .query(({ ctx, input }) => listTeams(ctx.app, input)),

  byId: procedure
    .meta({
      openapi: { method: 'GET', path: '/teams/{teamId}', summary: 'One team: nine DNA vectors, record, last matches', tags: ['teams'] },
    })
    .input(teamByIdInput)
    .output(teamByIdOutput)
    .query(({ ctx, input }) => readTeam(ctx.app, input)),

  published: procedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/teams/{teamId}/published',
        summary: 'What V3 shows of one team: its strategies and its pairs with the most friction',
        tags: ['teams'],
      },
    })
    .input(teamPublishedInput)
    .output(teamPublishedOutput)
    .query(({ ctx, input }) => readPublishedTeam(ctx.app, input)),

  search: procedure
    .input(teamSearchInput)
    .output(teamSearchOutput)
    .query(({ ctx, input }) => searchTeams(ctx.app, input)),
})
