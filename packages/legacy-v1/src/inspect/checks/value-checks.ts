import { getColumn } from '@mon-ps/db/repositories/records'
import { quantumFrictionMatrixV3 } from '@mon-ps/db/schema/friction'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { quantumStrategiesV3 } from '@mon-ps/db/schema/strategies'
import { teamQuantumDnaV3 } from '@mon-ps/db/schema/team-dna'
import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import { mappingFor } from '../../mapping/table-mappings.ts'
import { quarantine, type RowCheck, setNull, type Treatment } from '../check.ts'
import type { V1Column, V1Relation } from '../read-shape.ts'

/** Bounds that a CHECK of V3 sets, both included. */
type Range = readonly [low: number, high: number | null]
const PERCENT: Range = [0, 100]
const PROBABILITY: Range = [0, 1]
const COUNT: Range = [0, null]

/** V1 columns by range. What is not named must only be a finite number. */
const RANGES: Readonly<Record<V1TableName, readonly (readonly [range: Range, columns: readonly string[]])[]>> = {
  team_profiles: [
    [PERCENT, ['style_confidence', 'win_rate', 'unlucky_pct']],
    [COUNT, ['tier_rank', 'total_matches', 'total_bets', 'total_wins', 'total_losses', 'unlucky_losses', 'bad_analysis_losses']],
  ],
  matchup_friction: [
    [PERCENT, ['friction_score', 'style_clash_score', 'tempo_clash_score', 'mental_clash_score', 'chaos_potential']],
    [PROBABILITY, ['predicted_btts_prob', 'predicted_over25_prob']],
    [COUNT, ['predicted_goals', 'h2h_matches', 'h2h_team_a_wins', 'h2h_team_b_wins', 'h2h_draws', 'h2h_avg_goals', 'sample_size']],
  ],
  team_strategies: [
    [PERCENT, ['win_rate']],
    [COUNT, ['bets', 'wins', 'losses', 'unlucky_count', 'bad_analysis_count']],
  ],
}

/** Columns that say which row or team is meant: judged as keys, not as values. */
const KEY_COLUMNS: readonly string[] = ['id', 'team_a_id', 'team_b_id', 'team_profile_id']

const V3 = { team_profiles: teamQuantumDnaV3, matchup_friction: quantumFrictionMatrixV3, team_strategies: quantumStrategiesV3 } as const

/** How many characters V3 has for the text of a V1 column; null where it has no bound, or no column. */
function textLimit(table: V1TableName, column: string): number | null {
  const targets = mappingFor(table).columns.filter(({ rule, sources }) => rule === 'copy@1' && sources[0] === column)
  const types = Object.keys(getTableColumns(V3[table])).map((key) => getColumn(V3[table], key))
  for (const { target } of targets) {
    const length = /^varchar\((\d+)\)$/.exec(types.find(({ name }) => name === target)?.type ?? '')?.[1]
    if (length !== undefined) return Number(length)
  }
  return null
}

const zeroMatches: Treatment = {
  option: 'zero',
  meaning: 'V3 shows 0 matches analysed, which is what V1’s own column has by default',
  ruling: {
    kind: 'value',
    column: 'sample_size',
    value: sql`'0'`,
    reason: 'required-default: V3 needs a number, 0 is the default of the V1 column',
  },
}

/** V1 columns that V3 cannot be without, and what is done with a row that has no good value there. */
const REQUIRED: Readonly<Record<string, readonly Treatment[]>> = {
  'matchup_friction.friction_score': [quarantine('no-score: a pair without a friction from 0 to 100 says nothing')],
  'team_strategies.bets': [quarantine('no-bets: a record without its number of bets is none')],
  'matchup_friction.sample_size': [zeroMatches, quarantine('no-sample-size: V3 needs the number of matches')],
}

interface Fault {
  readonly check: string
  readonly name: string
  readonly message: string
  readonly where: SQL
  /** Where not given: the value goes, or the row. */
  readonly treatments?: readonly Treatment[]
}

function toRowCheck(table: V1TableName, column: string, fault: Fault): RowCheck {
  const reason = `${fault.name}: ${column} ${fault.message}`
  const treatments = fault.treatments ?? REQUIRED[`${table}.${column}`] ?? [setNull(column, reason), quarantine(reason)]
  return {
    id: `${fault.check}:${table}:${column}-${fault.name}`,
    message: `values of ${column} ${fault.message}`,
    remedy: treatments[0]?.meaning ?? null,
    treatments,
    where: fault.where,
    what: sql`${column}::text || ' = ' || r.${sql.identifier(column)}::text`,
  }
}

