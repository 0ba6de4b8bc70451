import { calculateMatchup } from './calculate-matchup.ts'
import { forecastMatchup } from './forecast-matchup.ts'
import { readMatchup } from './read-matchup.ts'
import { EVERYONE, procedure, router } from '../../trpc.ts'
import { matchup, matchupByTeamsInput, matchupCalculateInput, matchupForecasts, matchupForecastsInput } from '@mon-ps/contract/matchup'

export const matchupRouter = router({
  byTeams: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: {
      method: 'GET',
      path: '/frictions/{homeId}/{awayId}',
      summary: 'One pair as it was calculated and published',
      tags: ['frictions'],
    },
  })
    .input(matchupByTeamsInput)
    .output(matchup)
    .query(({ ctx, input }) => readMatchup(ctx.app, input)),

  forecasts: procedure({
    roles: EVERYONE,
    cost: 5,
    openapi: {
      method: 'GET',
      path: '/frictions/{homeId}/{awayId}/forecasts',
      summary: 'One pair by the tiers results and history, at home or on neutral ground',
      tags: ['frictions'],
    },
  })
    .input(matchupForecastsInput)
    .output(matchupForecasts)
    .query(({ ctx, input }) => forecastMatchup(ctx.app, input)),

  /** Writes nothing; a mutation so that its REST twin is a POST with a body. */
  calculate: procedure({
    roles: EVERYONE,
    cost: 10,
    openapi: {
      method: 'POST',
      path: '/calculate',
      summary: 'Calculate one pair now, with overrides; writes nothing',
      tags: ['calculate'],
    },
  })
    .input(matchupCalculateInput)
    .output(matchup)
    .mutation(({ ctx, input }) => calculateMatchup(ctx.app, input)),
})
