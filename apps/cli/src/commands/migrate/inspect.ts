import type { MigrationInspection } from '@mon-ps/contract/migration-plan'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import type { Terminal } from '../../print/terminal.ts'
import { blocks, findingsText, sourceTablesText } from './findings-text.ts'

export const inspect = command({
  name: 'inspect',
  summary: 'What stands in V1, and what preflight found there; writes nothing',
  examples: ['mon-ps migrate inspect', 'LEGACY_DATABASE_URL=legacy.sql mon-ps migrate inspect --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.inspect.query()
    terminal.answer(answer, () => inspectionText(answer, terminal))
    if (!blocks(answer.findings)) {
      terminal.say('Next: `mon-ps migrate plan` says what the move would do.')
      return EXIT.ok
    }
    terminal.say('Findings block the move. Next: put them right in V1, then `mon-ps migrate inspect` again.')
    return EXIT.partial
  },
})

function inspectionText(answer: MigrationInspection, terminal: Terminal): string {
  const withRows = answer.v2Tables.filter(({ rows }) => rows > 0)
  return [
    `V1: ${answer.source}`,
    answer.sameDatabase ? 'V3: the same database' : `V3: ${answer.target}`,
    '',
    sourceTablesText(answer.tables),
    'Odds, picks and bets: `mon-ps migrate live` says what is wrong in them.',
    '',
    ...(answer.v2Tables.length > 0 ? [`V2: ${answer.v2Tables.length} tables, ${withRows.length} of them hold rows.`] : []),
    answer.v3Present ? 'V3: its tables are there.' : 'V3: its tables are not there yet; `apply` makes them.',
    '',
    findingsText(answer.findings, terminal),
  ].join('\n')
}
