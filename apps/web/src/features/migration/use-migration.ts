import type {
  MigrationAction,
  MigrationProgressWire,
  MigrationRecord,
  MigrationReport,
  MigrationStatusWire,
} from '@mon-ps/contract/migration'
import { keepPreviousData, type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts'
import { type Draft, useDraft } from './draft.ts'
import { type Known, phaseOf } from './stand.ts'
import { isEnded, useMigrationJob } from './use-migration-job.ts'

/** A job may also be begun by the command line: asked again now and then. */
const ASK_EVERY_MS = 4000
const PLAN_KEY = 'migration.plan'
const RECORD_KEY = 'migration.record'

/** What the plan is made of besides the data. */
type Choices = Pick<Draft, 'decisions' | 'timeZone'>

/** Where the move stands: the first thing that the page asks. */
export function useMigrationStatus() {
  const trpc = useTRPC()
  return useQuery(trpc.migration.status.queryOptions(undefined, { refetchInterval: ASK_EVERY_MS, staleTime: 0 }))
}

/** What the page knows and what a person may do with it. */
export function useMigration(status: MigrationStatusWire) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [draft, change] = useDraft()
  const job = useMigrationJob(status.job, (ended) => void forget(queryClient, ended))
  const phase = phaseOf(status)
  const isFree = phase === 'free'
  const inspection = useQuery(
    trpc.migration.inspect.queryOptions(undefined, { enabled: isFree && job.running === null, staleTime: Number.POSITIVE_INFINITY }),
  )
  const plan = usePlan(draft, isFree && draft.asksPlan && job.running === null && inspection.data !== undefined)
  const record = useRecord(status)
  const rehearsed = useReport(status.reports.rehearse)?.move
  const last = useReport(status.job && isEnded(status.job.status) ? status.job.jobId : null)
  // A plan that cannot be made any more is none, though the one before is still in memory.
  const planned = plan.isError ? null : (plan.data ?? null)
  const known: Known = {
    status,
    running: job.running,
    inspection: inspection.data ?? null,
    plan: planned,
    rehearsal: rehearsed && rehearsed.planSha256 === planned?.planSha256 ? rehearsed : null,
    verification: useReport(verificationOf(status))?.verify ?? null,
  }
  return {
    draft,
    job,
    inspection,
    plan,
    known,
    record,
    lastEnd: job.running === null ? (job.progress ?? last) : null,
    askPlan: () => change((current) => ({ ...current, asksPlan: true })),
    choose: (choices: Partial<Choices>) =>
      change((current) => ({ ...current, ...choices, decisions: { ...current.decisions, ...choices.decisions } })),
    /** Something was put right, in V1 or elsewhere. */
    lookAgain: () => void inspection.refetch().then(() => plan.refetch()),
    forgetChoices: () => change((current) => ({ ...current, decisions: {} })),
    start: (action: MigrationAction, planSha256?: string) => job.start(orderOf(action, draft, planSha256)),
    undo: (discard?: string) => job.start({ action: 'rollback', ...(discard === undefined ? {} : { discard }) }),
  }
}

export type Migration = ReturnType<typeof useMigration>

/** How the last piece of work ended, and why. */
export type LastEnd = Pick<MigrationReport, 'action' | 'status' | 'error'>

/** The newest verification, where it is of the move that stands: none was applied or undone after it. */
function verificationOf({ reports: { apply, verify, rollback } }: MigrationStatusWire): number | null {
  return verify !== null && verify > Math.max(apply ?? 0, rollback ?? 0) ? verify : null
}

function orderOf(action: MigrationAction, choices: Choices, planSha256: string | undefined) {
  if (action === 'verify') return { action }
  return { action, ...choicesOf(choices), ...(planSha256 === undefined ? {} : { planSha256 }) }
}

function choicesOf({ decisions, timeZone }: Choices): Choices {
  return { decisions, timeZone }
}

function usePlan(choices: Choices, enabled: boolean) {
  const client = useTRPCClient()
  const input = choicesOf(choices)
  return useQuery({
    queryKey: [PLAN_KEY, input],
    // A mutation in transport only: it writes nothing, so that its answer can be cached.
    queryFn: ({ signal }) => client.migration.plan.mutate(input, { signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
}

/** What the journal keeps of the newest move, whoever made it. */
function useRecord({ migrationId, state }: MigrationStatusWire): MigrationRecord | null {
  const client = useTRPCClient()
  const record = useQuery({
    queryKey: [RECORD_KEY, migrationId, state],
    queryFn: ({ signal }) => client.migration.record.query(undefined, { signal }),
    enabled: migrationId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return record.data?.migrationId === migrationId ? record.data : null
}

/** What a job brought that has ended. One that nobody knows any more has no report, which is no failure of the page. */
function useReport(jobId: number | null): MigrationReport | null {
  const trpc = useTRPC()
  const report = useQuery(
    trpc.migration.report.queryOptions(jobId === null ? skipToken : { jobId }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  return jobId === null ? null : (report.data ?? null)
}

/**
 * Rehearsing and verifying leave nothing behind; what else ended changes what every page shows, and what failed may have found
 * V1 changed.
 */
async function forget(queryClient: QueryClient, { action, status }: Pick<MigrationProgressWire, 'action' | 'status'>): Promise<void> {
  const isGood = status === 'succeeded'
  if (isGood && (action === 'rehearse' || action === 'verify'))
    return queryClient.invalidateQueries({ queryKey: [['migration', 'status']] })
  // After the move a plan made now would say that nothing is to be done.
  const isOfBefore = (key: readonly unknown[]) => key[0] === PLAN_KEY && isGood && action === 'apply'
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => !isOfBefore(queryKey) })
}
