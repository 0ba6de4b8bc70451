import { listBets } from '../../use-cases/strategy/list-bets.ts'
import { readRobustness } from '../../use-cases/strategy/robustness.ts'
import { readTearSheet } from '../../use-cases/strategy/read-tear-sheet.ts'
import { listStrategies } from '../../use-cases/list-strategies.ts'
import { procedure, router } from '../../trpc.ts'
import { strategyBetsInput, strategyBetsOutput, strategyRobustnessOutput } from './bet-schemas.ts'
import { strategyListInput, strategyListOutput } from './schemas.ts'
import { strategyIdInput, strategyTearSheetOutput } from './tear-sheet-schemas.ts'

export const strategyRouter = router({
  list: procedure
    .meta({
      openapi: { method: 'GET', path: '/strategies', summary: "Rules' betting records, best lower bound first", tags: ['strategies'] },
    })
    .input(strategyListInput)
    .output(strategyListOutput)
    .query(({ ctx, input }) => listStrategies(ctx.app, input)),

  byId: procedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/strategies/{strategyId}',
        summary: 'One record: its figures, running profit, parts, losses, rule, and what names the backtest',
        tags: ['strategies'],
      },
    })
    .input(strategyIdInput)
    .output(strategyTearSheetOutput)
    .query(({ ctx, input }) => readTearSheet(ctx.app, input)),

  bets: procedure
    .meta({
      openapi: { method: 'GET', path: '/strategies/{strategyId}/bets', summary: 'The bets behind one record', tags: ['strategies'] },
    })
    .input(strategyBetsInput)
    .output(strategyBetsOutput)
    .query(({ ctx, input }) => listBets(ctx.app, input)),

  robustness: procedure
    .meta({
      openapi: {
        method: 'GET',
        path: '/strategies/{strategyId}/robustness',
        summary: 'The same record at other prices, without one league or season, and without its best bets',
        tags: ['strategies'],
      },
    })
    .input(strategyIdInput)
    .output(strategyRobustnessOutput)
    .query(({ ctx, input }) => readRobustness(ctx.app, input)),
})
