import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { V3TableName } from '@mon-ps/db/schema/publish'

/** What a column holds, whatever its exact type. */
export type ColumnKind = 'integer' | 'decimal' | 'text' | 'boolean' | 'json' | 'time' | 'other'

/** @param type  as the server or Drizzle writes it; of a domain, its base type */
export function columnKind(type: string): ColumnKind {
  if (type.endsWith('[]')) return 'other'
  if (/^(?:smallint|integer|bigint|serial)$/.test(type)) return 'integer'
  if (/^(?:numeric|real|double)/.test(type)) return 'decimal'
  if (type === 'boolean') return 'boolean'
  if (/^jsonb?$/.test(type)) return 'json'
  if (/^(?:timestamp|date)/.test(type)) return 'time'
  return /^(?:character|varchar|text|citext)/.test(type) ? 'text' : 'other'
}

/** What turns V1 values into a V3 value: a name and a version, kept with every run that used it. */
export type RuleId = `${string}@${number}`

/** A rule in words; its pure function stands beside the table that uses it, its SQL in packages/db. */
export interface MappingRule {
  readonly id: RuleId
  /** One sentence: what comes in, what comes out, and when it is null. */
  readonly meaning: string
}

/** Where one V3 column comes from. */
export interface ColumnMapping {
  readonly target: string
  /**
   * V1 columns; `quantum_dna.market_dna` names a key of a JSON column, `team_strategies:strategy_name` a column of another
   * table. Empty where V1 has nothing: the column is null.
   */
  readonly sources: readonly string[]
  readonly rule: RuleId
  /** Why there is nothing, or what is remarkable; null where the rule says it all. */
  readonly note: string | null
  /**
   * Whether V1's value is rebuilt from this V3 value; else the companion row is what keeps it. It holds for every value that
   * the rule can read: one that it cannot has a finding, is null in V3 by a ruling, and the companion keeps it.
   */
  readonly invertible: boolean
  /** V3 refuses null here: where the rule gives none, the plan rules or the row is quarantined. */
  readonly required: boolean
}

/** One V1 table: every V3 column once, and every V1 column that no V3 column rebuilds, named as kept in the companion. */
export interface TableMapping {
  readonly v1: V1TableName
  readonly v3: V3TableName
  /** The V1 columns in their order, with the types that the legacy was written with. */
  readonly v1Columns: readonly { readonly name: string; readonly type: string }[]
  readonly columns: readonly ColumnMapping[]
  /** V1 columns that only the companion keeps, each with the reason. */
  readonly companionOnly: readonly { readonly column: string; readonly reason: string }[]
}

type Remark = Partial<Pick<ColumnMapping, 'note' | 'required'>>

const entry = (
  target: string,
  sources: readonly string[],
  rule: RuleId,
  invertible: boolean,
  { note = null, required = false }: Remark = {},
) => ({ target, sources, rule, note, invertible, required }) satisfies ColumnMapping

/** The same value under the same or another name. */
export const copied = (target: string, source: string = target, remark?: Remark): ColumnMapping =>
  entry(target, [source], 'copy@1', true, remark)

/** An exact decimal that V3 keeps as a double. */
export const asDouble = (target: string, source: string = target, remark?: Remark): ColumnMapping =>
  entry(target, [source], 'double@1', true, remark)

/** A time without zone that V3 keeps as an instant. */
export const asInstant = (target: string, remark?: Remark): ColumnMapping => entry(target, [target], 'instant@1', true, remark)

/** By a rule of its own, from which V1's value is rebuilt. */
export const ruled = (target: string, sources: readonly string[], rule: RuleId, remark?: Remark): ColumnMapping =>
  entry(target, sources, rule, true, remark)

/** By a rule of its own that keeps only a part: another column or the companion has the whole. */
export const derived = (target: string, sources: readonly string[], rule: RuleId, remark?: Remark): ColumnMapping =>
  entry(target, sources, rule, false, remark)

/** V1 has nothing for it. */
export const absent = (target: string, note: string): ColumnMapping => entry(target, [], 'none@1', false, { note })

/** `name type, name type` as V1 columns. */
export const v1Columns = (text: string): TableMapping['v1Columns'] =>
  text
    .trim()
    .split(/,\s+/)
    .map((column) => {
      const [name = '', ...type] = column.split(' ')
      return { name, type: type.join(' ') }
    })

export const CREATED_NOTE = 'where V1 has none, V3 shows when the row was published; the version row keeps that there was none'
