/** Text for statements that run as they are and inside plpgsql functions alike: no parameters. */

/** A text as an SQL literal. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Names as a list, each after `prefix`, which is an alias with its dot or empty. */
export const listed = (names: readonly string[], prefix = ''): string => names.map((name) => `${prefix}${named(name)}`).join(', ')

/** Which rows of a V1 table a statement is about: a condition on a column that holds their V1 ids. */
export type IdScope = (column: string) => string

export const allIds: IdScope = () => 'true'
export const idsBetween =
  (lo: number, hi: number): IdScope =>
  (column) =>
    `${column} between ${lo} and ${hi}`
/** @param variable  an `integer[]` of plpgsql, or a literal */
export const idsIn =
  (variable: string): IdScope =>
  (column) =>
    `${column} = any(${variable})`
export const integerArray = (ids: readonly number[]): string => `'{${ids.map((id) => Math.trunc(id)).join(',')}}'::integer[]`
