import { procedure, router } from '../../trpc.ts'
import { listLegacyBets, listLegacyOdds, listLegacyPicks } from '../../use-cases/read-legacy-rows.ts'
import { legacyBetsInput, legacyBetsOutput, legacyOddsInput, legacyOddsOutput, legacyPicksInput, legacyPicksOutput } from './schemas.ts'

/** The legacy's live tables as they stand: read, never written. */
export const legacyRouter = router({
  picks: procedure
    .meta({ openapi: { method: 'GET', path: '/legacy/picks', summary: 'What the legacy’s models picked', tags: ['legacy'] } })
    .input(legacyPicksInput)
    .output(legacyPicksOutput)
    .query(({ ctx, input }) => listLegacyPicks(ctx.app, input)),

  bets: procedure
    .meta({ openapi: { method: 'GET', path: '/legacy/bets', summary: 'Bets written down in the legacy, with figures', tags: ['legacy'] } })
    .input(legacyBetsInput)
    .output(legacyBetsOutput)
    .query(({ ctx, input }) => listLegacyBets(ctx.app, input)),

  odds: procedure
    .meta({ openapi: { method: 'GET', path: '/legacy/odds', summary: 'Prices of the legacy, of a match or a league', tags: ['legacy'] } })
    .input(legacyOddsInput)
    .output(legacyOddsOutput)
    .query(({ ctx, input }) => listLegacyOdds(ctx.app, input)),
})
