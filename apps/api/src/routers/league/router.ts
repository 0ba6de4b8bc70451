import { listLeagues } from '../../use-cases/list-leagues.ts'
import { procedure, router } from '../../trpc.ts'
import { leagueList } from '@mon-ps/contract/league'

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
    .output(leagueList)
    .query(({ ctx }) => listLeagues(ctx.app)),
})
