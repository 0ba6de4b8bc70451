import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationDrift } from '@mon-ps/contract/migration-upkeep'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { table } from '../../print/table.ts'

export const status = command({
  name: 'status',
  summary: words.status.summary,
  examples: ['mon-ps migrate status', 'mon-ps migrate status --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.status.query()
    terminal.answer(answer, () => statusText(answer))
    terminal.say(words.status.next[answer.state](answer.planSha256 ?? 'SHA'))
  },
})

function statusText({ state, resumable, history, job }: MigrationStatusWire): string {
  return [
    state === 'none' ? words.status.nothing : words.status.is(state.replace('_', ' ')),
    ...(resumable === null ? [] : [words.status.cutOff(resumable)]),
    ...(job === null ? [] : [words.status.lastJob(`${job.action} ${job.jobId}`, job.status)]),
    ...(history.length === 0
      ? []
      : [
          table(
            [{ title: 'migration', right: true }, { title: 'is' }, { title: 'plan' }, { title: 'began' }, { title: 'ended' }],
            history.map((run) => [
              String(run.migrationId),
              run.state,
              run.planSha256.slice(0, 12),
              run.startedAt.slice(0, 19),
              run.finishedAt?.slice(0, 19) ?? '',
            ]),
          ),
        ]),
  ].join('\n')
}

export const drift = command({
  name: 'drift',
  summary: words.drift.summary,
  examples: ['mon-ps migrate drift', 'mon-ps migrate drift --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.drift.query()
    terminal.answer(answer, () => driftText(answer))
    if (answer.unexpected > 0) {
      terminal.say(words.drift.unexpected)
      return EXIT.verification
    }
    terminal.say(words.drift.next)
    return EXIT.ok
  },
})

function driftText({ state, objects, differences, unexpected, obsolete }: MigrationDrift): string {
  const lines = differences.rows.map(({ id, expected, found, accepted, unexpected: alarming }) => {
    const said = `${alarming ? 'unexpected' : 'accepted  '}  ${id}: expected ${expected ?? 'nothing'}, found ${found ?? 'nothing'}`
    return accepted === null ? said : `${said}  (${accepted.reason}; ${accepted.owner}, until ${accepted.expires})`
  })
  return [
    ...(state === 'not_created' ? [words.drift.notCreated] : []),
    words.drift.compared({ objects, differences: differences.total, unexpected }),
    ...lines,
    ...obsolete.map((id) => words.drift.obsolete(id)),
  ].join('\n')
}
