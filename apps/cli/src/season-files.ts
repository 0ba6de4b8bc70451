import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ImportFile } from './connect/connection.ts'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { cli } from './words.ts'

const CODE = /^(\d{2})(\d{2})$/
/** Results files begin in 1993: two digits from here on belong to the last century. */
const FIRST_YEAR = 90

export const listed = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

function startOf(code: string): number {
  const years = CODE.exec(code)
  const first = Number(years?.[1])
  if (!years || Number(years[2]) !== (first + 1) % 100) throw new Failure(EXIT.usage, cli.importing.badSeason({ season: code }))
  return first >= FIRST_YEAR ? 1900 + first : 2000 + first
}

const seasonStarting = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`

/**
 * Seasons by their codes.
 *
 * @throws {Failure} usage  not a code, or a range that ends before it begins
 * @example seasonRange('2122..2223') // ['2021-22', '2022-23']
 */
export function seasonRange(text: string): string[] {
  return listed(text).flatMap((part) => {
    const [from = '', to = from] = part.split('..').map((code) => code.trim())
    const [first, last] = [startOf(from), startOf(to)]
    if (last < first) throw new Failure(EXIT.usage, cli.importing.badRange({ range: part }))
    return Array.from({ length: last - first + 1 }, (_, i) => seasonStarting(first + i))
  })
}

const HOST = /^(www\.)?football-data\.co\.uk$/
const SEASON_FILE = /^\/mmz4281\/(\d{4})\/([A-Za-z0-9]{2,4})\.csv$/

/**
 * Division and season of a season file's address; the server fetches it by these two, from its allowed host only.
 *
 * @throws {Failure} rejected, for an address of anything else
 * @example seasonOfUrl('https://www.football-data.co.uk/mmz4281/2223/E0.csv') // { league: 'E0', season: '2223' }
 */
export function seasonOfUrl(address: string): { league: string; season: string } {
  const url = URL.canParse(address) ? new URL(address) : null
  const [, season, league] = (url && HOST.test(url.hostname) && SEASON_FILE.exec(url.pathname)) || []
  if (season && league) return { league: league.toUpperCase(), season }
  throw new Failure(EXIT.rejected, cli.importing.badAddress({ address }), { code: 'SOURCE_NOT_ALLOWED' })
}

/**
 * The files that paths stand for: a file as it is, a folder's `.csv` files in the order of their names.
 *
 * @throws {Failure} notFound for a path that is not there, rejected for a folder without CSV files
 */
export async function collectCsvFiles(paths: readonly string[]): Promise<ImportFile[]> {
  const found = (await Promise.all(paths.map(filesAt))).flat()
  return found.map((path) => ({ name: basename(path), path }))
}

async function filesAt(path: string): Promise<string[]> {
  const entry = await stat(path).catch((cause: unknown) => {
    throw new Failure(EXIT.notFound, cli.importing.noPath({ path }), { code: 'FILE_NOT_FOUND', cause })
  })
  if (!entry.isDirectory()) return [path]
  const names = (await readdir(path)).filter((name) => /\.csv$/i.test(name)).sort()
  if (names.length === 0) throw new Failure(EXIT.rejected, cli.importing.noCsv({ path }), { code: 'NO_CSV_FILES' })
  return names.map((name) => join(path, name))
}
