import type { CsvFile, CsvRow } from '@mon-ps/core/sources/csv'
import { ApiError } from '../../errors.ts'

/** A results file of one season is below 1 MB; the limit leaves room for any division of any length. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** A row of the widest file is below 2 KB. An unclosed quote would otherwise swallow the rest of the file. */
const MAX_RECORD_BYTES = 64 * 1024
/** Characters handed to the parser at once: between two pieces the server answers others. */
const PIECE = 64 * 1024

export interface DecodedCsv {
  readonly csv: CsvFile
  /** Each row's text as it stands in the file, by line. */
  readonly rawByLine: ReadonlyMap<number, string>
}

/** A file to read: its name as the person knows it and its bytes, whole or as they come in. */
export interface FileSource {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/**
 * All bytes of a file, refused as soon as they are too many or plainly no text.
 *
 * @param expected  what the file should have been, for the sentence that refuses it
 * @throws {ApiError} BODY_TOO_LARGE   more than {@link MAX_FILE_BYTES}
 * @throws {ApiError} IMPORT_REJECTED  empty, binary, or UTF-16
 */
export async function readBytes(
  { name, bytes }: FileSource,
  expected = 'comma-separated text from football-data.co.uk',
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    if (size === 0) refuseUtf16(name, chunk)
    size += chunk.length
    if (size > MAX_FILE_BYTES) {
      throw new ApiError('BODY_TOO_LARGE', `${name}: got more than ${MAX_FILE_BYTES / 1024 / 1024} MB, expected the results of one season`)
    }
    if (chunk.includes(0)) throw rejected(name, `got a binary file, expected ${expected}`)
    chunks.push(chunk)
  }
  if (size === 0) throw rejected(name, `got an empty file, expected ${expected}`)
  return Buffer.concat(chunks, size)
}

function refuseUtf16(name: string, start: Uint8Array): void {
  const marked = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  if (marked) throw rejected(name, 'got UTF-16 text, expected UTF-8 or Latin-1. Save it as "CSV UTF-8" and try again')
}

/** UTF-8 where every byte of it is, else Latin-1, which older seasons are in; a byte-order mark is dropped. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

/**
 * Splits a results file into records with their line numbers. Rows may be longer or shorter than the header: what
 * that means is for core to say.
 *
 * @throws {ApiError} IMPORT_REJECTED  not comma-separated text: a quote is not closed, a record is absurdly long
 */
export async function readCsv(name: string, text: string): Promise<DecodedCsv> {
  const { parse } = await import('csv-parse')
  const parser = parse({
    bom: true,
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: MAX_RECORD_BYTES,
  })
  const rows: CsvRow[] = []
  const rawByLine = new Map<number, string>()
  const collected = (async () => {
    let lastLine = 0
    for await (const { record, raw, info } of parser as AsyncIterable<RawRecord>) {
      const line = lastLine + 1
      lastLine = Math.max(info.lines, line)
      rows.push({ line, cells: record })
      rawByLine.set(line, raw.replace(/[\r\n]+$/, ''))
    }
  })()
  const written = (async () => {
    for (let start = 0; start < text.length && !parser.destroyed; start += PIECE) {
      if (!parser.write(text.slice(start, start + PIECE))) await settled(parser)
      await new Promise((resolve) => setImmediate(resolve))
    }
    parser.end()
  })()
  try {
    await Promise.all([collected, written])
  } catch (cause) {
    const where = cause instanceof Error && 'lines' in cause ? ` at line ${String(cause.lines)}` : ''
    throw rejected(name, `got text that is not comma-separated${where}: ${toSentence(cause)}`, cause)
  }
  const [header, ...records] = rows
  return {
    csv: { fileName: name, header: header?.cells ?? [], rows: records, endsWithLineBreak: /[\r\n]$/.test(text) },
    rawByLine,
  }
}

interface RawRecord {
  readonly record: string[]
  readonly raw: string
  readonly info: { readonly lines: number }
}

/** Until the parser takes more, or has given up. */
function settled(parser: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done)
      parser.off('close', done)
      resolve()
    }
    parser.on('drain', done)
    parser.on('close', done)
  })
}

function toSentence(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted value is not closed'
  if (code === 'CSV_MAX_RECORD_SIZE') return `a row is longer than ${MAX_RECORD_BYTES} characters`
  if (code === 'CSV_INVALID_CLOSING_QUOTE' || code === 'INVALID_OPENING_QUOTE') return 'a quote stands inside a value'
  return 'its rows cannot be told apart'
}

/** One clear sentence, and nothing was written. */
export function rejected(name: string, reason: string, cause?: unknown): ApiError {
  return new ApiError('IMPORT_REJECTED', `${name}: ${reason}. Nothing of it was written.`, { file: name }, cause)
}
