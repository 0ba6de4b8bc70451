import { fractionFromPercent } from '@mon-ps/db/units'
import { findV3Team, readOrigins } from '@mon-ps/db/repositories/v3'
import { ApiError } from '../../errors.ts'
import type { TeamPublished, TeamPublishedInput } from '@mon-ps/contract/team-profile'
import { storedStat } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'
import { countedMatches } from '../shapes/friction.ts'

const HARDEST = 5

/**
 * What V3 shows of one team beside its DNA, whatever made it.
 *
 * @throws {ApiError} TEAM_NOT_FOUND  V3 has no such team
 */
export async function readPublishedTeam(
  { database }: { readonly database: Database },
  { teamId }: TeamPublishedInput,
): Promise<TeamPublished> {
  const team = await findV3Team(database.db, teamId)
  if (team === null) throw new ApiError('TEAM_NOT_FOUND', `got team ${teamId}, of which nothing is published`)
  const pairs = [...team.homeFrictions, ...team.awayFrictions]
  const hardest = pairs.sort((a, b) => b.frictionScore - a.frictionScore || a.frictionId - b.frictionId).slice(0, HARDEST)
  const strategyOrigins = await readOrigins(
    database.db,
    'quantum_strategies_v3',
    team.strategies.map(({ strategyId }) => strategyId),
  )
  const pairOrigins = await readOrigins(
    database.db,
    'quantum_friction_matrix_v3',
    hardest.map(({ frictionId }) => frictionId),
  )
  return {
    teamId,
    strategies: team.strategies.map((row) => ({
      strategyName: row.strategyName,
      strategyVersion: row.strategyVersion,
      season: row.season,
      isBest: row.isBestStrategy ?? false,
      profit: storedStat(row.totalPnl, undefined, row.totalBets),
      roi: storedStat(fractionFromPercent(row.roi), undefined, row.totalBets),
      origin: strategyOrigins.get(row.strategyId) ?? 'legacy_sql',
    })),
    pairs: pairs.length,
    hardestPairs: hardest.map((row) => ({
      frictionId: row.frictionId,
      opponent: row.teamHomeId === teamId ? { id: row.teamAwayId, name: row.teamAwayName } : { id: row.teamHomeId, name: row.teamHomeName },
      season: row.season,
      frictionScore: storedStat(row.frictionScore, undefined, countedMatches(row)),
      chaosPotential: storedStat(row.chaosPotential, undefined, countedMatches(row)),
      origin: pairOrigins.get(row.frictionId) ?? 'legacy_sql',
    })),
  }
}
