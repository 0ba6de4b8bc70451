import { ApiError } from '../../errors.ts'
import type { ImportFetchInput, ImportReport } from '@mon-ps/contract/import'
import type { Database } from '@mon-ps/db/client'
import type { Serially } from '../../jobs/long-work.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { importResults } from './import-results.ts'
import { type FileSource, MAX_FILE_BYTES } from './read-csv.ts'

const TIMEOUT_MS = 10_000
const MAX_REDIRECTS = 3
const OWN_HOSTS = ['www.football-data.co.uk', 'football-data.co.uk']

interface Dependencies {
  readonly database: Database
  readonly serially: Serially
  readonly snapshot: PendingSnapshot
  /** Where seasons are fetched from. */
  readonly footballDataUrl: string
}

export interface SeasonFile {
  /** Division code, for example `E0`. */
  readonly league: string
  /** Season code of the source, for example `2223`. */
  readonly season: string
}

/**
 * Fetches seasons one by one and imports each as it comes; one that cannot be had stops it, and those before stay.
 *
 * @throws {ApiError} SOURCE_UNAVAILABLE, IMPORT_REJECTED
 */
export function fetchResults(app: Dependencies, { leagues, seasons }: ImportFetchInput): Promise<ImportReport> {
  async function* files(): AsyncGenerator<FileSource> {
    for (const league of leagues) for (const season of seasons) yield await fetchSeason({ league, season }, app.footballDataUrl)
  }
  return importResults(app, files())
}

/**
 * One season's results as football-data.co.uk publishes them.
 *
 * Only hosts of the list are asked, and only redirects within it are followed: an address that a person typed
 * never decides where this server connects to.
 *
 * @param baseUrl  where seasons live, ending in `/`; its host joins the list
 * @throws {ApiError} SOURCE_UNAVAILABLE  no answer in ten seconds, not 200, too large, or redirected off the list
 */
export async function fetchSeason({ league, season }: SeasonFile, baseUrl: string): Promise<FileSource> {
  const name = `${league}_${season}.csv`
  const base = new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`)
  const hosts = new Set([...OWN_HOSTS, base.host])
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await follow(new URL(`${season}/${league}.csv`, base), hosts, signal)
    const body = await readBody(response)
    return { name, bytes: [body] }
  } catch (error) {
    if (error instanceof ApiError) throw error
    const reason = signal.aborted ? `no answer within ${TIMEOUT_MS / 1000} seconds` : 'no connection'
    throw new ApiError('SOURCE_UNAVAILABLE', `${name}: ${reason} from ${base.host}. Try again, or import a file you have.`, {}, error)
  }
}

async function follow(start: URL, hosts: ReadonlySet<string>, signal: AbortSignal): Promise<Response> {
  let url = start
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: { Accept: 'text/csv' } })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (response.ok) return response
      await response.body?.cancel()
      throw new ApiError(
        'SOURCE_UNAVAILABLE',
        `${url.host} answered ${response.status} for ${url.pathname}: it has no such season, or not now.`,
      )
    }
    await response.body?.cancel()
    const next = new URL(location, url)
    if (!hosts.has(next.host) || !/^https?:$/.test(next.protocol)) {
      throw new ApiError(
        'SOURCE_UNAVAILABLE',
        `${url.host} redirects to ${next.host}, which is not on the list of hosts. Nothing was fetched.`,
      )
    }
    url = next
  }
  throw new ApiError('SOURCE_UNAVAILABLE', `${start.host} redirects more than ${MAX_REDIRECTS} times for ${start.pathname}.`)
}

async function readBody(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_FILE_BYTES) {
      throw new ApiError(
        'SOURCE_UNAVAILABLE',
        `${new URL(response.url).host} sends more than ${MAX_FILE_BYTES} bytes, expected one season.`,
      )
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
