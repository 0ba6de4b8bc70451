import { findSharedPart } from '@mon-ps/db/repositories/snapshots'
import type { Matchup, MatchupByTeamsInput } from '@mon-ps/contract/matchup'
import type { Database } from '@mon-ps/db/client'
import type { MatchupModels } from '../shapes/matchup-models.ts'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'
import { crossLeagueMatchup } from './cross-league-matchup.ts'

interface Dependencies {
  readonly database: Database
  readonly models: MatchupModels
  readonly snapshot: PendingSnapshot
}

interface ReadDependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
}

import { findStoredMatchup, matchupNotFound, refuseSameTeam } from '../shapes/matchup.ts'
/**
 * One pair as it was stored; of two teams that never shared a league nothing is, and what can be said of them is calculated now.
 *
 * @throws {ApiError} SAME_TEAM          twice the same team
 * @throws {ApiError} MATCHUP_NOT_FOUND  the pair shares a league, but has no row of that origin and season
 */
export async function readMatchup(app: Dependencies, query: MatchupByTeamsInput): Promise<Matchup> {
  refuseSameTeam(query)
  const stored = await findStoredMatchup(app, query)
  if (stored) return stored
  if (query.origin === 'migrated' || !(await isAcrossLeagues(app, query))) throw matchupNotFound(query)
  return crossLeagueMatchup(app, query)
}

async function isAcrossLeagues(
  { database, snapshot }: ReadDependencies,
  { homeId, awayId }: { readonly homeId: number; readonly awayId: number },
): Promise<boolean> {
  await snapshot.flush()
  return (await findSharedPart(database.db, homeId, awayId)) === null
}