/** Decimals that a double would not hold, or only in part; a type with bounds of its own has none. */
function doubleFaults(value: SQL, finite: SQL): Fault[] {
  const inRange = sql`abs(${value}) between 1e-300 and 1e300`
  return [
    {
      check: 'P08',
      name: 'beyond-double',
      message: 'are beyond what a double can hold',
      where: sql`${finite}not (${inRange} or ${value} = 0)`,
    },
    {
      check: 'P08',
      name: 'digits-lost',
      message: 'have more than 15 digits: V3 shows the nearest double, the companion keeps them all',
      where: sql`${finite}${inRange} and length(regexp_replace(trim_scale(${value})::text, '\\D|^-?0\\.0*', '', 'g')) > 15`,
      treatments: [],
    },
  ]
}

/** Whole numbers of V3 have 32 bits; V1's may have more, or decimals. */
function integerFaults(value: SQL, finite: SQL, type: string | null): Fault[] {
  const size = sql`${finite}${value} not between -2147483648 and 2147483647`
  const tooLarge = { check: 'P08', name: 'too-large', message: 'do not fit a whole number of 32 bits', where: size }
  if (type === 'bigint') return [tooLarge]
  return [tooLarge, { check: 'P08', name: 'fraction', message: 'are not whole', where: sql`${finite}${value} <> trunc(${value})` }]
}

function numberFaults(table: V1TableName, { name, kind, type }: V1Column, value: SQL): Fault[] {
  const whole = type !== null && /^(?:smallint|integer|bigint)$/.test(type)
  const infinite = sql`${value}::text in ('NaN', 'Infinity', '-Infinity')`
  const finite = whole ? sql`` : sql`not (${infinite}) and `
  const faults: Fault[] = whole ? [] : [{ check: 'P07', name: 'not-finite', message: 'are NaN or infinite', where: infinite }]
  const [range] = RANGES[table].find(([, columns]) => columns.includes(name)) ?? []
  if (range !== undefined) {
    const [low, high] = range
    const over = high === null ? sql`` : sql` or ${value} > ${sql.raw(String(high))}`
    const message = high === null ? `are below ${low}` : `are outside ${low} to ${high}`
    faults.push({ check: 'P07', name: 'out-of-range', message, where: sql`${finite}(${value} < ${sql.raw(String(low))}${over})` })
  }
  if (kind === 'decimal') return type?.startsWith('numeric(') === true ? faults : [...faults, ...doubleFaults(value, finite)]
  return type === 'integer' || type === 'smallint' ? faults : [...faults, ...integerFaults(value, finite, type)]
}

function textFaults(table: V1TableName, { name }: V1Column, value: SQL): Fault[] {
  const limit = textLimit(table, name)
  if (limit === null) return []
  const reason = `too-long: longer than the ${limit} characters that V3 has`
  const cut: Treatment = {
    option: 'cut',
    meaning: `V3 shows the first ${limit} characters; the companion keeps the whole`,
    ruling: { kind: 'value', column: name, value: sql`left(${value}, ${sql.raw(String(limit))})`, reason },
  }
  const inKey = /name$|^strategy_version$/.test(name)
  const treatments = inKey ? [cut, quarantine(reason)] : [cut, setNull(name, reason), quarantine(reason)]
  const message = `are longer than the ${limit} characters that V3 has`
  return [{ check: 'P08', name: 'too-long', message, where: sql`length(${value}) > ${sql.raw(String(limit))}`, treatments }]
}

const timeFaults = (value: SQL): Fault[] => [
  {
    check: 'P11',
    name: 'no-date',
    message: 'are infinite, or of a year that no calendar here has',
    where: sql`not isfinite(${value}) or ${value} < '0001-01-02' or ${value} > '9999-12-30'`,
  },
]

function listFaults(table: V1TableName, column: V1Column): Fault[] {
  const { name, kind, type, guarded } = column
  const value = sql`r.${sql.identifier(name)}`
  const unreadable = sql`coalesce(r.${sql.identifier(`${name}?`)}, false)`
  const faults: Fault[] = []
  if (guarded)
    faults.push({ check: 'P06', name: 'unreadable', message: `are of type ${type} and cannot be read as ${kind}`, where: unreadable })
  if (REQUIRED[`${table}.${name}`] !== undefined)
    faults.push({ check: 'P02', name: 'null', message: 'are null, which V3 refuses', where: sql`${value} is null` })
  if (kind === 'integer' || kind === 'decimal') return [...faults, ...numberFaults(table, column, value)]
  if (kind === 'text') return [...faults, ...textFaults(table, column, value)]
  return kind === 'time' ? [...faults, ...timeFaults(value)] : faults
}

/** Everything in the values of a table that V3's types and CHECKs would refuse. */
export const valueChecks = ({ table, columns }: V1Relation): readonly RowCheck[] =>
  columns
    .filter(({ name, type }) => type !== null && !KEY_COLUMNS.includes(name))
    .flatMap((column) => listFaults(table, column).map((fault) => toRowCheck(table, column.name, fault)))
