import type { EnrichmentColumn, EnrichmentPlanWire } from '@mon-ps/contract/enrichment'
import { agree } from '../agree.ts'
import { command, group } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { table } from '../print/table.ts'

const WHY = { why: { type: 'string', required: true, valueHint: 'TEXT', description: 'The reason, kept in the audit log' } } as const
/** Cells of each column that are printed; --json has a thousand. */
const CELLS_SHOWN = 3

const plan = command({
  name: 'plan',
  summary: 'What can be proven of the columns that V1 has nothing for, and why the rest stays null; writes nothing',
  examples: ['mon-ps enrich plan', 'mon-ps enrich plan --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect()
    const answer = await client.enrichment.plan.query()
    terminal.answer(answer, () => planText(answer))
    terminal.say(
      answer.cells.total > 0
        ? `Next: \`mon-ps enrich apply --plan ${answer.planSha256} --why '…'\`.`
        : 'Nothing more can be proven. `mon-ps calculate` or new picks may change that.',
    )
  },
})

const apply = command({
  name: 'apply',
  summary: 'Fill what the plan proves: only cells that are null, and none that V1 has a value for',
  examples: ['mon-ps enrich apply --plan 71350ab007c68569218ac3d2db60c42a126110e4c6f8a390ae6ffb46f03ee6f5 --why "the friction page" --yes'],
  args: { plan: { type: 'string', required: true, valueHint: 'SHA', description: 'The plan’s hash, as `enrich plan` prints it' }, ...WHY },
  async run({ plan: planSha256, why }, session) {
    await agree('Fill what this plan proves in the migrated rows?', session)
    const { client } = await session.connect()
    const done = await client.enrichment.start.mutate({ planSha256, why })
    session.terminal.answer(done, () =>
      done.alreadyApplied
        ? `This plan was applied as enrichment ${done.runId}, and stands: nothing was changed.`
        : done.runId === null
          ? 'The plan proves nothing: nothing was changed.'
          : `Enrichment ${done.runId}: ${done.cells} cells filled, ${done.rows} rows of V3 show them.`,
    )
    session.terminal.say("Next: `mon-ps migrate verify` proves that V1's own values are as they were; `mon-ps enrich undo` takes it back.")
  },
})

const undo = command({
  name: 'undo',
  summary: 'Take an enrichment back: the rows are what they were before it',
  examples: ['mon-ps enrich undo --why "calculated again"', 'mon-ps enrich undo 12 --why "calculated again" --yes'],
  args: {
    run: { type: 'positional', required: false, description: 'Its number, as `enrich apply` named it; the latest when not given' },
    ...WHY,
  },
  async run({ run, why }, session) {
    const runId = run === undefined ? undefined : Number(run)
    if (runId !== undefined && (!Number.isSafeInteger(runId) || runId < 1))
      throw new Failure(EXIT.usage, `Got RUN ${run}, expected a whole number from 1 on.`)
    await agree(`Empty what ${runId === undefined ? 'the latest enrichment' : `enrichment ${runId}`} filled?`, session)
    const { client } = await session.connect()
    const done = await client.enrichment.undo.mutate({ ...(runId !== undefined && { runId }), why })
    session.terminal.answer(done, () => `${done.cells} cells are empty again, in ${done.rows} rows of V3.`)
  },
})

/** `mon-ps enrich …`. */
export const enrich = group({
  name: 'enrich',
  summary: 'Fill columns of migrated rows that V1 has nothing for, where picks or a calculation prove them',
  commands: [plan, apply, undo],
})

function planText({ planSha256, columns, cells }: EnrichmentPlanWire): string {
  const titles = [
    { title: 'table' },
    { title: 'column' },
    ...['rows', 'filled', 'proven', 'after'].map((title) => ({ title, right: true })),
    { title: 'rule' },
  ]
  const rows = columns.map(({ table: of, column, rows: all, filledBefore, proven, rule }) => [
    of,
    column,
    ...[all, filledBefore, proven, filledBefore + proven].map(String),
    rule ?? 'none',
  ])
  const proofs = columns.flatMap(({ table: of, column }) =>
    cells.rows
      .filter((cell) => cell.table === of && cell.column === column)
      .slice(0, CELLS_SHOWN)
      .map(({ name, value, n, season, rule }) => {
        const shown = typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 60)
        return `  ${name}, ${column}: null → ${shown}  (n ${n ?? 'not counted'}, ${season ?? 'picks'}, ${rule})`
      }),
  )
  return [
    table(titles, rows),
    '',
    ...(proofs.length > 0 ? [`The first of ${cells.total} cells:`, ...proofs, ''] : []),
    ...columns.flatMap(reasonsText),
    '',
    `Plan ${planSha256}`,
  ].join('\n')
}

function reasonsText({ table: of, column, rule, note, unproven }: EnrichmentColumn): string[] {
  return unproven.map(({ why, rows, examples }) => {
    const reason = rule === null ? `${why}: ${note}` : why
    return `${of}.${column} stays null in ${rows}: ${reason} (${examples.join(', ')}${rows > examples.length ? ', …' : ''})`
  })
}
