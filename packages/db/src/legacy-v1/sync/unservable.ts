/** As the legacy may write the name of a V1 table in a statement. */
const named = (table: string) => String.raw`(only\s+)?("?quantum"?\s*\.\s*)?"?${table}"?\M`

const BEGINNING = String.raw`(^|;)(\s|--[^\n]*(\n|$)|/\*.*?\*/)*`

/** Postgres 17 and newer serve a MERGE on a view. */
export const SERVES_MERGE = `current_setting('server_version_num')::integer >= 170000`

/**
 * What a trigger on `table` recognises in the text of a write that a view could not serve: the name under which it is noted, and a
 * pattern. TRUNCATE has a trigger of its own; what only reads, and definitions, no trigger sees.
 */
export const seenByTriggers = (table: string): readonly (readonly [statement: string, pattern: string])[] => [
  ['COPY', String.raw`${BEGINNING}copy\s+${named(table)}`],
  ['MERGE', String.raw`\mmerge\s+into\s+${named(table)}`],
  ['ON CONFLICT ON CONSTRAINT', String.raw`\mon\s+conflict\s+on\s+constraint\M`],
  ['WHERE CURRENT OF', String.raw`\mwhere\s+current\s+of\M`],
]

/** The same of a statement that the server remembers, or of a function's text; `merges` where a view cannot serve a MERGE. */
export const unservable = (table: string, merges: boolean): string => {
  // The companion of the same name is a table, and ours.
  const v1 = String.raw`(?<!legacy_v1"?\."?)\m${table}\M`
  const before = String.raw`truncate|copy(?!\s*\()|create\s+(unique\s+)?index|alter\s+table|drop\s+table|comment\s+on\s+table|pg_get_serial_sequence`
  const after = String.raw`on\s+conflict\s+on\s+constraint|where\s+current\s+of|tablesample`
  return String.raw`\m(${before}${merges ? String.raw`|merge\s+into` : ''})\M.*${v1}|${v1}.*\m(${after})\M`
}
