import { tracked } from '@trpc/server'
import { modelVersions } from './model-versions.ts'
import { readDnaReliability } from './read-dna-reliability.ts'
import { readModelSkill } from './read-model-skill.ts'
import { ANALYSTS, EVERYONE, procedure, router, trackedEvents } from '../../trpc.ts'
import {
  modelCancelInput,
  modelCancelOutput,
  modelEvaluateOutput,
  modelEvaluationProgress,
  modelLatestOutput,
  modelProgressInput,
  modelReliability,
  modelSkill,
  modelVersions as modelVersionsWire,
} from '@mon-ps/contract/model'

export const modelRouter = router({
  /** Judges every tier on what is loaded; data that were judged before are not judged again. */
  evaluate: procedure({ roles: ANALYSTS, cost: 10 })
    .output(modelEvaluateOutput)
    .mutation(({ ctx }) => ctx.app.evaluations.start(null)),

  /** Where an evaluation stands, at most ten times a second, until it has ended. */
  progress: procedure({ roles: EVERYONE, cost: 1 })
    .input(modelProgressInput)
    .output(trackedEvents(modelEvaluationProgress))
    .subscription(async function* ({ ctx, input, signal }) {
      for await (const { id, progress } of ctx.app.evaluations.watch(input, signal)) yield tracked(id, progress)
    }),

  latest: procedure({ roles: EVERYONE, cost: 1 })
    .output(modelLatestOutput)
    .query(async ({ ctx }) => ({ job: await ctx.app.evaluations.latest() })),

  cancel: procedure({ roles: ANALYSTS, cost: 1 })
    .input(modelCancelInput)
    .output(modelCancelOutput)
    .mutation(({ ctx, input }) => ctx.app.evaluations.cancel(input.jobId)),

  skill: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: { method: 'GET', path: '/models', summary: 'What each tier’s forecasts were worth, beside the close', tags: ['models'] },
  })
    .output(modelSkill)
    .query(({ ctx }) => readModelSkill(ctx.app)),

  reliability: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: { method: 'GET', path: '/models/reliability', summary: 'How much of each DNA metric is a team’s own', tags: ['models'] },
  })
    .output(modelReliability)
    .query(({ ctx }) => readDnaReliability(ctx.app)),

  versions: procedure({
    roles: EVERYONE,
    cost: 1,
    openapi: { method: 'GET', path: '/models/versions', summary: 'Versions of the models, newest first', tags: ['models'] },
  })
    .output(modelVersionsWire)
    .query(() => modelVersions()),
})
