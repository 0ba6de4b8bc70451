import { ANALYSTS, EVERYONE, procedure, router } from '../../trpc.ts'
import { decidePublication, listPublicationDecisions, listPublicationRows, undoPublicationDecision } from './decide-publication.ts'
import {
  publicationDecidedOutput,
  publicationDecideInput,
  publicationDecisions,
  publicationDecisionsInput,
  publicationRows,
  publicationRowsInput,
  publicationUndoInput,
} from '@mon-ps/contract/publication'

export const publicationRouter = router({
  rows: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: {
      method: 'GET',
      path: '/publications',
      summary: 'Rows for which what was moved and what was calculated stand side by side',
      tags: ['publications'],
    },
  })
    .input(publicationRowsInput)
    .output(publicationRows)
    .query(({ ctx, input }) => listPublicationRows(ctx.app, input)),

  decisions: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/publications/decisions', summary: 'Who decided what a row shows, and why', tags: ['publications'] },
  })
    .input(publicationDecisionsInput)
    .output(publicationDecisions)
    .query(({ ctx, input }) => listPublicationDecisions(ctx.app, input)),

  decide: procedure({ roles: ANALYSTS, cost: 2 })
    .input(publicationDecideInput)
    .output(publicationDecidedOutput)
    .mutation(({ ctx, input }) => decidePublication(ctx.app, input, ctx.requestId)),

  undo: procedure({ roles: ANALYSTS, cost: 2 })
    .input(publicationUndoInput)
    .output(publicationDecidedOutput)
    .mutation(({ ctx, input }) => undoPublicationDecision(ctx.app, input, ctx.requestId)),
})
