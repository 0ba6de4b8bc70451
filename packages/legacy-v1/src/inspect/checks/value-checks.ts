import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import { quarantine, type RowCheck, type Treatment } from '../check.ts'
import { KEY_COLUMNS, NUMBER_LIMITS, textLimit } from '../limits.ts'
import type { V1Column, V1Relation } from '../v1-relation.ts'

const OUT = 'the row gets no row in V3; the companion keeps it'

/** V1 columns that V3 cannot be without, and what is done with a row that has no good value there. */
const REQUIRED: Readonly<Record<string, readonly Treatment[]>> = {
  'matchup_friction.friction_score': [quarantine('no-score: a pair without a friction from 0 to 100 says nothing', OUT)],
  'team_strategies.bets': [quarantine('no-bets: a record without its number of bets is none', OUT)],
  'matchup_friction.sample_size': [
    {
      option: 'zero',
      meaning: 'V3 shows 0 matches analysed, which is what V1’s own column has by default',
      ruling: {
        kind: 'value',
        column: 'sample_size',
        value: sql`'0'`,
        reason: 'required-default: V3 needs a number, 0 is the default of the V1 column',
      },
    },
    quarantine('no-sample-size: V3 needs the number of matches'),
  ],
}

const nothing = (column: string, reason: string): Treatment => ({
  option: 'null',
  meaning: 'V3 has nothing there; the companion keeps the value',
  ruling: { kind: 'value', column, value: sql`null::text`, reason },
})

/** What V3 cannot hold: the value goes, or the row. */
const treatmentsOf = (table: V1TableName, column: string, reason: string): readonly Treatment[] =>
  REQUIRED[`${table}.${column}`] ?? [nothing(column, reason), quarantine(reason)]

type Fault = {
  readonly check: string
  readonly name: string
  readonly message: string
  readonly where: SQL
  readonly treatments?: readonly Treatment[]
}

function rowCheck(table: V1TableName, column: string, fault: Fault): RowCheck {
  const treatments = fault.treatments ?? treatmentsOf(table, column, `${fault.name}: ${column} ${fault.message}`)
  return {
    check: fault.check,
    table,
    name: `${column}-${fault.name}`,
    severity: 'warning',
    message: `values of ${column} ${fault.message}`,
    remedy: treatments[0]?.meaning ?? null,
    treatments,
    where: fault.where,
    what: sql`${column}::text || ' = ' || r.${sql.identifier(column)}::text`,
  }
}

const INTEGERS: readonly [number, number] = [-2147483648, 2147483647]

const NOT_FINITE = ['NaN', 'Infinity', '-Infinity']

/** Decimals that a double would not hold, or only in part; a type with bounds of its own has none. */
function doubleFaults(value: SQL, finite: SQL): Fault[] {
  return [
    {
      check: 'P08',
      name: 'beyond-double',
      message: 'are beyond what a double can hold',
      where: sql`${finite}not (abs(${value}) between 1e-300 and 1e300 or ${value} = 0)`,
    },
    {
      check: 'P08',
      name: 'digits-lost',
      message: 'have more than 15 digits: V3 shows the nearest double, the companion keeps them all',
      where: sql`${finite}abs(${value}) between 1e-300 and 1e300
        and length(regexp_replace(trim_scale(${value})::text, '\\D|^-?0\\.0*', '', 'g')) > 15`,
      treatments: [],
    },
  ]
}

/** Whole numbers of V3 have 32 bits; V1's may have more, or decimals. */
function integerFaults(value: SQL, finite: SQL, type: string | null): Fault[] {
  const [low, high] = INTEGERS.map((bound) => sql.raw(String(bound)))
  return [
    {
      check: 'P08',
      name: 'too-large',
      message: 'do not fit a whole number of 32 bits',
      where: sql`${finite}${value} not between ${low} and ${high}`,
    },
    ...(type === 'bigint'
      ? []
      : [{ check: 'P08', name: 'fraction', message: 'are not whole', where: sql`${finite}${value} <> trunc(${value})` }]),
  ]
}

