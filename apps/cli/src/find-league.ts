import type { MonPsClient } from '@mon-ps/client'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { suggest } from './suggest.ts'

/**
 * Tells a league that is not loaded from one whose list is empty.
 *
 * @throws {Failure} notFound, with near names, for a code or name of no loaded league
 */
export async function requireLeague(client: MonPsClient, league: string): Promise<void> {
  const { data } = await client.league.list.query()
  const names = data.flatMap(({ code, name }) => [code, name])
  if (names.some((name) => name.toLowerCase() === league.toLowerCase())) return
  const loaded = data.length > 0 ? `Loaded: ${data.map(({ code, name }) => `${code} (${name})`).join(', ')}.` : 'No league is loaded.'
  throw new Failure(EXIT.notFound, `No league is called "${league}". ${loaded}`, {
    code: 'LEAGUE_NOT_FOUND',
    suggestions: suggest(league, names),
  })
}
