import { EVERYONE, procedure, router } from '../../trpc.ts'
import { readLeaderBoards } from './read-leader-boards.ts'
import { leaderBoards, leaderBoardsInput } from '@mon-ps/contract/leader'

export const leaderRouter = router({
  boards: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: {
      method: 'GET',
      path: '/leaders',
      summary: 'Teams by profit, pairs by chaos, best strategies by profit, as published',
      tags: ['leaders'],
    },
  })
    .input(leaderBoardsInput)
    .output(leaderBoards)
    .query(({ ctx, input }) => readLeaderBoards(ctx.app, input)),
})
