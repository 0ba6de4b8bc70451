import type { MigrationAction, MigrationReportWire, MigrationStatusWire } from '@mon-ps/api'
import { keepPreviousData, type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts'
import { type Draft, useDraft } from './draft.ts'
import { type Known, phaseOf } from './stand.ts'
import { type MigrationJob, useMigrationJob } from './use-migration-job.ts'

/** A job may also be begun by the command line: asked again now and then. */
const ASK_EVERY_MS = 4000
const PLAN_KEY = 'migration.plan'

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
  const job = useMigrationJob(status.job, {
    onStarted: (action, jobId) => change((current) => ({ ...current, jobs: { ...current.jobs, [action]: jobId } })),
    onEnded: ({ action }) => void forget(queryClient, action),
  })
  const isFree = phaseOf(status) === 'free'
  const inspection = useQuery(
    trpc.migration.inspect.queryOptions(undefined, { enabled: isFree && job.running === null, staleTime: Number.POSITIVE_INFINITY }),
  )
  // Its mapping explains the samples also after the move, when another plan would be made.
  const plan = usePlan(draft, draft.asksPlan && job.running === null && (!isFree || inspection.data !== undefined))
  const reports = useReports({ ...draft.jobs, ...(status.job && { [status.job.action]: status.job.jobId }) }, job)
  const { rehearse, apply, verify, rollback } = reports
  const move = apply?.move?.migrationId === status.migrationId ? apply?.move : null
  const known: Known = {
    status,
    running: job.running,
    inspection: inspection.data ?? null,
    plan: plan.data ?? null,
    rehearsal: rehearse?.move && rehearse.move.planSha256 === plan.data?.planSha256 ? rehearse.move : null,
    verification: verify && verify.jobId > (apply?.jobId ?? 0) ? verify.verify : null,
  }
  return {
    draft,
    job,
    inspection,
    plan,
    known,
    lastEnd: lastEndOf(job, status.job && reports[status.job.action]),
    move: phaseOf(status) === 'standing' ? (move ?? null) : null,
    undone: status.state === 'rolled_back' && rollback?.rollback?.migrationId === status.migrationId ? rollback.rollback : null,
    askPlan: () => change((current) => ({ ...current, asksPlan: true })),
    choose: (choices: Partial<Choices>) =>
      change((current) => ({ ...current, ...choices, decisions: { ...current.decisions, ...choices.decisions } })),
    start: (action: MigrationAction, planSha256?: string) => job.start(orderOf(action, draft, planSha256)),
  }
}

export type Migration = ReturnType<typeof useMigration>

/** How the last piece of work ended, and why. */
export type LastEnd = Pick<MigrationReportWire, 'action' | 'status' | 'error'>

function lastEndOf({ running, progress }: MigrationJob, report: MigrationReportWire | null): LastEnd | null {
  if (running !== null) return null
  return progress ?? report
}

function orderOf(action: MigrationAction, choices: Choices, planSha256: string | undefined) {
  if (action === 'verify' || action === 'rollback') return { action }
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
    // A mutation by its transport only: it writes nothing, so its answer may be kept like any other.
    queryFn: ({ signal }) => client.migration.plan.mutate(input, { signal }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
}

function useReports(jobs: Draft['jobs'], job: MigrationJob): Record<MigrationAction, MigrationReportWire | null> {
  return {
    rehearse: useReport(jobs.rehearse, job),
    apply: useReport(jobs.apply, job),
    verify: useReport(jobs.verify, job),
    rollback: useReport(jobs.rollback, job),
  }
}

/** What a job brought. One that this server does not know any more has no report, which is no failure of the page. */
function useReport(jobId: number | undefined, { running, progress }: MigrationJob): MigrationReportWire | null {
  const trpc = useTRPC()
  const isOver = running === null || (progress !== null && progress.jobId !== jobId)
  const report = useQuery(
    trpc.migration.report.queryOptions(jobId === undefined || !isOver ? skipToken : { jobId }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  return jobId === undefined ? null : (report.data ?? null)
}

/** Rehearsing and verifying leave nothing behind; the others change what every page shows. */
async function forget(queryClient: QueryClient, action: MigrationAction): Promise<void> {
  if (action === 'rehearse' || action === 'verify') return queryClient.invalidateQueries({ queryKey: [['migration', 'status']] })
  // The plan that was applied stays on the page: one made now would say that nothing is to be done.
  const isOfBefore = (key: readonly unknown[]) => key[0] === PLAN_KEY && action === 'apply'
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => !isOfBefore(queryKey) })
}
