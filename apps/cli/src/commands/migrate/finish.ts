import { agree } from '../../agree.ts'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'

const DEFAULT_QUIET_MINUTES = 60

export const finish = command({
  name: 'finish',
  summary: 'End the coexistence: prove V3 once more, take the sync away, archive V1; V3 is the authority from then on',
  examples: ['mon-ps migrate finish', 'mon-ps migrate finish --quiet 1440 --yes --json'],
  args: {
    quiet: { type: 'string', valueHint: 'MINUTES', description: 'So long the legacy must not have written V1; 60 when absent' },
  },
  async run({ quiet }, session) {
    const quietMinutes = quiet === undefined ? DEFAULT_QUIET_MINUTES : Number(quiet)
    if (!Number.isInteger(quietMinutes) || quietMinutes < 0)
      throw new Failure(EXIT.usage, `Got --quiet ${quiet}, expected a whole number of minutes.`)
    await agree('Archive V1, and make V3 the authority?', session)
    const { client } = await session.connect({ prepare: false })
    const answer = await client.migration.finish.mutate({ quietMinutes })
    session.terminal.answer(answer, () =>
      [
        `V3 is the authority. V1 was last written at ${answer.lastWriteAt}.`,
        ...answer.archived.map((name) => `Archived: ${name}`),
        ...answer.dependants.map((what) => `Goes on resting on the archive: ${what}`),
      ].join('\n'),
    )
    session.terminal.say('Next: `mon-ps migrate cleanup plan` lists the archive. `mon-ps migrate resume` goes back.')
  },
})

export const resume = command({
  name: 'resume',
  summary: 'Take a finish back: V1 has its names again and V3 follows it; refuses where V3 changed V1’s cells since',
  examples: ['mon-ps migrate resume', 'mon-ps migrate resume --yes --json'],
  args: {
    discard: { type: 'string', valueHint: 'DIGEST', description: 'Changed cells that may be lost, by the digest that the refusal names' },
  },
  async run({ discard }, session) {
    await agree('Make V1 the authority again, which V3 follows?', session)
    const { client } = await session.connect({ prepare: false })
    const answer = await client.migration.resume.mutate(discard ? { discard } : {})
    session.terminal.answer(answer, () => `Phase: ${answer.phase}`)
    session.terminal.say('Next: `mon-ps migrate sync status` shows where V1 and V3 differ.')
  },
})
