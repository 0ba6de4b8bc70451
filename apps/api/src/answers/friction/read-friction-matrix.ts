import { type FrictionPairRow, listFrictionPairs } from '@mon-ps/db/repositories/frictions'
import { ApiError } from '../../errors.ts'
import type { TeamRef } from '@mon-ps/contract/answer'
import type { FrictionMatrix, FrictionMatrixInput } from '@mon-ps/contract/friction'
import { toMeta } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'

/** A text of the root locale puts Ålesund beside Alesund, as the lists of teams do. */
const byName = new Intl.Collator('und').compare

/** Everybody who has a pair. What made a team's own row does not matter: a moved team's pairs may be calculated. */
function listTeams(pairs: readonly FrictionPairRow[]): TeamRef[] {
  const names = new Map(
    pairs.flatMap(({ homeId, homeName, awayId, awayName }) => [
      [homeId, homeName],
      [awayId, awayName],
    ]),
  )
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => byName(a.name, b.name) || a.id - b.id)
}

/**
 * All ordered pairs of one league as columns. A pair without a home side stands in both orders.
 *
 * @throws {ApiError} LEAGUE_NOT_FOUND  no pair of that league and season has a row of that origin
 */
export async function readFrictionMatrix(app: { readonly database: Database }, query: FrictionMatrixInput): Promise<FrictionMatrix> {
  const { season, pairs } = await listFrictionPairs(app.database.db, query)
  const [first] = pairs
  if (first === undefined) {
    throw new ApiError(
      'LEAGUE_NOT_FOUND',
      `got league "${query.league}", which has no ${query.origin} pairs. league.list names those that are loaded`,
    )
  }
  const teams = listTeams(pairs)
  const place = new Map(teams.map(({ id }, index) => [id, index]))
  const column = (value: (pair: FrictionPairRow) => number | null): (number | null)[] => {
    const cells = new Array<number | null>(teams.length ** 2).fill(null)
    for (const pair of pairs) {
      const [home = 0, away = 0] = [place.get(pair.homeId), place.get(pair.awayId)]
      cells[home * teams.length + away] = value(pair)
      if (pair.orientation === 'unordered') cells[away * teams.length + home] = value(pair)
    }
    return cells
  }
  return {
    league: first.league ?? query.league,
    leagueCode: first.leagueCode ?? query.league,
    season,
    teams,
    metrics: {
      friction: column((pair) => pair.friction),
      chaos: column((pair) => pair.chaos),
      goals: column((pair) => pair.goals),
      homeWin: column((pair) => (pair.orientation === 'unordered' ? null : pair.homeWin)),
      uncertainty: column((pair) => (pair.orientation === 'unordered' ? null : pair.uncertainty)),
    },
    matchesAnalyzed: column((pair) => pair.matchesAnalyzed),
    meta: toMeta(pairs, query.origin),
  }
}
