import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable, type PriceColumns, type PriceKey } from '@mon-ps/core/football/match-table'
import { DbError } from '../errors.ts'
import type { PartLayout } from '../schema/snapshots.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)
const BYTES = Float64Array.BYTES_PER_ELEMENT

export interface EncodedPart {
  /** SHA-256 of the layout's JSON and the bytes before compression: compressors differ, the data do not. */
  readonly sha256: string
  readonly layout: PartLayout
  readonly data: Buffer
}

/** A big-endian host turns the bytes around: what is stored is little-endian everywhere. */
function littleEndian(bytes: Buffer): Buffer {
  return endianness() === 'BE' ? bytes.swap64() : bytes
}

const pricesInOrder = ({ price1, priceX, price2, line }: PriceColumns) => [price1, priceX, price2, line]

interface Laid {
  readonly layout: PartLayout
  readonly bytes: Buffer
}

/** A match table as bytes: `MATCH_COLUMNS`, then four columns per price key in the order of the keys. */
function layOut(table: MatchTable): Laid {
  const keys = [...table.prices.keys()].sort()
  const columns = [
    ...MATCH_COLUMNS.map((name) => table.columns[name]),
    ...keys.flatMap((key) => pricesInOrder(table.prices.get(key) as PriceColumns)),
  ]
  const values = new Float64Array(columns.length * table.length)
  for (const [at, column] of columns.entries()) values.set(column, at * table.length)
  const layout: PartLayout = {
    version: 1,
    competition: table.competition,
    rows: table.length,
    teams: table.teams.map(({ id, name }) => ({ id, name })),
    seasons: table.seasons,
    columns: MATCH_COLUMNS,
    prices: keys,
  }
  return { layout, bytes: littleEndian(Buffer.from(values.buffer)) }
}

const hashLayout = ({ layout, bytes }: Laid): string => createHash('sha256').update(JSON.stringify(layout)).update(bytes).digest('hex')

export async function encodePart(table: MatchTable): Promise<EncodedPart> {
  const laid = layOut(table)
  return { sha256: hashLayout(laid), layout: laid.layout, data: await compress(laid.bytes) }
}

/** The hash under which a match table is stored as a part, whether it is or not. */
export const partHash = (table: MatchTable): string => hashLayout(layOut(table))

/** Prices are keyed by three words; a layout that says otherwise was not written by {@link encodePart}. */
function isPriceKey(key: string): key is PriceKey {
  return key.split('|').length === 3
}

/**
 * The match table of a stored part.
 * @throws {DbError} QUERY_FAILED  the bytes are not those that the layout describes
 */
export async function decodePart(layout: PartLayout, data: Buffer): Promise<MatchTable> {
  const bytes = littleEndian(await decompress(data))
  const expected = (layout.columns.length + layout.prices.length * 4) * layout.rows * BYTES
  if (bytes.length !== expected)
    throw new DbError('QUERY_FAILED', `got a snapshot part of ${bytes.length} bytes, expected ${expected}; import the competition again`)
  // A copy, because a view must begin at a multiple of eight and may be handed to another thread whole.
  const values = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const column = (at: number) => values.subarray(at * layout.rows, (at + 1) * layout.rows)
  const columns = {} as Record<MatchColumn, Float64Array>
  for (const name of MATCH_COLUMNS) columns[name] = column(layout.columns.indexOf(name))
  const prices = new Map<PriceKey, PriceColumns>()
  for (const [at, key] of layout.prices.entries()) {
    if (!isPriceKey(key)) throw new DbError('QUERY_FAILED', `got the price key "${key}", expected market|phase|bookmaker`)
    const first = layout.columns.length + at * 4
    prices.set(key, { price1: column(first), priceX: column(first + 1), price2: column(first + 2), line: column(first + 3) })
  }
  return { competition: layout.competition, length: layout.rows, teams: layout.teams, seasons: layout.seasons, columns, prices }
}
