import type { ColumnMapping, TableMapping } from '../src/mapping/column-mapping.ts'
import { LEAGUE_CODES, NEVER_WRITTEN_KEY, QUANTUM_DNA_KEYS, type QuantumDnaKey } from '../src/mapping/profile-rules.ts'
import { PICK_MARKETS } from '../src/mapping/picks.ts'
import { WINNER_SIDES, TABLE_MAPPINGS } from '../src/mapping/table-mappings.ts'
import { MAPPING_RULES } from '../src/mapping/rules.ts'
import {
  AUDIT_STAKES,
  MARKET_FAMILY_WORDS,
  OTHER_MARKET_FAMILY,
  OTHER_STRATEGY_TYPE,
  STRATEGY_TYPE_WORDS,
  type WordMeaning,
} from '../src/mapping/strategy-rules.ts'
import { TEAM_NAMES, TEAM_NAMES_VERSION } from '../src/mapping/club-names.ts'
import { writeDecimal } from '../src/mapping/values.ts'

const code = (text: string): string => `\`${text}\``

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}

const rebuilt = ({ sources, invertible }: ColumnMapping): string => (sources.length === 0 ? '–' : invertible ? 'yes' : 'no')

function renderColumns({ v1, v3, columns, v1Columns, companionOnly }: TableMapping): string {
  const kept =
    companionOnly.length === 0
      ? `Every one of the ${v1Columns.length} V1 columns is rebuilt from a V3 column.`
      : `${v1Columns.length - companionOnly.length} of the ${v1Columns.length} V1 columns are rebuilt from a V3 column. The companion row alone keeps:\n\n${companionOnly
          .map(({ column, reason }) => `- ${code(column)}: ${reason}`)
          .join('\n')}`
  return `## ${v1} → ${v3}

${v1Columns.length} columns become ${columns.length}.

${table(
  ['V3 column', 'From V1', 'Rule', 'Rebuilds V1', 'Required', 'Remark'],
  columns.map((column) => [
    code(column.target),
    column.sources.map(code).join(', ') || '–',
    code(column.rule),
    rebuilt(column),
    column.required ? 'yes' : '',
    column.note ?? '',
  ]),
)}

${kept}

V1 types: ${v1Columns.map(({ name, type }) => `${code(name)} ${type}`).join(', ')}.`
}

const keyRow = ({ key, otherSpelling, goesTo, note }: QuantumDnaKey): readonly string[] => [
  code(key),
  otherSpelling === null ? '' : code(otherSpelling),
  goesTo.map(code).join(', ') || 'kept verbatim',
  note,
]

const words = (meanings: readonly WordMeaning[], otherwise: string): string =>
  `${meanings.map(({ word, means }) => `${code(word)} ${means}`).join(', ')}; else ${otherwise}`

/** The page that says, column by column, how V1 becomes V3: Markdown, the same for the same tables. */
export function renderLegacyMapping(): string {
  const total = TABLE_MAPPINGS.reduce((sum, { columns }) => sum + columns.length, 0)
  return `# How V1 becomes V3, column by column

Generated from the tables in \`packages/legacy-v1/src/mapping\`. The same tables make the SQL of the move and the plan that is shown
before it; [decision 8](../decisions/0008-how-v1-moves.md) says how the move goes. The three V3 tables have ${total} columns.

**Rebuilds V1** says whether V1's value, as text in V1's type, is made again from this V3 column alone. Every V1 row stands
verbatim in its companion table besides. **Required** columns refuse null: a row that has none is decided on in the plan, or quarantined.
A source written \`quantum_dna.market_dna\` is a key of a JSON column, one written \`team_strategies:id\` a column of another table.

## Rules

${table(
  ['Rule', 'Meaning'],
  MAPPING_RULES.map(({ id, meaning }) => [code(id), meaning]),
)}

A changed meaning is a new version; each run keeps the versions that it used.

${TABLE_MAPPINGS.map(renderColumns).join('\n\n')}

## Keys of quantum_dna

The whole object stands verbatim in \`quantum_dna_legacy\`, keys that are not listed here included.

${table(['Key', 'Also read', 'V3 column', 'Remark'], [...QUANTUM_DNA_KEYS, NEVER_WRITTEN_KEY].map(keyRow))}

## Words

- \`strategy_type\`, the first word that the name has: ${words(STRATEGY_TYPE_WORDS, OTHER_STRATEGY_TYPE)}
- \`market_family\`, the first word that the name has: ${words(MARKET_FAMILY_WORDS, OTHER_MARKET_FAMILY)}
- League codes: ${Object.entries(LEAGUE_CODES)
    .map(([short, full]) => `${code(short)} ${full}`)
    .join(', ')}
- Winner of a pair: ${Object.entries(WINNER_SIDES)
    .map(([v1, v3]) => `${code(v1)} ${v3}`)
    .join(', ')}
- Stake per bet in the audit, units: ${AUDIT_STAKES.map(({ strategy, stake }) => `${code(strategy)} ${writeDecimal(stake)}`).join(', ')}
- \`market_type\` of the picks: ${[...PICK_MARKETS.keys()].map(code).join(', ')}

## Names of the clubs

Dictionary version ${TEAM_NAMES_VERSION}: the profiles have Understat's names, the picks and odds football-data.co.uk's. A name is found only whole, never as a
part of another.

${table(
  ['Understat', 'football-data.co.uk', 'Country', 'In the results files of 2012-13 to 2022-23'],
  TEAM_NAMES.map(({ understat, footballData, country, inResultsFiles }) => [
    understat,
    footballData,
    country,
    inResultsFiles ? 'yes' : 'no',
  ]),
)}
`
}
