import { expandPrediction } from '@mon-ps/core/forecasting/predict-match'
import { findFriction, type FrictionDetailRow } from '@mon-ps/db/repositories/frictions'
import { findPartOfTeam, findSharedPart } from '@mon-ps/db/repositories/snapshots'
import { listMatchesBetween } from '@mon-ps/db/repositories/matches'
import { ApiError } from '../../errors.ts'
import type { Matchup, MatchupByTeamsInput } from '@mon-ps/contract/matchup'
import { metaOf, storedStat } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'
import { toComponents, describePrediction, toHeadToHead } from './describe-matchup.ts'
import { countedMatches, toWinner } from '../shapes/friction.ts'
import { DOMESTIC, readAblationEvidence, readHistoricalFriction } from './matchup-evidence.ts'
import { readStored } from '@mon-ps/db/stored/form'
import { frictionVector } from '@mon-ps/db/stored/v3-columns'

export type StoredQuery = Omit<MatchupByTeamsInput, 'leaguesEqualSd'>

/**
 * One pair as it was calculated or migrated.
 *
 * @throws {ApiError} SAME_TEAM          twice the same team
 * @throws {ApiError} MATCHUP_NOT_FOUND  the pair has no row of that origin and season
 */
export async function readStoredMatchup(app: { readonly database: Database }, query: StoredQuery): Promise<Matchup> {
  refuseSameTeam(query)
  const stored = await findStoredMatchup(app, query)
  if (!stored) throw notFound(query)
  return stored
}

export function notFound({ homeId, awayId, origin }: StoredQuery): ApiError {
  const why = origin === 'migrated' ? 'the old system had none, or nothing was moved' : 'they share no calculated league and season'
  const message = `got teams ${homeId} and ${awayId}, which have no ${origin} friction: ${why}`
  return new ApiError('MATCHUP_NOT_FOUND', message)
}

/** The whole prediction expanded from what was stored of it; null where there is no row. */
export async function findStoredMatchup(app: { readonly database: Database }, query: StoredQuery): Promise<Matchup | null> {
  const { db } = app.database
  const row = await findFriction(db, query)
  if (!row) return null
  // A row of our own is of one league; what was moved may be of two: by what it says of its teams, or by their matches.
  const isAcross = row.origin !== 'calculated' && (row.league === null || (await playInTwoLeagues(app, query)))
  const meetings = await listMatchesBetween(db, query.homeId, query.awayId)
  const stored = readStored(frictionVector, row.frictionVector)
  return {
    home: { id: row.homeId, name: row.homeName },
    away: { id: row.awayId, name: row.awayName },
    league: row.league,
    leagueCode: row.leagueCode,
    season: row.season,
    ...(stored ? describePrediction(expandPrediction(stored.prediction)) : predictionOfColumns(row)),
    model: stored?.model ?? null,
    reasons: stored?.reasons ?? [],
    friction: {
      score: storedStat(row.frictionScore, row.estimates['frictionScore'], countedMatches(row)),
      components: toComponents(stored?.components ?? []),
    },
    psychologicalEdge: storedStat(row.psychologicalEdge, row.estimates['psychologicalEdge'], row.h2hMatches || null),
    chaosPotential: storedStat(row.chaosPotential, row.estimates['chaosPotential'], countedMatches(row)),
    confidenceLevel: row.confidenceLevel,
    orientation: row.orientation,
    headToHead: toHeadToHead(meetings, query.homeId),
    ...DOMESTIC,
    scope: isAcross ? 'cross_league' : 'domestic',
    ...(await readAblationEvidence(app, row.source, row.chaosPotential)),
    historicalFriction: readHistoricalFriction(row.historicalFriction),
    origin: row.origin,
    source: row.source,
    runId: row.runId,
    meta: metaOf([row], query.origin, isAcross ? [MOVED_ACROSS_LEAGUES] : []),
  }
}

const MOVED_ACROSS_LEAGUES =
  'These two play in different leagues, which no result compares: the moved goals and winner rest on an assumption that nobody wrote down.'

/** Both play in a league that is loaded, and never in the same. */
async function playInTwoLeagues({ database: { db } }: { readonly database: Database }, { homeId, awayId }: StoredQuery): Promise<boolean> {
  const [home, away, shared] = await Promise.all([
    findPartOfTeam(db, homeId),
    findPartOfTeam(db, awayId),
    findSharedPart(db, homeId, awayId),
  ])
  return home !== null && away !== null && shared === null
}

export function refuseSameTeam({ homeId, awayId }: { readonly homeId: number; readonly awayId: number }): void {
  if (homeId === awayId) throw new ApiError('SAME_TEAM', `got team ${homeId} twice, expected two teams`)
}

/** A row that no calculation of ours made says only what its columns hold; the rest is not measured. */
function predictionOfColumns(row: FrictionDetailRow): ReturnType<typeof describePrediction> {
  const { estimates } = row
  const n = countedMatches(row)
  const unknown = storedStat(null, undefined, null)
  return {
    neutralVenue: false,
    basis: null,
    probabilities: {
      home: storedStat(row.homeWinProb, estimates['homeWinProb'], n),
      draw: unknown,
      away: unknown,
      over25: storedStat(row.predictedOver25Prob, estimates['predictedOver25Prob'], n),
      btts: storedStat(row.predictedBttsProb, estimates['predictedBttsProb'], n),
    },
    predictedWinner: toWinner(row.predictedWinner),
    goalRates: { home: unknown, away: unknown, total: storedStat(row.predictedGoals, estimates['predictedGoals'], n) },
    scoreline: { grid: [], rest: 1, tailMass: 0 },
    markets: [],
  }
}
