import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
import type { MigrationSync } from '@mon-ps/contract/migration-upkeep'
import { agree } from '../../agree.ts'
import { command, group } from '../../command.ts'
import { EXIT, type ExitCode } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import type { Terminal } from '../../print/terminal.ts'

const status = command({
  name: 'status',
  summary: words.sync.status,
  examples: ['mon-ps migrate sync status', 'mon-ps migrate sync status --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    return printSync(await client.migration.syncStatus.query(), terminal)
  },
})

const install = command({
  name: 'install',
  summary: words.sync.install,
  examples: ['mon-ps migrate sync install', 'mon-ps migrate sync install --yes --json'],
  args: {},
  async run(_, session) {
    await agree(words.sync.ask, session)
    const { client } = await session.connect({ prepare: false })
    return printSync(await client.migration.sync.mutate({ action: 'install' }), session.terminal)
  },
})

/** `mon-ps migrate sync …`. */
export const sync = group({
  name: 'sync',
  summary: words.sync.summary,
  commands: [status, install],
})

/** In step means no row that differs and no statement whose follower failed. */
function printSync(answer: MigrationSync, terminal: Terminal): ExitCode {
  terminal.answer(answer, () => syncText(answer))
  terminal.say(answer.possible ? words.sync.next[answer.phase] : words.sync.twoDatabases)
  const apart = answer.failures.total > 0 || answer.tables.some(({ different }) => different > 0)
  return answer.phase !== 'none' && apart ? EXIT.verification : EXIT.ok
}

function syncText({ phase, tables, failures }: MigrationSync): string {
  return [
    words.sync.phase(phase),
    table(
      [{ title: 'table' }, { title: 'V1', right: true }, { title: 'companion', right: true }, { title: 'different', right: true }],
      tables.map(({ table: name, v1Rows, companionRows, different }) => [name, String(v1Rows), String(companionRows), String(different)]),
    ),
    ...failures.rows.map(({ at, table: name, v1Ids, message }) => words.sync.failure(`${at} ${name} ${v1Ids.join(', ')}`, message)),
  ].join('\n')
}

const DEFAULT_IDLE_MINUTES = 60

export const finish = command({
  name: 'finish',
  summary: words.finish.summary,
  examples: ['mon-ps migrate finish', 'mon-ps migrate finish --idle 1440 --yes --json'],
  args: {
    idle: { type: 'string', valueHint: 'MINUTES', description: words.finish.idle },
  },
  async run({ idle }, session) {
    const quietMinutes = idle === undefined ? DEFAULT_IDLE_MINUTES : Number(idle)
    if (!Number.isInteger(quietMinutes) || quietMinutes < 0) throw new Failure(EXIT.usage, words.finish.notMinutes(idle ?? ''))
    await agree(words.finish.ask, session)
    const { client } = await session.connect({ prepare: false })
    const answer = await client.migration.finish.mutate({ quietMinutes })
    session.terminal.answer(answer, () =>
      [
        words.finish.done(answer.lastWriteAt),
        ...answer.archived.map((name) => words.finish.archived(name)),
        ...answer.dependants.map((what) => words.finish.dependant(what)),
      ].join('\n'),
    )
    session.terminal.say(words.finish.next)
  },
})

export const resume = command({
  name: 'resume',
  summary: words.resume.summary,
  examples: ['mon-ps migrate resume', 'mon-ps migrate resume --yes --json'],
  args: {
    discard: { type: 'string', valueHint: 'DIGEST', description: words.resume.discard },
  },
  async run({ discard }, session) {
    await agree(words.resume.ask, session)
    const { client } = await session.connect({ prepare: false })
    const answer = await client.migration.resume.mutate(discard ? { discard } : {})
    session.terminal.answer(answer, () => words.sync.phase(answer.phase))
    session.terminal.say(words.resume.next)
  },
})
