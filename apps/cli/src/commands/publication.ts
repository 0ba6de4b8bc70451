import type { PublicationDecisions, PublicationRows, PublicationVersionWire, V3Table } from '@mon-ps/contract/publication'
import { agree } from '../agree.ts'
import { command, group } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { table } from '../print/table.ts'
import { KEYSET_ARGS, keysetInput, moreText } from './page-args.ts'

const V3_TABLES: V3Table[] = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3']

const TABLE_ARG = { table: { type: 'enum', options: V3_TABLES, description: 'Which table of V3' } } as const

const list = command({
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

const decisions = command({
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

const WHY = { why: { type: 'string', required: true, valueHint: 'TEXT', description: 'The reason, kept in the audit log' } } as const

const decide = command({
  name: 'decide',
  summary: 'Show the calculated row in place of the migrated one; the next calculation keeps to it',
  examples: ['mon-ps publication decide --table team_quantum_dna_v3 --row 12 --why "twice the matches"'],
  args: {
    table: { type: 'enum', options: V3_TABLES, required: true, description: 'Which table of V3' },
    row: { type: 'string', required: true, valueHint: '12', description: 'The row’s id, as `publication list` names it' },
    ...WHY,
  },
  async run({ table, row, why }, session) {
    const rowId = wholeNumber('--row', row)
    const { client } = await session.connect()
    const [found] = (await client.publication.rows.query({ table, rowId })).data
    if (!found) {
      throw new Failure(
        EXIT.notFound,
        `Row ${rowId} of ${table} has no migrated and calculated version side by side; \`mon-ps publication list\` names those that have.`,
        { code: 'NOT_FOUND' },
      )
    }
    await agree(`Show what was calculated of ${found.name} in place of what was moved?`, session)
    const answer = await client.publication.decide.mutate({ table, rowId, toVersion: found.calculated.versionId, why })
    session.terminal.answer(answer, () => `Decision ${answer.decisionId}: ${found.name} shows what was calculated.`)
    session.terminal.say(`Next: \`mon-ps publication undo ${answer.decisionId} --why '…'\` takes it back.`)
  },
})

const undo = command({
  name: 'undo',
  summary: 'Take a decision back: the row shows again what it showed before',
  examples: ['mon-ps publication undo 3 --why "the season is too short"'],
  args: { id: { type: 'positional', required: true, description: 'The decision’s number, as `publication decisions` names it' }, ...WHY },
  async run({ id, why }, session) {
    const undone = wholeNumber('ID', id)
    await agree(`Take decision ${undone} back?`, session)
    const { client } = await session.connect()
    const answer = await client.publication.undo.mutate({ decisionId: undone, why })
    session.terminal.answer(answer, () => `Decision ${answer.decisionId}: decision ${undone} is taken back.`)
    session.terminal.say('Next: `mon-ps publication list` shows where each row stands.')
  },
})

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Failure(EXIT.usage, `Got ${name} ${text}, expected a whole number from 1 on.`)
  return value
}

/** `mon-ps publication …`. */
export const publication = group({
  name: 'publication',
  summary: 'Decide what V3 shows where a migrated and a calculated row have the same key',
  commands: [list, decide, undo, decisions],
})
