import { recountLeagueMatches, recountLeagueTeams } from '@mon-ps/core/provenance/contribution'
import { ApiError } from '../../errors.ts'
import { LEAGUE_NUMBERS, type ProvenanceQuery } from '@mon-ps/contract/provenance'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import { tracedBy } from './match-rows.ts'
import { currentLeague } from './part-of-run.ts'
import type { TracedNumber, Tracing } from './traced-number.ts'

/**
 * A count of what is loaded of a league: no run made it, so it is counted on what stands there now.
 *
 * @throws {ApiError} NUMBER_NOT_FOUND, LEAGUE_NOT_FOUND
 */
export async function leagueNumber(app: Tracing, query: ProvenanceQuery & { readonly league: string }): Promise<TracedNumber> {
  const number = LEAGUE_NUMBERS.find((one) => one === query.number)
  if (number === undefined)
    throw new ApiError('NUMBER_NOT_FOUND', `got number "${query.number}" of a league, expected one of ${LEAGUE_NUMBERS.join(', ')}`)
  await app.snapshot.flush()
  const league = (await listCompetitions(app.database.db)).find(({ code, name }) => code === query.league || name === query.league)
  if (!league) throw new ApiError('LEAGUE_NOT_FOUND', `got league "${query.league}", which is not loaded; league.list names those that are`)
  const { table } = await currentLeague(app, league.code)
  const isMatches = number === 'matches'
  return {
    name: `${isMatches ? 'Matches' : 'Teams of the latest season'}, ${league.name}`,
    unit: isMatches ? 'matches' : 'teams',
    shown: league[number],
    n: null,
    runId: null,
    migrated: null,
    noRecount: null,
    ...tracedBy(isMatches ? recountLeagueMatches(table) : recountLeagueTeams(table), table),
  }
}
