import type { EnrichmentColumn, EnrichmentPlanWire } from '@mon-ps/contract/enrichment'
import { agree } from '../agree.ts'
import { command, group } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { table } from '../print/table.ts'
import { cli } from '../words.ts'

const WHY = { why: { type: 'string', required: true, valueHint: 'TEXT', description: cli.enrich.why } } as const
/** Cells of each column that are printed; --json has a thousand. */
const CELLS_SHOWN = 3

const plan = command({
  name: 'plan',
  summary: cli.enrich.plan,
  examples: ['mon-ps enrich plan', 'mon-ps enrich plan --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect()
    const answer = await client.enrichment.plan.query()
    terminal.answer(answer, () => planText(answer))
    terminal.say(answer.cells.total > 0 ? cli.enrich.nextApply({ plan: answer.planSha256 }) : cli.enrich.nothingMore)
  },
})

const apply = command({
  name: 'apply',
  summary: cli.enrich.apply,
  examples: ['mon-ps enrich apply --plan 71350ab007c68569218ac3d2db60c42a126110e4c6f8a390ae6ffb46f03ee6f5 --why "the friction page" --yes'],
  args: { plan: { type: 'string', required: true, valueHint: 'SHA', description: cli.enrich.planHash }, ...WHY },
  async run({ plan: planSha256, why }, session) {
    await agree(cli.enrich.reallyApply, session)
    const { client } = await session.connect()
    const done = await client.enrichment.start.mutate({ planSha256, why })
    session.terminal.answer(done, () =>
      done.alreadyApplied
        ? cli.enrich.alreadyApplied({ run: done.runId ?? cli.numbers.notKnown })
        : done.runId === null
          ? cli.enrich.nothingProven
          : cli.enrich.applied({ run: done.runId, cells: done.cells, rows: done.rows }),
    )
    session.terminal.say(cli.enrich.nextVerify)
  },
})

const undo = command({
  name: 'undo',
  summary: cli.enrich.undo,
  examples: ['mon-ps enrich undo --why "calculated again"', 'mon-ps enrich undo 12 --why "calculated again" --yes'],
  args: {
    run: { type: 'positional', required: false, description: cli.enrich.run },
    ...WHY,
  },
  async run({ run, why }, session) {
    const runId = run === undefined ? undefined : Number(run)
    if (runId !== undefined && (!Number.isSafeInteger(runId) || runId < 1)) throw new Failure(EXIT.usage, cli.enrich.badRun({ run: runId }))
    await agree(cli.enrich.reallyUndo({ which: runId === undefined ? cli.enrich.latest : cli.enrich.numbered({ run: runId }) }), session)
    const { client } = await session.connect()
    const done = await client.enrichment.undo.mutate({ ...(runId !== undefined && { runId }), why })
    session.terminal.answer(done, () => cli.enrich.undone({ cells: done.cells, rows: done.rows }))
  },
})

/** `mon-ps enrich …`. */
export const enrich = group({
  name: 'enrich',
  summary: cli.enrich.summary,
  commands: [plan, apply, undo],
})

function planText({ planSha256, columns, cells }: EnrichmentPlanWire): string {
  const titles = [
    { title: cli.enrich.columns.table },
    { title: cli.enrich.columns.column },
    ...cli.enrich.columns.counts.map((title) => ({ title, right: true })),
    { title: cli.enrich.columns.rule },
  ]
  const rows = columns.map(({ table: of, column, rows: all, filledBefore, proven, rule }) => [
    of,
    column,
    ...[all, filledBefore, proven, filledBefore + proven].map(String),
    rule ?? cli.enrich.noRule,
  ])
  const proofs = columns.flatMap(({ table: of, column }) =>
    cells.rows
      .filter((cell) => cell.table === of && cell.column === column)
      .slice(0, CELLS_SHOWN)
      .map(({ name, value, n, season, rule }) => {
        const shown = typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 60)
        return cli.enrich.cell({ name, column, value: shown, n: n ?? cli.enrich.notCounted, season: season ?? cli.enrich.picks, rule })
      }),
  )
  return [
    table(titles, rows),
    '',
    ...(proofs.length > 0 ? [cli.enrich.firstCells({ cells: cells.total }), ...proofs, ''] : []),
    ...columns.flatMap(reasonsText),
    '',
    cli.enrich.planLine({ plan: planSha256 }),
  ].join('\n')
}

function reasonsText({ table: of, column, rule, note, unproven }: EnrichmentColumn): string[] {
  return unproven.map(({ why, rows, examples }) => {
    const reason = rule === null ? `${why}: ${note}` : why
    return cli.enrich.staysNull({
      table: of,
      column,
      rows,
      reason,
      examples: examples.join(', '),
      more: rows > examples.length ? ', …' : '',
    })
  })
}
