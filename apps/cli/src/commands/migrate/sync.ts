import type { MigrationSync } from '@mon-ps/contract/migration-upkeep'
import { agree } from '../../agree.ts'
import { command, group } from '../../command.ts'
import { EXIT, type ExitCode } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import type { Terminal } from '../../print/terminal.ts'

const NEXT: Readonly<Record<MigrationSync['phase'], string>> = {
  none: 'Next: `mon-ps migrate sync install` keeps V3 in step with V1.',
  synced: 'V3 follows every write on V1. Once the legacy writes no more: `mon-ps migrate finish`.',
  finished: 'V3 is the authority. `mon-ps migrate resume` goes back.',
}

const status = command({
  name: 'status',
  summary: 'Whether V1 and V3 are kept in step, and where they differ; writes nothing',
  examples: ['mon-ps migrate sync status', 'mon-ps migrate sync status --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    return printSync(await client.migration.syncStatus.query(), terminal)
  },
})

const install = command({
  name: 'install',
  summary: 'Install the triggers by which V3 follows every statement on V1, in its own transaction',
  examples: ['mon-ps migrate sync install', 'mon-ps migrate sync install --yes --json'],
  args: {},
  async run(_, session) {
    await agree('Install triggers on V1’s tables, by which V3 follows them?', session)
    const { client } = await session.connect({ prepare: false })
    return printSync(await client.migration.sync.mutate({ action: 'install' }), session.terminal)
  },
})

/** `mon-ps migrate sync …`. */
export const sync = group({
  name: 'sync',
  summary: 'Keep V3 in step while the legacy goes on writing',
  commands: [status, install],
})

/** In step means no row that differs and no statement whose follower failed. */
function printSync(answer: MigrationSync, terminal: Terminal): ExitCode {
  terminal.answer(answer, () => syncText(answer))
  terminal.say(answer.possible ? NEXT[answer.phase] : 'V1 and V3 are two databases: they cannot be kept in step.')
  const apart = answer.failures.total > 0 || answer.tables.some(({ different }) => different > 0)
  return answer.phase !== 'none' && apart ? EXIT.verification : EXIT.ok
}

function syncText({ phase, tables, failures }: MigrationSync): string {
  return [
    `Phase: ${phase}`,
    table(
      [{ title: 'table' }, { title: 'V1', right: true }, { title: 'companion', right: true }, { title: 'different', right: true }],
      tables.map(({ table: name, v1Rows, companionRows, different }) => [name, String(v1Rows), String(companionRows), String(different)]),
    ),
    ...failures.rows.map(({ at, table: name, v1Ids, message }) => `Did not follow: ${at} ${name} ${v1Ids.join(', ')}: ${message}`),
  ].join('\n')
}

const DEFAULT_IDLE_MINUTES = 60

export const finish = command({
  name: 'finish',
  summary: 'End the coexistence: prove V3 once more, take the sync away, archive V1; V3 is the authority from then on',
  examples: ['mon-ps migrate finish', 'mon-ps migrate finish --idle 1440 --yes --json'],
  args: {
    idle: { type: 'string', valueHint: 'MINUTES', description: 'How long the legacy must not have written V1; 60 when absent' },
  },
  async run({ idle }, session) {
    const quietMinutes = idle === undefined ? DEFAULT_IDLE_MINUTES : Number(idle)
    if (!Number.isInteger(quietMinutes) || quietMinutes < 0)
      throw new Failure(EXIT.usage, `Got --idle ${idle}, expected a whole number of minutes.`)
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