function numberFaults(table: V1TableName, { name, kind, type }: V1Column): Fault[] {
  const value = sql`r.${sql.identifier(name)}`
  const whole = type !== null && /^(?:smallint|integer|bigint)$/.test(type)
  const infinite = sql`${value}::text in (${sql.join(
    NOT_FINITE.map((text) => sql`${text}`),
    sql`, `,
  )})`
  const finite = whole ? sql`` : sql`not (${infinite}) and `
  const faults: Fault[] = whole ? [] : [{ check: 'P07', name: 'not-finite', message: 'are NaN or infinite', where: infinite }]
  const { low, high } = NUMBER_LIMITS[table][name] ?? { low: null, high: null }
  if (low !== null || high !== null) {
    const under = low === null ? sql`false` : sql`${value} < ${sql.raw(String(low))}`
    const over = high === null ? sql`false` : sql`${value} > ${sql.raw(String(high))}`
    const range = high === null ? `below ${low}` : `outside ${low} to ${high}`
    faults.push({ check: 'P07', name: 'out-of-range', message: `are ${range}`, where: sql`${finite}(${under} or ${over})` })
  }
  if (kind === 'decimal') return type?.startsWith('numeric(') === true ? faults : [...faults, ...doubleFaults(value, finite)]
  return type === 'integer' || type === 'smallint' ? faults : [...faults, ...integerFaults(value, finite, type)]
}

function textFaults(table: V1TableName, { name }: V1Column): Fault[] {
  const limit = textLimit(table, name)
  if (limit === null) return []
  const value = sql`r.${sql.identifier(name)}`
  const reason = `too-long: longer than the ${limit} characters that V3 has`
  const cut: Treatment = {
    option: 'cut',
    meaning: `V3 shows the first ${limit} characters; the companion keeps the whole`,
    ruling: { kind: 'value', column: name, value: sql`left(${value}, ${sql.raw(String(limit))})`, reason },
  }
  const inKey = /name$|^strategy_version$/.test(name)
  return [
    {
      check: 'P08',
      name: 'too-long',
      message: `are longer than the ${limit} characters that V3 has`,
      where: sql`length(${value}) > ${sql.raw(String(limit))}`,
      treatments: inKey ? [cut, quarantine(reason)] : [cut, nothing(name, reason), quarantine(reason)],
    },
  ]
}

function timeFaults({ name }: V1Column): Fault[] {
  const value = sql`r.${sql.identifier(name)}`
  return [
    {
      check: 'P11',
      name: 'no-date',
      message: 'are infinite, or of a year that no calendar here has',
      where: sql`not isfinite(${value}) or ${value} < '0001-01-02' or ${value} > '9999-12-30'`,
    },
  ]
}

const faultsOf = (table: V1TableName, column: V1Column): Fault[] => {
  if (column.kind === 'integer' || column.kind === 'decimal') return numberFaults(table, column)
  if (column.kind === 'text') return textFaults(table, column)
  return column.kind === 'time' ? timeFaults(column) : []
}

const requiredNull = (table: V1TableName, { name }: V1Column): Fault[] =>
  REQUIRED[`${table}.${name}`] === undefined
    ? []
    : [{ check: 'P02', name: 'null', message: 'are null, which V3 refuses', where: sql`r.${sql.identifier(name)} is null` }]

const unreadable = ({ name, guarded, type, kind }: V1Column): Fault[] =>
  guarded
    ? [
        {
          check: 'P06',
          name: 'unreadable',
          message: `are of type ${type} and cannot be read as ${kind}`,
          where: sql`coalesce(r.${sql.identifier(`${name}?`)}, false)`,
        },
      ]
    : []

/** Wins and losses that are more than the bets: the losses go, since V1 took them to be whatever was not won. */
function sums(table: 'team_profiles' | 'team_strategies', prefix: string): RowCheck {
  const [bets, wins, losses] = [`${prefix}bets`, `${prefix}wins`, `${prefix}losses`].map((name) => sql`r.${sql.identifier(name)}`)
  const reason = 'more-than-bets: wins and losses are more than the bets'
  return {
    check: 'P12',
    table,
    name: 'more-than-bets',
    severity: 'warning',
    message: 'rows have more wins and losses than bets',
    remedy: 'V3 has no losses there: V1 took them to be whatever was not won',
    treatments: [nothing(`${prefix}losses`, reason), quarantine(reason)],
    where: sql`${wins} + ${losses} > coalesce(${bets}, ${sql.raw(String(INTEGERS[1]))})`,
    what: sql`${wins} || ' + ' || ${losses} || ' of ' || coalesce(${bets}::text, 'null')`,
  }
}

/** Everything in the values of a table that V3's types and CHECKs would refuse. */
export function valueChecks(relation: V1Relation): readonly RowCheck[] {
  const { table } = relation
  const checks = relation.columns
    .filter(({ name, type }) => type !== null && !KEY_COLUMNS.includes(name))
    .flatMap((column) =>
      [...unreadable(column), ...requiredNull(table, column), ...faultsOf(table, column)].map((fault) =>
        rowCheck(table, column.name, fault),
      ),
    )
  if (table === 'matchup_friction') return checks
  return [...checks, table === 'team_profiles' ? sums(table, 'total_') : sums(table, '')]
}
