import type { ColumnMapping, RuleId } from './column-mapping.ts'

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

/** `name type` lines as V1 columns. */
export const v1Columns = (lines: string): readonly { readonly name: string; readonly type: string }[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', ...type] = line.trim().split(' ')
      return { name, type: type.join(' ') }
    })

export const CREATED_NOTE = 'where V1 has none, V3 shows when the row was published; the version row keeps that there was none'
