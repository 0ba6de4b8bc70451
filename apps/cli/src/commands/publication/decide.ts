import { agree } from '../../agree.ts'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { V3_TABLES } from './tables.ts'

const WHY = { why: { type: 'string', required: true, valueHint: 'TEXT', description: 'The reason, kept in the audit log' } } as const

export const decide = command({
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

export const undo = command({
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
