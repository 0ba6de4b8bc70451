import type { PublicationDecisions, PublicationRows, PublicationVersionWire } from '@mon-ps/contract/publication'
import { command } from '../../command.ts'
import { table } from '../../print/table.ts'
import { KEYSET_ARGS, keysetInput, moreText } from '../page-args.ts'
import { TABLE_ARG } from './tables.ts'

export const list = command({
  name: 'list',
  summary: 'Rows of V3 for which what was moved and what was calculated stand side by side',
  examples: ['mon-ps publication list', 'mon-ps publication list --table team_quantum_dna_v3 --json'],
  args: { ...KEYSET_ARGS, ...TABLE_ARG },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect()
    const answer = await client.publication.rows.query({ ...page, ...(args.table && { table: args.table }) })
    terminal.answer(answer, () => rowsText(answer))
    const [first] = answer.data.filter(({ shows }) => shows === 'migrated')
    terminal.say(
      first
        ? `Next: \`mon-ps publication decide --table ${first.table} --row ${first.rowId} --why '…'\` shows the calculated row instead.`
        : 'Next: `mon-ps publication decisions` lists what was decided.',
    )
  },
})

export const decisions = command({
  name: 'decisions',
  summary: 'Who decided what a row of V3 shows, and why, newest first',
  examples: ['mon-ps publication decisions', 'mon-ps publication decisions --json'],
  args: KEYSET_ARGS,
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect()
    const answer = await client.publication.decisions.query(page)
    terminal.answer(answer, () => decisionsText(answer))
    terminal.say("Next: `mon-ps publication undo <id> --why '…'` takes one of them back.")
  },
})

const figuresText = ({ figures }: PublicationVersionWire): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value ?? 'not measured'}`)
    .join(', ')

function rowsText({ data, page }: PublicationRows): string {
  if (data.length === 0) return 'No row of V3 has both a migrated and a calculated version.'
  const columns = [
    { title: 'table' },
    { title: 'row', right: true },
    ...['', 'season', 'shows', 'migrated', 'calculated'].map((title) => ({ title })),
  ]
  const rows = data.map((row) => [
    row.table,
    String(row.rowId),
    row.name,
    row.season ?? '',
    row.decisionId === null ? row.shows : `${row.shows} (decision ${row.decisionId})`,
    figuresText(row.migrated),
    figuresText(row.calculated),
  ])
  return [table(columns, rows), ...moreText(page)].join('\n')
}

function decisionsText({ data, page }: PublicationDecisions): string {
  if (data.length === 0) return 'Nothing was decided yet: migrated rows are shown where there are any.'
  const columns = [{ title: 'id', right: true }, ...['at', 'row', 'shows', 'who', 'why'].map((title) => ({ title }))]
  const rows = data.map(({ decisionId, at, name, rowKey, table: of, shows, latest, who, why }) => [
    String(decisionId),
    at,
    name ?? `${of} ${rowKey}`,
    `${shows ?? 'a version that is gone'}${latest ? '' : ' (decided again since)'}`,
    who,
    why,
  ])
  return [table(columns, rows), ...moreText(page)].join('\n')
}
