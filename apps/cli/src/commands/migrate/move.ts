import { agree } from '../../agree.ts'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { CHOICE_ARGS, choiceFlags, choicesOf, planHash } from './choices.ts'
import { moveText, rollbackText, verifyText } from './reports-text.ts'
import { runMigration } from './run-migration.ts'

export const rehearse = command({
  name: 'rehearse',
  summary: 'Do the whole move and take it back: its report is that of the real thing; nothing stays',
  examples: ['mon-ps migrate rehearse', 'mon-ps migrate rehearse --json'],
  args: CHOICE_ARGS,
  repeatable: ['decide'],
  async run(args, session, repeated) {
    const { terminal } = session
    const choices = choicesOf(args, repeated)
    const { move } = await runMigration({ action: 'rehearse', ...choices }, session, 'Nothing of it stays.')
    if (!move) throw new Failure(EXIT.unexpected, 'The rehearsal ended without a report.')
    terminal.answer(move, () => moveText(move, terminal))
    if (!move.verify.passed) return EXIT.verification
    terminal.say(`Next: \`mon-ps migrate apply --plan ${move.planSha256}${choiceFlags(choices)}\`.`)
    return EXIT.ok
  },
})

export const apply = command({
  name: 'apply',
  summary: 'Move V1 into V3: backs up, copies, proves, and publishes; what was cut off goes on',
  examples: ['mon-ps migrate apply --plan 0123…cdef', 'mon-ps migrate apply --plan 0123…cdef --yes --json'],
  args: {
    plan: { type: 'string', required: true, valueHint: 'SHA', description: 'The hash of the plan that was read (planSha256)' },
    ...CHOICE_ARGS,
  },
  repeatable: ['decide'],
  async run(args, session, repeated) {
    const { terminal } = session
    const planSha256 = planHash(args.plan, 'mon-ps migrate plan')
    const choices = choicesOf(args, repeated)
    await agree(`Apply plan ${planSha256.slice(0, 12)}…?`, session)
    const again = `\`mon-ps migrate apply --plan ${planSha256}${choiceFlags(choices)}\` goes on, \`mon-ps migrate rollback\` takes it back.`
    const { move } = await runMigration({ action: 'apply', planSha256, ...choices }, session, again)
    if (!move) throw new Failure(EXIT.unexpected, 'The move ended without a report.')
    terminal.answer(move, () => moveText(move, terminal))
    if (!move.verify.passed) return EXIT.verification
    terminal.say('Next: `mon-ps migrate verify`, or `mon-ps migrate sync install`. `mon-ps migrate rollback` takes it back.')
    return EXIT.ok
  },
})

export const verify = command({
  name: 'verify',
  summary: 'Prove again, on every row and column, that V1 can be rebuilt from V3; writes nothing',
  examples: ['mon-ps migrate verify', 'mon-ps migrate verify --json'],
  args: {},
  async run(_, session) {
    const { terminal } = session
    const report = (await runMigration({ action: 'verify' }, session, 'Nothing was written.')).verify
    if (!report) throw new Failure(EXIT.unexpected, 'The verification ended without a report.')
    terminal.answer(report, () => verifyText(report, terminal))
    if (!report.passed) {
      for (const { id, differences } of report.checks.filter(({ passed }) => !passed))
        for (const difference of differences) terminal.warn(`${id}: ${difference}`)
      terminal.say('Next: `mon-ps migrate sync status` says where V1 and V3 differ; `mon-ps migrate rollback` takes the move back.')
      return EXIT.verification
    }
    terminal.say('Next: `mon-ps migrate sync install` lets V3 follow V1 from now on.')
    return EXIT.ok
  },
})

export const rollback = command({
  name: 'rollback',
  summary: 'Take the move back: V1 and V3 as they were before; refuses where later writes would be lost',
  examples: ['mon-ps migrate rollback', 'mon-ps migrate rollback --yes --json'],
  args: {
    discard: { type: 'string', valueHint: 'DIGEST', description: 'Later writes that may be lost, by the digest that the refusal names' },
  },
  async run({ discard }, session) {
    const { terminal } = session
    await agree('Take the move back?', session)
    const order = { action: 'rollback' as const, ...(discard && { discard }) }
    const report = (await runMigration(order, session, '`mon-ps migrate rollback` goes on.')).rollback
    if (!report) throw new Failure(EXIT.unexpected, 'The rollback ended without a report.')
    terminal.answer(report, () => rollbackText(report))
    terminal.say('Next: `mon-ps migrate status` shows what was done; `mon-ps migrate plan` begins again.')
  },
})
