import { type FrictionRow, listFrictions as findFrictions } from '@mon-ps/db/repositories/frictions'
import type { List } from '@mon-ps/contract/answer'
import { type FrictionListInput, type FrictionWire, WINNERS } from '@mon-ps/contract/friction'
import { encodeCursor, pageRequest } from '../wire/cursor.ts'
import { metaOf, storedStat } from '../wire/to-wire.ts'
import type { App } from './app.ts'

/** One page of ordered pairs. */
export async function listFrictions(app: Pick<App, 'database'>, query: FrictionListInput): Promise<List<FrictionWire>> {
  const page = pageRequest(query, [])
  const { rows, next } = await findFrictions(app.database.db, { ...query, page })
  return {
    data: rows.map(frictionWire),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: metaOf(rows, query.origin),
  }
}

/** The three outcomes as the wire names them; a migrated row may hold a team's name, which is none of them. */
export function winnerOf(text: string | null): (typeof WINNERS)[number] | null {
  return WINNERS.find((winner) => winner === text) ?? null
}

/** The old system left its count of matches at the column's default of 0 everywhere: where nothing was estimated, nobody counted. */
export function countedMatches({ matchesAnalyzed }: Pick<FrictionRow, 'matchesAnalyzed'>): number | null {
  return matchesAnalyzed > 0 ? matchesAnalyzed : null
}

function frictionWire(row: FrictionRow): FrictionWire {
  const { estimates } = row
  const n = countedMatches(row)
  return {
    frictionId: row.id,
    home: { id: row.homeId, name: row.homeName },
    away: { id: row.awayId, name: row.awayName },
    league: row.league,
    leagueCode: row.leagueCode,
    season: row.season,
    frictionScore: storedStat(row.frictionScore, estimates['frictionScore'], n),
    chaosPotential: storedStat(row.chaosPotential, estimates['chaosPotential'], n),
    predictedGoals: storedStat(row.predictedGoals, estimates['predictedGoals'], n),
    predictedBttsProb: storedStat(row.predictedBttsProb, estimates['predictedBttsProb'], n),
    predictedOver25Prob: storedStat(row.predictedOver25Prob, estimates['predictedOver25Prob'], n),
    predictedWinner: winnerOf(row.predictedWinner),
    homeWinProb: storedStat(row.homeWinProb, estimates['homeWinProb'], n),
    uncertainty: row.uncertainty,
    h2hMatches: row.h2hMatches,
    confidenceLevel: row.confidenceLevel,
    orientation: row.orientation,
    origin: row.origin,
    source: row.source,
    runId: row.runId,
  }
}
