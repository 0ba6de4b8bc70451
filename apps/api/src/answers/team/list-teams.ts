import { teamSummary } from '../shapes/read-team.ts'
import { listTeams as findTeams } from '@mon-ps/db/repositories/team-dna'
import type { List } from '@mon-ps/contract/answer'
import type { TeamListInput, TeamSummary } from '@mon-ps/contract/team'
import { encodeCursor, pageRequest } from '../shapes/cursor.ts'
import { toMeta } from '../shapes/to-wire.ts'
import type { Database } from '@mon-ps/db/client'

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
