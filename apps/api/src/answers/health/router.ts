import { readStatus } from './read-status.ts'
import { EVERYONE, procedure, router } from '../../trpc.ts'
import { VERSION } from '../../version.ts'
import { echoInput, echoOutput, healthStatus, pingOutput } from '@mon-ps/contract/health'

export const healthRouter = router({
  ping: procedure({ roles: EVERYONE, cost: 1 })
    .output(pingOutput)
    .query(() => ({ ok: true as const, version: VERSION })),

  /** Answers with what it was sent. A mutation without effect, to try a client's write path with. */
  echo: procedure({ roles: EVERYONE, cost: 1 })
    .input(echoInput)
    .output(echoOutput)
    .mutation(({ input }) => ({ text: input.text })),

  status: procedure({ roles: EVERYONE, cost: 2 })
    .output(healthStatus)
    .query(({ ctx }) => readStatus(ctx.app)),
})
