import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'

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
  throw new Failure(
    EXIT.rejected,
    `Got ${address}, expected an address such as https://www.football-data.co.uk/mmz4281/2223/E0.csv. Other files: download and import them.`,
    { code: 'SOURCE_NOT_ALLOWED' },
  )
}
