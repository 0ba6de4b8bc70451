import type { AuditEntries, AuditEntryWire } from '@mon-ps/contract/audit'
import { command } from '../command.ts'
import { momentText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { KEYSET_ARGS, keysetInput, moreText } from './page-args.ts'
import { cli } from '../words.ts'

export const audit = command({
  name: 'audit',
  summary: cli.audit.summary,
  examples: ['mon-ps audit', 'mon-ps audit --table publish_decision --json'],
  args: {
    ...KEYSET_ARGS,
    table: { type: 'string', valueHint: 'publish_decision', description: cli.audit.table },
    row: { type: 'string', valueHint: '3', description: cli.audit.row },
  },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect()
    const asked = { ...page, ...(args.table && { table: args.table }), ...(args.row && { rowKey: args.row }) }
    const answer = await client.audit.entries.query(asked)
    terminal.answer(answer, () => entriesText(answer))
    terminal.say(cli.audit.next)
  },
})

function entriesText({ data, page }: AuditEntries): string {
  if (data.length === 0) return cli.audit.noEntry
  const columns = [{ title: cli.audit.columns.entry, right: true }, ...cli.audit.columns.change.map((title) => ({ title }))]
  const rows = data.map((entry) => [
    String(entry.seq),
    momentText(entry.at),
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
