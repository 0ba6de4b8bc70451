import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import type { MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { toShellWord } from '@mon-ps/messages/shell-word'

/** `free`: no move stands here. `unfinished`: one was cut off or failed. `standing`: V3 holds V1's rows. */
export type Phase = 'free' | 'unfinished' | 'standing'

export function phaseFor({ state }: Pick<MigrationStatusWire, 'state'>): Phase {
  if (state === 'none' || state === 'rolled_back') return 'free'
  return state === 'applied' || state === 'synced' || state === 'finished' ? 'standing' : 'unfinished'
}

export const isRunning = ({ job, busyElsewhere }: Pick<MigrationStatusWire, 'job' | 'busyElsewhere'>): boolean =>
  busyElsewhere || job?.status === 'queued' || job?.status === 'running'

/** What the page knows. The plan is the one that would be applied, or the one that was. */
export interface Known {
  readonly status: MigrationStatusWire
  readonly plan: Pick<MigrationPlanWire, 'planSha256' | 'timeZone' | 'decisions' | 'ready'> | null
  /** The newest verification since the move was applied. */
  readonly verification: Pick<MigrationVerifyReport, 'passed'> | null
}

/** What a command is for: its key among the messages. */
export type CommandUse =
  | 'watch'
  | 'inspect'
  | 'decide'
  | 'rehearse'
  | 'apply'
  | 'goOn'
  | 'rollback'
  | 'verify'
  | 'sync'
  | 'differences'
  | 'finish'
  | 'cleanup'
  | 'resume'

export interface NextStep {
  /** The sentence about where the move stands: its key among the messages. */
  readonly where:
    | 'running'
    | 'planning'
    | 'undecided'
    | 'blocked'
    | 'ready'
    | 'unfinished'
    | 'undoing'
    | 'applied'
    | 'verified'
    | 'differs'
    | 'synced'
    | 'finished'
  /** The first one is what comes next, the others are ways round it. */
  readonly commands: readonly { readonly use: CommandUse; readonly command: string }[]
}

/** From a checkout; an installed command line is called without it. */
const PREFIX = 'npm run -s mon-ps -- migrate'

const step = (where: NextStep['where'], ...commands: [CommandUse, string][]): NextStep => ({
  where,
  commands: commands.map(([use, rest]) => ({ use, command: `${PREFIX} ${rest}` })),
})

/** What comes next, as commands: the page shows, the command line moves. */
export function nextStep({ status, plan, verification }: Known): NextStep {
  if (isRunning(status)) return step('running', ['watch', 'status'])
  const phase = phaseFor(status)
  if (phase === 'free') return stepBeforeMove(plan)
  if (status.state === 'rolling_back') return step('undoing', ['rollback', 'rollback'])
  if (phase === 'unfinished')
    return step('unfinished', ['goOn', `apply --plan ${status.planSha256 ?? ''}${choiceFlags(plan)}`], ['rollback', 'rollback'])
  if (status.state === 'finished') return step('finished', ['cleanup', 'cleanup plan'], ['resume', 'resume'])
  if (verification?.passed === false) return step('differs', ['differences', 'sync status'], ['rollback', 'rollback'])
  if (status.state === 'synced') return step('synced', ['verify', 'verify'], ['finish', 'finish'], ['rollback', 'rollback'])
  if (verification === null) return step('applied', ['verify', 'verify'], ['rollback', 'rollback'])
  return step('verified', ['sync', 'sync install'], ['rollback', 'rollback'])
}

function stepBeforeMove(plan: Known['plan']): NextStep {
  if (plan === null) return step('planning')
  if (plan.ready)
    return step('ready', ['rehearse', `rehearse${choiceFlags(plan)}`], ['apply', `apply --plan ${plan.planSha256}${choiceFlags(plan)}`])
  const open = plan.decisions.rows.find(({ chosen, proposed }) => chosen === null && proposed === null)
  if (open === undefined) return step('blocked', ['inspect', 'inspect'])
  return step('undecided', ['decide', `plan --decide ${toShellWord(`${open.id}=${open.options[0]?.id ?? ''}`)}`])
}

/** The plan's hash covers what was chosen, so a command that names the hash repeats the choices. */
function choiceFlags(plan: Known['plan']): string {
  if (plan === null) return ''
  const chosen = plan.decisions.rows.flatMap(({ id, chosen: option }) =>
    option === null ? [] : [` --decide ${toShellWord(`${id}=${option}`)}`],
  )
  return [...chosen, ...(plan.timeZone === 'UTC' ? [] : [` --time-zone ${plan.timeZone}`])].join('')
}
