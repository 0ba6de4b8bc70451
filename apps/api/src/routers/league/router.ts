import { listLeagues } from '../../use-cases/list-leagues.ts'
import { procedure, router } from '../../trpc.ts'
import { leagueListOutput } from './schemas.ts'

export const leagueRouter = router({
  list: procedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/leagues',
        summary: 'Leagues, what is loaded of them and when they were calculated',
        tags: ['leagues'],
      },
    })
    .output(leagueListOutput)
    .query(({ ctx }) => listLeagues(ctx.app)),
})
