import type { PublicationDecisions, PublicationRows, PublicationVersion, V3Table } from '@mon-ps/contract/publication'
import { agree } from '../agree.ts'
import { command, group } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { momentText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { KEYSET_ARGS, keysetInput, moreText } from './page-args.ts'
import { cli } from '../words.ts'

const V3_TABLES: V3Table[] = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3']

const TABLE_ARG = { table: { type: 'enum', options: V3_TABLES, description: cli.publication.table } } as const

const list = command({
  name: 'list',
  summary: cli.publication.list,
  examples: ['mon-ps publication list', 'mon-ps publication list --table team_quantum_dna_v3 --json'],
  args: { ...KEYSET_ARGS, ...TABLE_ARG },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect()
    const answer = await client.publication.rows.query({ ...page, ...(args.table && { table: args.table }) })
    terminal.answer(answer, () => rowsText(answer))
    const [first] = answer.data.filter(({ shows }) => shows === 'migrated')
    terminal.say(first ? cli.publication.nextDecide({ table: first.table, row: first.rowId }) : cli.publication.nextDecisions)
  },
})

const decisions = command({
  name: 'decisions',
  summary: cli.publication.decisions,
  examples: ['mon-ps publication decisions', 'mon-ps publication decisions --json'],
  args: KEYSET_ARGS,
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect()
    const answer = await client.publication.decisions.query(page)
    terminal.answer(answer, () => decisionsText(answer))
    terminal.say(cli.publication.nextUndo)
  },
})

const figuresText = ({ figures }: PublicationVersion): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value ?? cli.numbers.notMeasured}`)
    .join(', ')

function rowsText({ data, page }: PublicationRows): string {
  if (data.length === 0) return cli.publication.noRows
  const columns = [
    { title: cli.publication.columns.table },
    { title: cli.publication.columns.row, right: true },
    ...cli.publication.columns.versions.map((title) => ({ title })),
  ]
  const rows = data.map((row) => [
    row.table,
    String(row.rowId),
    row.name,
    row.season ?? '',
    row.decisionId === null ? row.shows : cli.publication.showsDecided({ shows: row.shows, decision: row.decisionId }),
    figuresText(row.migrated),
    figuresText(row.calculated),
  ])
  return [table(columns, rows), ...moreText(page)].join('\n')
}

function decisionsText({ data, page }: PublicationDecisions): string {
  if (data.length === 0) return cli.publication.noDecisions
  const columns = [{ title: cli.publication.columns.id, right: true }, ...cli.publication.columns.decision.map((title) => ({ title }))]
  const rows = data.map(({ decisionId, at, name, rowKey, table: of, shows, latest, who, why }) => [
    String(decisionId),
    momentText(at),
    name ?? `${of} ${rowKey}`,
    `${shows ?? cli.publication.goneVersion}${latest ? '' : cli.publication.decidedAgain}`,
    who,
    why,
  ])
  return [table(columns, rows), ...moreText(page)].join('\n')
}

const WHY = { why: { type: 'string', required: true, valueHint: 'TEXT', description: cli.publication.why } } as const

const decide = command({
  name: 'decide',
  summary: cli.publication.decide,
  examples: ['mon-ps publication decide --table team_quantum_dna_v3 --row 12 --why "twice the matches"'],
  args: {
    table: { type: 'enum', options: V3_TABLES, required: true, description: cli.publication.table },
    row: { type: 'string', required: true, valueHint: '12', description: cli.publication.row },
    ...WHY,
  },
  async run({ table, row, why }, session) {
    const rowId = wholeNumber('--row', row)
    const { client } = await session.connect()
    const [found] = (await client.publication.rows.query({ table, rowId })).data
    if (!found) {
      throw new Failure(EXIT.notFound, cli.publication.oneVersion({ row: rowId, table }), { code: 'NOT_FOUND' })
    }
    await agree(cli.publication.reallyDecide({ name: found.name }), session)
    const answer = await client.publication.decide.mutate({ table, rowId, toVersion: found.calculated.versionId, why })
    session.terminal.answer(answer, () => cli.publication.decided({ decision: answer.decisionId, name: found.name }))
    session.terminal.say(cli.publication.nextTakeBack({ decision: answer.decisionId }))
  },
})

const undo = command({
  name: 'undo',
  summary: cli.publication.undo,
  examples: ['mon-ps publication undo 3 --why "the season is too short"'],
  args: { id: { type: 'positional', required: true, description: cli.publication.id }, ...WHY },
  async run({ id, why }, session) {
    const undone = wholeNumber('ID', id)
    await agree(cli.publication.reallyUndo({ decision: undone }), session)
    const { client } = await session.connect()
    const answer = await client.publication.undo.mutate({ decisionId: undone, why })
    session.terminal.answer(answer, () => cli.publication.undone({ decision: answer.decisionId, undone }))
    session.terminal.say(cli.publication.nextList)
  },
})

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new Failure(EXIT.usage, cli.publication.badNumber({ name, given: text }))
  return value
}

/** `mon-ps publication …`. */
export const publication = group({
  name: 'publication',
  summary: cli.publication.summary,
  commands: [list, decide, undo, decisions],
})
