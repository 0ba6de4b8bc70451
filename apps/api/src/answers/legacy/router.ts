import { EVERYONE, procedure, router } from '../../trpc.ts'
import { listLegacyBets, listLegacyOdds, listLegacyPicks } from './read-legacy-rows.ts'
import {
  legacyBets,
  legacyBetsInput,
  legacyOddsInput,
  legacyOddsOutput,
  legacyPicksInput,
  legacyPicksOutput,
} from '@mon-ps/contract/legacy'

/** The legacy's live tables as they stand: read, never written. */
export const legacyRouter = router({
  picks: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/legacy/picks', summary: 'What the legacy’s models picked', tags: ['legacy'] },
  })
    .input(legacyPicksInput)
    .output(legacyPicksOutput)
    .query(({ ctx, input }) => listLegacyPicks(ctx.app, input)),

  bets: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/legacy/bets', summary: 'Bets written down in the legacy, with figures', tags: ['legacy'] },
  })
    .input(legacyBetsInput)
    .output(legacyBets)
    .query(({ ctx, input }) => listLegacyBets(ctx.app, input)),

  odds: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/legacy/odds', summary: 'Prices of the legacy, of a match or a league', tags: ['legacy'] },
  })
    .input(legacyOddsInput)
    .output(legacyOddsOutput)
    .query(({ ctx, input }) => listLegacyOdds(ctx.app, input)),
})
