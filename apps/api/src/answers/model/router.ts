import { jobStartOutput } from '@mon-ps/contract/job'
import { jobProcedures } from '../../job-procedures.ts'
import { modelVersions } from './model-versions.ts'
import { readDnaReliability } from './read-dna-reliability.ts'
import { readModelSkill } from './read-model-skill.ts'
import { ANALYSTS, EVERYONE, procedure, router } from '../../trpc.ts'
import { modelEvaluationProgress, modelReliability, modelSkill, modelVersions as modelVersionsWire } from '@mon-ps/contract/model'

export const modelRouter = router({
  /** Judges every tier on what is loaded; data that were judged before are not judged again. */
  evaluate: procedure({ roles: ANALYSTS, cost: 10 })
    .output(jobStartOutput)
    .mutation(({ ctx }) => ctx.app.evaluations.start(null)),

  ...jobProcedures({ jobs: (app) => app.evaluations, progress: modelEvaluationProgress, starters: ANALYSTS, toProgress: (state) => state }),

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
