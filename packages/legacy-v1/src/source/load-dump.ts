import { type Database, openDatabase } from '@mon-ps/db/client'
import { asDbError, DbError } from '@mon-ps/db/errors'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Where the piece of SQL that begins at `start` ends, when it is one in which a semicolon means nothing: text in quotes,
 * a name in quotes, a dollar-quoted body, a comment. Null when it is none of them.
 */
function findOpaqueEnd(text: string, start: number): number | null {
  const rest = (end: number, length: number) => (end < 0 ? text.length : end + length)
  const two = text.slice(start, start + 2)
  if (two === '--') return rest(text.indexOf('\n', start), 1)
  if (two === '/*') return rest(text.indexOf('*/', start + 2), 2)
  const first = text[start]
  if (first === '"') return rest(text.indexOf('"', start + 1), 1)
  if (first === "'") return findTextEnd(text, start)
  if (first !== '$' || /[\w$]/.test(text[start - 1] ?? ' ')) return null
  const tag = /^\$(?:[A-Za-z_]\w*)?\$/.exec(text.slice(start, start + 70))?.[0]
  return tag === undefined ? null : rest(text.indexOf(tag, start + tag.length), tag.length)
}

/** A doubled quote reads as the end of one text and the start of the next. Backslashes escape only after an E. */
function findTextEnd(text: string, start: number): number {
  const escapes = /[eE]/.test(text[start - 1] ?? ' ') && !/\w/.test(text[start - 2] ?? ' ')
  for (let at = start + 1; at < text.length; at++) {
    if (escapes && text[at] === '\\') at++
    else if (text[at] === "'") return at + 1
  }
  return text.length
}

const INTERESTING = /[;'"$]|--|\/\*/g

/** The statements of a script, without their semicolons, with the comments before them. */
export function* splitStatements(text: string): Generator<string> {
  let start = 0
  INTERESTING.lastIndex = 0
  for (let found = INTERESTING.exec(text); found !== null; found = INTERESTING.exec(text)) {
    const end = findOpaqueEnd(text, found.index)
    if (end !== null) INTERESTING.lastIndex = end
    else if (found[0] === ';') {
      yield text.slice(start, found.index)
      start = found.index + 1
      INTERESTING.lastIndex = start
    }
  }
  yield text.slice(start)
}

const LEADING_COMMENTS = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/
/** Lines for psql in newer dumps. */
const RESTRICTION = /^\\(?:un)?restrict\b[^\n]*$/gm

/** Statements about roles of the dump's server, which do not matter for reading. */
const OF_ROLES =
  /^(?:GRANT|REVOKE|ALTER\s+DEFAULT\s+PRIVILEGES|CREATE\s+EXTENSION|COMMENT\s+ON\s+EXTENSION|SET\s+(?:SESSION\s+AUTHORIZATION|ROLE)\b|ALTER\s[\s\S]*\sOWNER\s+TO\s)/i
const COPY_IN = /^COPY\s[\s\S]*\sFROM\s+STDIN\b/i

/**
 * What of a plain SQL dump can be run by a driver: without the lines meant for psql, owners, grants and extensions.
 *
 * @throws {DbError} INVALID_ARGUMENT  it holds COPY … FROM stdin, or a command of psql
 */
export function readableDump(text: string, path: string): string {
  const kept: string[] = []
  for (const statement of splitStatements(text.replace(RESTRICTION, ''))) {
    const body = statement.replace(LEADING_COMMENTS, '')
    if (COPY_IN.test(body))
      throw new DbError(
        'INVALID_ARGUMENT',
        `${path} holds "${firstLine(body)}", whose data only psql can read; make the dump with: pg_dump --inserts`,
        { path },
      )
    if (body.startsWith('\\'))
      throw new DbError(
        'INVALID_ARGUMENT',
        `${path} holds the psql command "${firstLine(body)}", expected plain SQL; make it with: pg_dump --inserts`,
        {
          path,
        },
      )
    if (body.trim() !== '' && !OF_ROLES.test(body)) kept.push(body)
  }
  return kept.join(';\n')
}

const firstLine = (text: string) => text.split('\n', 1)[0]?.slice(0, 80) ?? ''

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new DbError('INVALID_ARGUMENT', `${path} is not UTF-8; make it with: pg_dump --inserts --encoding=UTF8`, { path }, error)
  }
}

/**
 * A plain SQL dump in an embedded database of its own, in a temporary folder that closing it removes.
 *
 * @throws {DbError} INVALID_ARGUMENT  the dump cannot be read or does not run; the message says why
 */
export async function loadDump(path: string): Promise<Database> {
  const text = readableDump(await readText(path), path)
  const folder = await mkdtemp(join(tmpdir(), 'mon-ps-legacy-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  let database: Database | null = null
  try {
    database = await openDatabase({ dataDir: folder })
    await database.sql.unsafe(text).simple()
    // A dump may end inside its transaction and with settings such as an empty search path.
    await database.sql.unsafe('commit; reset all').simple()
  } catch (error) {
    await database?.close()
    await remove()
    throw new DbError('INVALID_ARGUMENT', `${path} does not load: ${asDbError(error).message}`, { path }, error)
  }
  const closeEngine = database.close
  return Object.assign(database, {
    close: async () => {
      await closeEngine()
      await remove()
    },
  })
}
