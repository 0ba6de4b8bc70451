/** A value of an INSERT: text as it was quoted, numbers and booleans as they stand, null for NULL. */
export type InsertedValue = string | null
export type InsertedRow = ReadonlyMap<string, InsertedValue>

const INSERT = /^INSERT INTO ([a-z_.]+) \(([^)]*)\) VALUES$/gm
const VALUE = /'((?:[^']|'')*)'(?:::jsonb)?|([^\s,();']+)|([();])/gy

/** The rows of one INSERT, from behind its VALUES to its semicolon. */
function rowsFrom(text: string, start: number, columns: readonly string[]): readonly InsertedRow[] {
  const rows: InsertedRow[] = []
  let values: InsertedValue[] = []
  let at = start
  for (;;) {
    while (/[\s,]/.test(text[at] ?? '')) at++
    VALUE.lastIndex = at
    const token = VALUE.exec(text)
    if (!token) throw new Error(`cannot read the INSERT at ${at}: ${text.slice(at, at + 40)}`)
    at = VALUE.lastIndex
    if (token[3] === ';') return rows
    if (token[3] === '(') values = []
    else if (token[3] === ')') rows.push(new Map(columns.map((column, i) => [column, values[i] ?? null])))
    else if (token[1] !== undefined) values.push(token[1].replaceAll("''", "'"))
    else values.push(token[2] === 'NULL' ? null : (token[2] ?? null))
  }
}

/** The rows that a script of INSERT statements puts into a table, by column. */
export function insertedRows(sql: string, table: string): readonly InsertedRow[] {
  return [...sql.matchAll(INSERT)].flatMap((insert) => {
    const columns = (insert[2] as string).split(',').map((column) => column.trim())
    return insert[1] === table ? rowsFrom(sql, insert.index + insert[0].length, columns) : []
  })
}

const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['serial', 'integer'],
  ['timestamp', 'timestamp without time zone'],
])

/** The columns of a CREATE TABLE with their types as the catalogue names them. */
export function createdColumns(sql: string, table: string): readonly { readonly name: string; readonly type: string }[] {
  const body = new RegExp(`CREATE TABLE ${table} \\(([\\s\\S]*?)\\);`).exec(sql)?.[1] ?? ''
  return body
    .split(/,(?![^(]*\))/)
    .map((part) => /^([a-z]\w*) ([a-z]+(?:\([\d,]+\))?)/.exec(part.trim()))
    .filter((column) => column !== null)
    .map(([, name = '', type = '']) => ({ name, type: OTHER_WORDS.get(type) ?? type.replace(/^varchar/, 'character varying') }))
}
