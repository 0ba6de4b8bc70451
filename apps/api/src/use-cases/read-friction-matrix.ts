import { type FrictionPairRow, listFrictionPairs, listTeams } from '@mon-ps/db'
import type { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { FrictionMatrixWire, frictionMatrixInput } from '../routers/friction/schemas.ts'
import { metaOf } from '../wire/to-wire.ts'
import type { App } from './app.ts'

const ALL_OF_A_LEAGUE = 200

/**
 * All ordered pairs of one league as columns.
 *
 * @throws {ApiError} LEAGUE_NOT_FOUND  no team of that league and season has a row of that origin
 */
export async function readFrictionMatrix(
  app: Pick<App, 'database'>,
  query: z.output<typeof frictionMatrixInput>,
): Promise<FrictionMatrixWire> {
  const { db } = app.database
  const page = { limit: ALL_OF_A_LEAGUE, order: 'asc', after: null } as const
  const { rows } = await listTeams(db, { ...query, sort: 'teamName', page })
  const season =
    query.season ??
    rows.reduce<string | null>((latest, row) => (row.season !== null && row.season > (latest ?? '') ? row.season : latest), null)
  const teams = rows.filter((row) => row.season === season)
  const [first] = teams
  if (!first || season === null) {
    throw new ApiError(
      'LEAGUE_NOT_FOUND',
      `got league "${query.league}", which has no ${query.origin} teams. league.list names those that are loaded`,
    )
  }
  const pairs = await listFrictionPairs(db, { origin: query.origin, league: query.league, season })
  const place = new Map(teams.map(({ id }, index) => [id, index]))
  const column = (value: (pair: FrictionPairRow) => number | null): (number | null)[] => {
    const cells = new Array<number | null>(teams.length ** 2).fill(null)
    for (const pair of pairs) {
      const [home, away] = [place.get(pair.homeId), place.get(pair.awayId)]
      if (home !== undefined && away !== undefined) cells[home * teams.length + away] = value(pair)
    }
    return cells
  }
  return {
    league: first.league,
    leagueCode: first.leagueCode ?? query.league,
    season,
    teams: teams.map(({ id, teamName }) => ({ id, name: teamName })),
    metrics: {
      friction: column((pair) => pair.friction),
      chaos: column((pair) => pair.chaos),
      goals: column((pair) => pair.goals),
      homeWin: column((pair) => pair.homeWin),
      uncertainty: column((pair) => pair.uncertainty),
    },
    matchesAnalyzed: column((pair) => pair.matchesAnalyzed),
    meta: metaOf(teams, query.origin),
  }
}
