import type { MigrationDecision, MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { table } from '../../print/table.ts'
import type { Terminal } from '../../print/terminal.ts'
import { CHOICE_ARGS, choiceFlags, choicesOf } from './choices.ts'
import { findingsText } from './findings-text.ts'

export const plan = command({
  name: 'plan',
  summary: 'What the move would do, column by column, and the hash to agree to; writes nothing',
  examples: ['mon-ps migrate plan', 'mon-ps migrate plan --time-zone Europe/Paris --json'],
  args: CHOICE_ARGS,
  repeatable: ['decide'],
  async run(args, { terminal, connect }, repeated) {
    const choices = choicesOf(args, repeated)
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.plan.mutate(choices)
    terminal.answer(answer, () => planText(answer, terminal))
    if (answer.ready) {
      const flags = choiceFlags(choices)
      terminal.say(`Next: \`mon-ps migrate rehearse${flags}\`, then \`mon-ps migrate apply --plan ${answer.planSha256}${flags}\`.`)
      return EXIT.ok
    }
    const open = answer.decisions.rows.find(({ chosen, proposed }) => chosen === null && proposed === null)
    terminal.say(
      open
        ? `Next: decide, for example \`mon-ps migrate plan --decide '${open.id}=${open.options[0]?.id ?? ''}'\`.`
        : 'Findings block the move. Next: put them right in V1, then `mon-ps migrate plan` again.',
    )
    return EXIT.partial
  },
})

function planText(answer: MigrationPlanWire, terminal: Terminal): string {
  return [
    terminal.style('bold', 'What becomes of each column'),
    ...answer.mapping.flatMap(mappingText),
    '',
    terminal.style('bold', 'What V3 will hold'),
    table(
      [{ title: 'table' }, { title: 'measure' }, { title: 'V1', right: true }, { title: 'V3', right: true }],
      answer.predictions.map(({ table: name, measure, v1, v3 }) => [name, measure, v1, v3]),
    ),
    '',
    terminal.style('bold', 'Preflight'),
    findingsText(answer.findings, terminal),
    ...(answer.decisions.total > 0 ? ['', terminal.style('bold', 'Decisions'), ...answer.decisions.rows.map(decisionText)] : []),
    '',
    `${answer.rulings.total} rulings about single rows and values, ${answer.teams.total} teams (--json lists the first ${answer.rulings.rows.length} and ${answer.teams.rows.length}).`,
    `${answer.ddl.length} things to be created. Naive times are read in ${answer.timeZone}. ${answer.chunked ? 'Copied in committed chunks.' : 'One transaction.'}`,
    `Space: about ${megabytes(answer.bytesNeeded)} needed, ${answer.bytesFree === null ? 'free space not known' : `${megabytes(answer.bytesFree)} free`}.`,
    '',
    `Plan ${answer.planSha256}${answer.ready ? '' : '  (not ready)'}`,
  ].join('\n')
}

function mappingText({ v1, v3, columns, companionOnly }: MigrationPlanWire['mapping'][number]): string[] {
  const rows = columns.map(({ target, sources, rule, note }) => [target, sources.join(', ') || '(nothing)', rule, note ?? ''])
  return [
    '',
    `${v1} → ${v3}`,
    table([{ title: 'V3 column' }, { title: 'from' }, { title: 'rule' }, { title: '' }], rows),
    ...companionOnly.map(({ column, reason }) => `kept verbatim only: ${column} (${reason})`),
  ]
}

function decisionText({ id, question, options, proposed, chosen }: MigrationDecision): string {
  const taken = chosen ?? (proposed === null ? 'OPEN' : `${proposed} (proposed)`)
  return [`${id}: ${taken}`, `  ${question}`, ...options.map((option) => `    ${option.id}: ${option.meaning}`)].join('\n')
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
