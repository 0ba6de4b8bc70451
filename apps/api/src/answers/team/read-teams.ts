import type { List } from '@mon-ps/contract/answer'
import type { TeamListInput, TeamSearch, TeamSearchInput, TeamSummary } from '@mon-ps/contract/team'
import type { TeamPublished, TeamPublishedInput } from '@mon-ps/contract/team-profile'
import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import type { Database } from '@mon-ps/db/client'
import { listTeams as findTeams } from '@mon-ps/db/repositories/team-dna'
import { searchTeams as findTeamsByName } from '@mon-ps/db/repositories/teams'
import { findV3Team, readOrigins } from '@mon-ps/db/repositories/v3'
import { fractionFromPercent } from '@mon-ps/db/units'
import { ApiError } from '../../errors.ts'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { countedMatches } from '../shapes/friction.ts'
import { teamSummary } from '../shapes/read-team.ts'
import { storedStat, toMeta } from '../shapes/to-wire.ts'

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

/** One page of the team leader board. */
export async function listTeams(app: { readonly database: Database }, query: TeamListInput): Promise<List<TeamSummary>> {
  const page = pageRequest(query, ['teamName', 'tierRank'])
  const { rows, next } = await findTeams(app.database.db, { ...query, page })
  return {
    data: rows.map(teamSummary),
    page: { nextCursor: encodeCursor(next, query.sort, page.order), hasMore: next !== null },
    meta: toMeta(rows, query.origin),
  }
}

/** Teams by any spelling: exact names and aliases first, then names that contain it, which a person has to confirm. */
export async function searchTeams(app: { readonly database: Database }, { query, limit }: TeamSearchInput): Promise<TeamSearch> {
  const data = await findTeamsByName(app.database.db, { query, normalized: normaliseTeamName(query), limit })
  return { data: [...data] }
}
