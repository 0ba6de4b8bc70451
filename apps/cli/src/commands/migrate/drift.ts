import type { MigrationDrift } from '@mon-ps/contract/migration-upkeep'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'

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
