import { procedure, router } from '../../trpc.ts'
import { listAuditEntries, verifyAuditLog } from '../../use-cases/read-audit-log.ts'
import { auditEntriesInput, auditEntriesOutput, auditVerificationOutput } from './schemas.ts'

export const auditRouter = router({
  entries: procedure
    .meta({ openapi: { method: 'GET', path: '/audit', summary: 'Who changed which row and why, newest first', tags: ['audit'] } })
    .input(auditEntriesInput)
    .output(auditEntriesOutput)
    .query(({ ctx, input }) => listAuditEntries(ctx.app, input)),

  verify: procedure.output(auditVerificationOutput).query(({ ctx }) => verifyAuditLog(ctx.app)),
})
