import { listLeagues } from './list-leagues.ts'
import { EVERYONE, procedure, router } from '../../trpc.ts'
import { leagueList } from '@mon-ps/contract/league'

export const leagueRouter = router({
  list: procedure({
    roles: EVERYONE,
    cost: 1,
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
