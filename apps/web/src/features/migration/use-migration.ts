import type { MigrationRecord, MigrationReport, MigrationStatusWire } from '@mon-ps/contract/migration'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts'
import { isRunning, type Known, phaseFor } from './next-step.ts'

/** The move is the command line's work: the page asks now and then how far it is. */
const POLL_MS = 4000

/** Where the move stands. What is known of V1 and V3 is asked anew whenever that changes. */
export function useMigrationStatus() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const status = useQuery(trpc.migration.status.queryOptions(undefined, { refetchInterval: POLL_MS, staleTime: 0 }))
  const { state, job, busyElsewhere } = status.data ?? {}
  const stand = status.data && `${state} ${job?.jobId} ${job?.status} ${busyElsewhere}`
  const seen = useRef(stand)
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== stand) void queryClient.invalidateQueries()
    seen.current = stand
  }, [stand, queryClient])
  return status
}

/** The plan, the reports and what stands, as far as they belong to the move at hand. */
export function useMigration(status: MigrationStatusWire) {
  const client = useTRPCClient()
  const isFree = phaseFor(status) === 'free'
  const planning = useQuery({
    queryKey: [['migration', 'plan']],
    // A mutation in transport only: it writes nothing, so that its answer can be kept.
    queryFn: ({ signal }) => client.migration.plan.mutate({}, { signal }),
    enabled: isFree && !isRunning(status),
  })
  const record = useRecord(status)
  const verification = useReport(newestVerification(status))?.verify ?? null
  const last = useReport(status.job && !isRunning(status) ? status.job.jobId : null)
  const known: Known = { status, plan: isFree ? (planning.data ?? null) : (record?.plan ?? null), verification }
  return { planning, record, verification, lastError: last?.error ? { action: last.action, ...last.error } : null, known }
}

/** Of the move that stands: none was applied or undone after it. */
function newestVerification({ reports: { apply, verify, rollback } }: MigrationStatusWire): number | null {
  return verify !== null && verify > Math.max(apply ?? 0, rollback ?? 0) ? verify : null
}

/** What the journal keeps of the newest move, whoever made it. */
function useRecord({ migrationId }: MigrationStatusWire): MigrationRecord | null {
  const trpc = useTRPC()
  const record = useQuery(trpc.migration.record.queryOptions(undefined, { enabled: migrationId !== null }))
  return record.data?.migrationId === migrationId ? (record.data ?? null) : null
}

/** A job that nobody knows any more has no report, which is no failure of the page. */
function useReport(jobId: number | null): MigrationReport | null {
  const trpc = useTRPC()
  const report = useQuery(trpc.migration.report.queryOptions(jobId === null ? skipToken : { jobId }))
  return jobId === null ? null : (report.data ?? null)
}
