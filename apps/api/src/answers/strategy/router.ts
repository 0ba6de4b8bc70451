import { listBets, listStrategies } from './list-strategies.ts'
import { readRobustness } from './robustness.ts'
import { readTearSheet } from './read-tear-sheet.ts'
import { EVERYONE, procedure, router } from '../../trpc.ts'
import {
  strategyBets,
  strategyBetsInput,
  strategyIdInput,
  strategyList,
  strategyListInput,
  strategyRobustness,
} from '@mon-ps/contract/strategy'
import { strategyTearSheet } from '@mon-ps/contract/tear-sheet'

export const strategyRouter = router({
  list: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/strategies', summary: "Rules' betting records, best lower bound first", tags: ['strategies'] },
  })
    .input(strategyListInput)
    .output(strategyList)
    .query(({ ctx, input }) => listStrategies(ctx.app, input)),

  byId: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: {
      method: 'GET',
      path: '/strategies/{strategyId}',
      summary: 'One record: its figures, running profit, parts, losses, rule, and what names the backtest',
      tags: ['strategies'],
    },
  })
    .input(strategyIdInput)
    .output(strategyTearSheet)
    .query(({ ctx, input }) => readTearSheet(ctx.app, input)),

  bets: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/strategies/{strategyId}/bets', summary: 'The bets behind one record', tags: ['strategies'] },
  })
    .input(strategyBetsInput)
    .output(strategyBets)
    .query(({ ctx, input }) => listBets(ctx.app, input)),

  robustness: procedure({
    roles: EVERYONE,
    cost: 5,
    openapi: {
      method: 'GET',
      path: '/strategies/{strategyId}/robustness',
      summary: 'The same record at other prices, without one league or season, and without its best bets',
      tags: ['strategies'],
    },
  })
    .input(strategyIdInput)
    .output(strategyRobustness)
    .query(({ ctx, input }) => readRobustness(ctx.app, input)),
})
