import type { MigrationAction, MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationInspection, MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import type { MigrationMoveReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'

/** `free`: nothing of a move stands here. `unfinished`: one was cut off or failed. `standing`: V3 holds V1's rows. */
export type Phase = 'free' | 'unfinished' | 'standing'

export function phaseOf({ state }: Pick<MigrationStatusWire, 'state'>): Phase {
  if (state === 'none' || state === 'rolled_back') return 'free'
  return state === 'applied' || state === 'synced' || state === 'finished' ? 'standing' : 'unfinished'
}

/** What the page knows at a moment. Reports are those that belong to the plan and the move at hand. */
export interface Known {
  readonly status: MigrationStatusWire
  /** The work that goes on now. */
  readonly running: MigrationAction | null
  readonly inspection: MigrationInspection | null
  readonly plan: MigrationPlanWire | null
  readonly rehearsal: MigrationMoveReport | null
  readonly verification: MigrationVerifyReport | null
}

export const STEPS = ['inspect', 'plan', 'rehearse', 'apply', 'verify'] as const
export type Step = (typeof STEPS)[number]
/** `stuck`: it was tried and cannot go on as it is. */
export type StepState = 'done' | 'current' | 'running' | 'stuck' | 'waiting'

/** Where each of the five steps stands, in their order. */
export function stepStates(known: Known): Record<Step, StepState> {
  const { status, running, inspection, plan, rehearsal, verification } = known
  const phase = phaseOf(status)
  const isFree = phase === 'free'
  const done: Record<Step, boolean> = {
    inspect: !isFree || inspection !== null,
    plan: !isFree || plan?.ready === true,
    rehearse: !isFree || rehearsal?.verify.passed === true,
    apply: phase === 'standing',
    verify: phase === 'standing' && verification?.passed === true,
  }
  const stuck: Record<Step, boolean> = {
    inspect: false,
    plan: isFree && plan !== null && !plan.ready,
    rehearse: isFree && rehearsal !== null && !rehearsal.verify.passed,
    apply: phase === 'unfinished',
    verify: verification !== null && !verification.passed,
  }
  const current = STEPS.find((step) => !done[step])
  const stateOf = (step: Step): StepState => {
    if (running === step) return 'running'
    if (stuck[step]) return 'stuck'
    if (done[step]) return 'done'
    return step === current ? 'current' : 'waiting'
  }
  return Object.fromEntries(STEPS.map((step) => [step, stateOf(step)])) as Record<Step, StepState>
}

/** What may be done now. While something runs, nothing but stopping it. */
export interface Offers {
  /** Of one that cannot be carried out: again, once something was put right. */
  readonly plan: boolean
  readonly rehearse: boolean
  /** Only of a plan that was rehearsed and proven; its hash is what is agreed to. */
  readonly apply: string | null
  /** The plan of a move that was cut off: it goes on with that one only. */
  readonly resume: string | null
  readonly verify: boolean
  readonly rollback: boolean
}

const NOTHING: Offers = { plan: false, rehearse: false, apply: null, resume: null, verify: false, rollback: false }

export function offersOf(known: Known): Offers {
  const { status, running, inspection, plan } = known
  if (running !== null || status.busyElsewhere) return NOTHING
  const phase = phaseOf(status)
  if (phase === 'standing') return { ...NOTHING, verify: true, rollback: true }
  if (phase === 'unfinished') return { ...NOTHING, resume: status.resumable === 'restore' ? null : status.planSha256, rollback: true }
  const isReady = plan?.ready === true
  return {
    ...NOTHING,
    plan: inspection !== null && !isReady,
    rehearse: isReady,
    apply: isReady && known.rehearsal?.verify.passed === true ? plan.planSha256 : null,
  }
}

/** The one sentence about what comes next: its key among the messages. */
export type NextKey =
  | 'elsewhere'
  | 'inspect'
  | 'plan'
  | 'blocked'
  | 'rehearse'
  | 'rehearsalFailed'
  | 'apply'
  | 'unfinished'
  | 'verify'
  | 'verifyFailed'
  | 'verified'

export function nextKey(known: Known): NextKey {
  const { status, inspection, plan, rehearsal, verification } = known
  const phase = phaseOf(status)
  if (status.busyElsewhere) return 'elsewhere'
  if (phase === 'unfinished') return 'unfinished'
  if (phase === 'standing') return verification === null ? 'verify' : verification.passed ? 'verified' : 'verifyFailed'
  if (inspection === null) return 'inspect'
  if (plan === null) return 'plan'
  if (!plan.ready) return 'blocked'
  if (rehearsal === null) return 'rehearse'
  return rehearsal.verify.passed ? 'apply' : 'rehearsalFailed'
}
