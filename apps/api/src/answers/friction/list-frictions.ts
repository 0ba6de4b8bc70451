import { countedMatches, toWinner } from '../shapes/friction.ts'
import { type FrictionRow, listFrictions as findFrictions } from '@mon-ps/db/repositories/frictions'
import type { List } from '@mon-ps/contract/answer'
import { type FrictionListInput, type Friction } from '@mon-ps/contract/friction'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { toMeta, storedStat } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'

/** One page of ordered pairs. */
export async function listFrictions(app: { readonly database: Database }, query: FrictionListInput): Promise<List<Friction>> {
  const page = pageRequest(query, [])
  const { rows, next } = await findFrictions(app.database.db, { ...query, page })
  return {
    data: rows.map(toFriction),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: toMeta(rows, query.origin),
  }
}

function toFriction(row: FrictionRow): Friction {
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
    predictedWinner: toWinner(row.predictedWinner),
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
