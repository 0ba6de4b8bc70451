import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
import { toShellWord } from '@mon-ps/messages/shell-word'
import type {
  MigrationDecision,
  MigrationFinding,
  MigrationInspection,
  MigrationPlanWire,
  MigrationSourceTable,
} from '@mon-ps/contract/migration-plan'
import { command, type RepeatedFlags } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import type { Style, Terminal } from '../../print/terminal.ts'

/** Flags that decide what the plan decides; the same ones on `plan`, `rehearse` and `apply`. */
export const CHOICE_ARGS = {
  decide: { type: 'string', valueHint: 'ID=OPTION', description: words.plan.decide },
  'time-zone': { type: 'string', valueHint: 'Europe/Paris', description: words.plan.timeZone },
} as const

export interface Choices {
  decisions?: Record<string, string>
  timeZone?: string
}

/**
 * What those flags choose.
 *
 * @throws {Failure} usage, for a --decide without an option
 */
export function readChoices(args: { 'time-zone'?: string | undefined }, { decide = [] }: RepeatedFlags): Choices {
  const decisions = Object.fromEntries(decide.map((text) => splitChoice(text, 'ID=OPTION')))
  const timeZone = args['time-zone']
  return { ...(decide.length > 0 && { decisions }), ...(timeZone && { timeZone }) }
}

/** Ids hold colons and may hold more; the option is what stands behind the last equals sign. */
export function splitChoice(text: string, expected: string): [id: string, option: string] {
  const at = text.lastIndexOf('=')
  if (at < 1 || at === text.length - 1) throw new Failure(EXIT.usage, words.plan.notDecision(text, expected))
  return [text.slice(0, at), text.slice(at + 1)]
}

/** The same choices as flags, for a command line that a person copies. */
export function choiceFlags({ decisions = {}, timeZone }: Choices): string {
  const flags = Object.entries(decisions).map(([id, option]) => ` --decide ${toShellWord(`${id}=${option}`)}`)
  return [...flags, ...(timeZone ? [` --time-zone ${timeZone}`] : [])].join('')
}

const SHA256 = /^[0-9a-f]{64}$/

/**
 * The hash of a plan that was read.
 *
 * @throws {Failure} usage, where it is none
 */
export function planHash(plan: string, read: string): string {
  if (!SHA256.test(plan)) throw new Failure(EXIT.usage, words.plan.notHash(plan, read))
  return plan
}

const EXAMPLES_SHOWN = 3
/** What stops the move comes first. */
const SEVERITIES = ['blocking', 'decision', 'warning', 'info'] as const
const STYLES: Readonly<Record<(typeof SEVERITIES)[number], Style>> = { blocking: 'red', decision: 'yellow', warning: 'yellow', info: 'dim' }

function blocks(findings: readonly MigrationFinding[]): boolean {
  return findings.some(({ severity, count }) => severity === 'blocking' && count > 0)
}

/** Findings with a few examples each, those that stop the move first. */
function findingsText(findings: readonly MigrationFinding[], terminal: Terminal): string {
  if (findings.length === 0) return words.plan.noFindings
  return SEVERITIES.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
    .flatMap((finding) => [
      `${terminal.style(STYLES[finding.severity], finding.severity.padEnd(8))}  ${finding.check}  ${finding.table}: ${finding.message}`,
      ...finding.examples.slice(0, EXAMPLES_SHOWN).map(({ v1Id, what }) => `            ${v1Id === null ? '' : `id ${v1Id}: `}${what}`),
      ...(finding.count > EXAMPLES_SHOWN ? [`            ${finding.count} in all  (${finding.id})`] : []),
      ...(finding.remedy === null ? [] : [`            → ${finding.remedy}`]),
    ])
    .join('\n')
}

function sourceTablesText(tables: readonly MigrationSourceTable[]): string {
  const columns = [
    { title: 'table' },
    { title: 'is' },
    { title: 'rows', right: true },
    { title: 'columns', right: true },
    { title: 'digest' },
  ]
  return table(
    columns,
    tables.map(({ table: name, present, kind, rows, columns: own, digest }) =>
      present ? [name, kind ?? '', String(rows), String(own.length), digest?.slice(0, 12) ?? ''] : [name, 'not there', '', '', ''],
    ),
  )
}

export const inspect = command({
  name: 'inspect',
  summary: words.inspect.summary,
  examples: ['mon-ps migrate inspect', 'LEGACY_DATABASE_URL=legacy.sql mon-ps migrate inspect --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.inspect.query()
    terminal.answer(answer, () => inspectionText(answer, terminal))
    if (!blocks(answer.findings)) {
      terminal.say(words.inspect.next)
      return EXIT.ok
    }
    terminal.say(words.inspect.blocked)
    return EXIT.partial
  },
})

function inspectionText(answer: MigrationInspection, terminal: Terminal): string {
  const withRows = answer.v2Tables.filter(({ rows }) => rows > 0)
  return [
    `V1: ${answer.source}`,
    answer.sameDatabase ? words.inspect.sameDatabase : `V3: ${answer.target}`,
    '',
    sourceTablesText(answer.tables),
    words.inspect.live,
    '',
    ...(answer.v2Tables.length > 0 ? [`V2: ${answer.v2Tables.length} tables, ${withRows.length} of them hold rows.`] : []),
    answer.v3Present ? words.inspect.v3Present : words.inspect.v3Absent,
    '',
    findingsText(answer.findings, terminal),
  ].join('\n')
}

export const plan = command({
  name: 'plan',
  summary: words.plan.summary,
  examples: ['mon-ps migrate plan', 'mon-ps migrate plan --time-zone Europe/Paris --json'],
  args: CHOICE_ARGS,
  repeatable: ['decide'],
  async run(args, { terminal, connect }, repeated) {
    const choices = readChoices(args, repeated)
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
        ? `Next: decide, for example \`mon-ps migrate plan --decide ${toShellWord(`${open.id}=${open.options[0]?.id ?? ''}`)}\`.`
        : words.plan.blocked,
    )
    return EXIT.partial
  },
})

function planText(answer: MigrationPlanWire, terminal: Terminal): string {
  return [
    terminal.style('bold', words.plan.columns),
    ...answer.mapping.flatMap(mappingText),
    '',
    terminal.style('bold', words.plan.predictions),
    table(
      [{ title: 'table' }, { title: 'measure' }, { title: 'V1', right: true }, { title: 'V3', right: true }],
      answer.predictions.map(({ table: name, measure, v1, v3 }) => [name, measure, v1, v3]),
    ),
    '',
    terminal.style('bold', words.plan.preflight),
    findingsText(answer.findings, terminal),
    ...(answer.decisions.total > 0 ? ['', terminal.style('bold', words.plan.decisions), ...answer.decisions.rows.map(decisionText)] : []),
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
