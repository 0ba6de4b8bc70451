import { ANALYSTS, EVERYONE, procedure, router } from '../../trpc.ts'
import { listAuditEntries, verifyAuditLog } from './read-audit-log.ts'
import { auditEntries, auditEntriesInput, auditVerification } from '@mon-ps/contract/audit'

export const auditRouter = router({
  entries: procedure({
    roles: EVERYONE,
    cost: 2,
    openapi: { method: 'GET', path: '/audit', summary: 'Who changed which row and why, newest first', tags: ['audit'] },
  })
    .input(auditEntriesInput)
    .output(auditEntries)
    .query(({ ctx, input }) => listAuditEntries(ctx.app, input)),

  verify: procedure({ roles: ANALYSTS, cost: 10 })
    .output(auditVerification)
    .query(({ ctx }) => verifyAuditLog(ctx.app)),
})
