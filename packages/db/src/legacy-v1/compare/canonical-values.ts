import type { ColumnMapping, TableMapping } from '@mon-ps/core/legacy-v1/column-mapping'
import { named, quoted } from '../copy/sql-text.ts'

/** A row's values by V1 column as text, equal where they mean the same; null where there is none. */
export type Values = Readonly<Record<string, string | null>>

interface ComparedColumn {
  readonly v1: string
  readonly v3: string
  readonly rule: string
  /** As V1 declares it. */
  readonly type: string
}

/** Rules that give back V1's value, and are not about which row it is. */
const COMPARED: ReadonlySet<string> = new Set(['copy@1', 'double@1', 'instant@1', 'predicted-winner@1'])

/** The columns that can be asked for on both sides. Whoever fills a column of V3's own moves `updated_at`, too. */
function comparedColumns(mapping: TableMapping): readonly ComparedColumn[] {
  const isCompared = ({ rule, invertible, target }: ColumnMapping) => invertible && COMPARED.has(rule) && target !== 'updated_at'
  return mapping.columns.filter(isCompared).map(({ target, sources, rule }) => {
    const v1 = sources[0] ?? ''
    return { v1, v3: target, rule, type: mapping.v1Columns.find(({ name }) => name === v1)?.type ?? 'text' }
  })
}

const moment = (instant: string) => `to_char(${instant}, 'YYYY-MM-DD"T"HH24:MI:SS.US')`
const NO_NUMBERS = `('NaN', 'Infinity', '-Infinity')`

/** What V1 says, in a column of `r`, read in the zone of the move. */
function saidByV1({ v1, rule, type }: ComparedColumn, zone: string): string {
  const value = `r.${named(v1)}`
  if (rule === 'double@1') return `case when ${value}::text not in ${NO_NUMBERS} then trim_scale(${value}::float8::numeric)::text end`
  if (rule === 'instant@1') return moment(`(${value}::timestamp at time zone ${quoted(zone)}) at time zone 'UTC'`)
  if (rule === 'predicted-winner@1') return `case when ${value} in ('team_a', 'team_b', 'draw') then ${value} end`
  return type === 'integer' ? `${value}::numeric::text` : `${value}::text`
}

/** What V3 says, in a column of `t`. */
function saidByV3({ v3, rule, type }: ComparedColumn): string {
  const value = `t.${named(v3)}`
  if (rule === 'double@1') return `trim_scale(${value}::numeric)::text`
  if (rule === 'instant@1') return moment(`${value} at time zone 'UTC'`)
  return type === 'integer' ? `${value}::numeric::text` : `${value}::text`
}

const pairs = (entries: readonly (readonly [name: string, text: string])[]) =>
  `jsonb_build_object(${entries.map(([name, text]) => `${quoted(name)}, ${text}`).join(', ')})`

/** One JSON object of a row of V1, by V1's names. */
export const valuesOfV1 = (mapping: TableMapping, zone: string): string =>
  pairs(comparedColumns(mapping).map((column) => [column.v1, saidByV1(column, zone)]))

/** One JSON object of a row of V3, by V3's names. */
export const valuesOfV3 = (mapping: TableMapping): string => pairs(comparedColumns(mapping).map((column) => [column.v3, saidByV3(column)]))

const SIDES_OF_V1: Readonly<Record<string, string>> = { team_a: 'team_b', team_b: 'team_a' }
const SIDES_OF_V3: Readonly<Record<string, string>> = { home: 'away', away: 'home' }

const swapped = (values: Values, sides: Readonly<Record<string, string>>, other: (name: string) => string): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      other(name),
      name === 'predicted_winner' && value !== null ? (sides[value] ?? value) : value,
    ]),
  )

/** A pair of V1 as the other side sees it. */
export const reversedInV1 = (values: Values): Values =>
  swapped(values, SIDES_OF_V1, (name) => name.replace(/(?<=^|_)[ab](?=_|$)/, (side) => (side === 'a' ? 'b' : 'a')))

/** A pair of V3 as the other side sees it. */
export const reversedInV3 = (values: Values): Values =>
  swapped(values, SIDES_OF_V3, (name) => name.replace(/home|away/, (side) => (side === 'home' ? 'away' : 'home')))

/** V3's values under V1's names and in V1's words. */
export function inV1Words(mapping: TableMapping, values: Values): Values {
  const winners: Readonly<Record<string, string>> = { home: 'team_a', away: 'team_b' }
  return Object.fromEntries(
    comparedColumns(mapping).map(({ v1, v3, rule }) => {
      const value = values[v3] ?? null
      return [v1, rule === 'predicted-winner@1' && value !== null ? (winners[value] ?? value) : value]
    }),
  )
}
