import type { AuditEntries, AuditEntryWire } from '@mon-ps/contract/audit'
import { command } from '../command.ts'
import { table } from '../print/table.ts'
import { KEYSET_ARGS, keysetInput, moreText } from './page-args.ts'

export const audit = command({
  name: 'audit',
  summary: 'Who changed which audited row and why, newest first',
  examples: ['mon-ps audit', 'mon-ps audit --table publish_decision --json'],
  args: {
    ...KEYSET_ARGS,
    table: { type: 'string', valueHint: 'publish_decision', description: 'Only this table' },
    row: { type: 'string', valueHint: '3', description: 'Only the row of this key; with --table' },
  },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect()
    const asked = { ...page, ...(args.table && { table: args.table }), ...(args.row && { rowKey: args.row }) }
    const answer = await client.audit.entries.query(asked)
    terminal.answer(answer, () => entriesText(answer))
    terminal.say('Next: `mon-ps doctor` checks that no entry was changed or removed.')
  },
})

function entriesText({ data, page }: AuditEntries): string {
  if (data.length === 0) return 'No entry: no audited row was changed, or the filter matches nothing.'
  const columns = [{ title: 'entry', right: true }, ...['at', 'what', 'who', 'why', 'changed'].map((title) => ({ title }))]
  const rows = data.map((entry) => [
    String(entry.seq),
    entry.at,
    `${entry.operation} ${entry.table} ${entry.rowKey}`,
    entry.actor,
    entry.reason ?? '',
    changedColumns(entry).join(', '),
  ])
  return [table(columns, rows), ...moreText(page)].join('\n')
}

/** Of an update only: an insert and a deletion change every column. */
function changedColumns({ before, after }: AuditEntryWire): string[] {
  if (before === null || after === null) return []
  return Object.keys(after).filter((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]))
}
