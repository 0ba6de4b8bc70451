import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import type { MigrationStateWire } from '@mon-ps/contract/migration-report'
import type { MigrationDrift } from '@mon-ps/contract/migration-upkeep'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { table } from '../../print/table.ts'

/** With the hash of the plan that was begun: planned anew, in a database that the move has begun to fill, it would be another one. */
const GO_ON = '`mon-ps migrate apply --plan SHA` goes on, `mon-ps migrate rollback` takes it back'

const NEXT: Readonly<Record<MigrationStateWire, string>> = {
  none: '`mon-ps migrate inspect` says what stands in V1',
  planned: GO_ON,
  backed_up: GO_ON,
  copying: GO_ON,
  applied: '`mon-ps migrate verify`, or `mon-ps migrate sync install`',
  synced: '`mon-ps migrate verify`, or, once the legacy writes no more, `mon-ps migrate finish`',
  finished: '`mon-ps migrate cleanup plan`; `mon-ps migrate resume` goes back',
  rolling_back: '`mon-ps migrate rollback` goes on where it stopped',
  rolled_back: '`mon-ps migrate plan` begins again',
  failed: `once the reason is gone, ${GO_ON}`,
}

export const status = command({
  name: 'status',
  summary: 'Where the move stands, and what was done before; writes nothing',
  examples: ['mon-ps migrate status', 'mon-ps migrate status --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.status.query()
    terminal.answer(answer, () => statusText(answer))
    terminal.say(`Next: ${NEXT[answer.state].replace('SHA', answer.planSha256 ?? 'SHA')}.`)
  },
})

function statusText({ state, resumable, history, job }: MigrationStatusWire): string {
  return [
    state === 'none' ? 'Nothing was moved yet.' : `The move is ${state.replace('_', ' ')}.`,
    ...(resumable === null ? [] : [`It was cut off and goes on at ${resumable}.`]),
    ...(job === null ? [] : [`Last job: ${job.action} ${job.jobId}, ${job.status}.`]),
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
  summary: 'The declared schema against the live one; exits with 8 on anything that nobody accepted; writes nothing',
  examples: ['mon-ps migrate drift', 'mon-ps migrate drift --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.drift.query()
    terminal.answer(answer, () => driftText(answer))
    if (answer.unexpected > 0) {
      terminal.say(
        'Next: put the schema right, or have the difference accepted in the baseline, with a reason and a day on which it expires.',
      )
      return EXIT.verification
    }
    terminal.say('Next: `mon-ps migrate status`.')
    return EXIT.ok
  },
})

function driftText({ state, objects, differences, unexpected, obsolete }: MigrationDrift): string {
  const lines = differences.rows.map(({ id, expected, found, accepted, unexpected: alarming }) => {
    const said = `${alarming ? 'unexpected' : 'accepted  '}  ${id}: expected ${expected ?? 'nothing'}, found ${found ?? 'nothing'}`
    return accepted === null ? said : `${said}  (${accepted.reason}; ${accepted.owner}, until ${accepted.expires})`
  })
  return [
    ...(state === 'not_created' ? ['None of our tables is there yet.'] : []),
    `${objects} objects compared, ${differences.total} differences, ${unexpected} unexpected.`,
    ...lines,
    ...obsolete.map((id) => `No longer needed in the baseline: ${id}`),
  ].join('\n')
}
