import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
import type { MonPsClient } from '@mon-ps/client'
import type { MigrationAction, MigrationProgressWire, MigrationReport } from '@mon-ps/contract/migration'
import type { MigrationMoveReport, MigrationRollbackReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { agree } from '../../agree.ts'
import { command, type Session } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { durationText } from '../../print/progress.ts'
import { table } from '../../print/table.ts'
import type { Terminal } from '../../print/terminal.ts'
import { watchJob } from '../../watch-job.ts'
import { CHOICE_ARGS, choiceFlags, readChoices, planHash } from './plan.ts'

/** What a migration job is asked to do. */
type MigrationOrder = Parameters<MonPsClient['migration']['start']['mutate']>[0]

/**
 * Starts a migration job, shows how far it is, and brings its report.
 *
 * @param hint  what to say when it is interrupted
 * @throws {Failure} the job's own error, or `interrupted`
 */
async function runMigration(
  order: MigrationOrder & { action: MigrationAction },
  { terminal, interrupted, connect }: Session,
  hint: string,
): Promise<MigrationReport> {
  const { client, mode } = await connect({ prepare: false })
  const { jobId } = await client.migration.start.mutate(order)
  const onInterrupt = () => terminal.warn(mode === 'http' ? words.job.serverGoesOn : words.job.stopping(hint))
  interrupted.addEventListener('abort', onInterrupt)
  await watchJob<MigrationProgressWire>({
    name: words.job.name(jobId, order.action),
    subscribe: (handlers) => client.migration.progress.subscribe({ jobId }, handlers),
    terminal,
    interrupted,
  })
  return client.migration.report.query({ jobId })
}

export const rehearse = command({
  name: 'rehearse',
  summary: words.rehearse.summary,
  examples: ['mon-ps migrate rehearse', 'mon-ps migrate rehearse --json'],
  args: CHOICE_ARGS,
  repeatable: ['decide'],
  async run(args, session, repeated) {
    const { terminal } = session
    const choices = readChoices(args, repeated)
    const { move } = await runMigration({ action: 'rehearse', ...choices }, session, words.rehearse.interrupted)
    if (!move) throw new Failure(EXIT.unexpected, words.rehearse.noReport)
    terminal.answer(move, () => moveText(move, terminal))
    if (!move.verify.passed) return EXIT.verification
    terminal.say(`Next: \`mon-ps migrate apply --plan ${move.planSha256}${choiceFlags(choices)}\`.`)
    return EXIT.ok
  },
})

export const apply = command({
  name: 'apply',
  summary: words.apply.summary,
  examples: ['mon-ps migrate apply --plan 0123…cdef', 'mon-ps migrate apply --plan 0123…cdef --yes --json'],
  args: {
    plan: { type: 'string', required: true, valueHint: 'SHA', description: words.apply.plan },
    ...CHOICE_ARGS,
  },
  repeatable: ['decide'],
  async run(args, session, repeated) {
    const { terminal } = session
    const planSha256 = planHash(args.plan, 'mon-ps migrate plan')
    const choices = readChoices(args, repeated)
    await agree(words.apply.ask(planSha256.slice(0, 12)), session)
    const again = `\`mon-ps migrate apply --plan ${planSha256}${choiceFlags(choices)}\` goes on, \`mon-ps migrate rollback\` takes it back.`
    const { move } = await runMigration({ action: 'apply', planSha256, ...choices }, session, again)
    if (!move) throw new Failure(EXIT.unexpected, words.apply.noReport)
    terminal.answer(move, () => moveText(move, terminal))
    if (!move.verify.passed) return EXIT.verification
    terminal.say(words.apply.next)
    return EXIT.ok
  },
})

export const verify = command({
  name: 'verify',
  summary: words.verify.summary,
  examples: ['mon-ps migrate verify', 'mon-ps migrate verify --json'],
  args: {},
  async run(_, session) {
    const { terminal } = session
    const report = (await runMigration({ action: 'verify' }, session, words.verify.interrupted)).verify
    if (!report) throw new Failure(EXIT.unexpected, words.verify.noReport)
    terminal.answer(report, () => verifyText(report, terminal))
    if (!report.passed) {
      for (const { id, differences } of report.checks.filter(({ passed }) => !passed))
        for (const difference of differences) terminal.warn(`${id}: ${difference}`)
      terminal.say(words.verify.differs)
      return EXIT.verification
    }
    terminal.say(words.verify.next)
    return EXIT.ok
  },
})

export const rollback = command({
  name: 'rollback',
  summary: words.rollback.summary,
  examples: ['mon-ps migrate rollback', 'mon-ps migrate rollback --yes --json'],
  args: {
    discard: { type: 'string', valueHint: 'DIGEST', description: words.rollback.discard },
  },
  async run({ discard }, session) {
    const { terminal } = session
    await agree(words.rollback.ask, session)
    const order = { action: 'rollback' as const, ...(discard && { discard }) }
    const report = (await runMigration(order, session, words.rollback.interrupted)).rollback
    if (!report) throw new Failure(EXIT.unexpected, words.rollback.noReport)
    terminal.answer(report, () => rollbackText(report))
    terminal.say(words.rollback.next)
  },
})

function moveText(report: MigrationMoveReport, terminal: Terminal): string {
  const { inserted, replaced, kept } = report.published
  const backups = report.backup.length
  const proven = report.backup.filter(({ restoredAndCompared }) => restoredAndCompared).length
  return [
    ...(report.alreadyApplied ? [words.report.alreadyApplied] : []),
    verifyText(report.verify, terminal),
    '',
    words.report.published({ inserted, replaced, kept }),
    words.report.backup(backups, proven),
    ...(report.quarantined.total > 0 ? [words.report.quarantined(report.quarantined.total)] : []),
    ...report.quarantined.rows.slice(0, 20).map(({ table: name, v1Id, reason }) => `  ${name} ${v1Id}: ${reason}`),
    ...report.notes.map(({ message, count }) => `Note: ${message} (${count})`),
    `${report.stages.map(({ stage, elapsedMs }) => `${stage} ${durationText(elapsedMs)}`).join(', ')}; ${durationText(report.elapsedMs)} in all.`,
    `Plan ${report.planSha256}, migration ${report.migrationId}, ${report.state}.`,
  ].join('\n')
}

function verifyText({ checks, counts }: MigrationVerifyReport, terminal: Terminal): string {
  return [
    table(
      [{ title: 'table' }, { title: 'V1', right: true }, { title: 'V3', right: true }, { title: 'in quarantine', right: true }],
      counts.map(({ table: name, v1, v3, quarantined }) => [name, String(v1), String(v3), String(quarantined)]),
    ),
    '',
    ...checks.flatMap(({ id, name, passed, compared, differences }) => [
      `${passed ? terminal.style('green', '✓') : terminal.style('red', '✗')} ${id}  ${name}  ${compared} compared`,
      ...differences.map((difference) => `    ${difference}`),
    ]),
  ].join('\n')
}

function rollbackText({ digests, kept, elapsedMs, migrationId }: MigrationRollbackReport): string {
  return [
    table(
      [{ title: 'what' }, { title: 'before the move' }, { title: 'now' }, { title: '' }],
      digests.map(({ what, before, after }) => [what, before.slice(0, 16), after.slice(0, 16), before === after ? 'equal' : 'DIFFERENT']),
    ),
    ...kept.map((reason) => words.report.kept(reason)),
    words.report.takenBack(migrationId, durationText(elapsedMs)),
  ].join('\n')
}
