import { normaliseTeamName } from '@mon-ps/core/sources/csv'
import { searchTeams as findTeamsByName } from '@mon-ps/db/repositories/team-search'
import type { TeamSearchInput, TeamSearch } from '@mon-ps/contract/team'
import type { Database } from '@mon-ps/db/client'

/** Teams by any spelling: exact names and aliases first, then names that contain it, which a person has to confirm. */
export async function searchTeams(app: { readonly database: Database }, { query, limit }: TeamSearchInput): Promise<TeamSearch> {
  const data = await findTeamsByName(app.database.db, { query, normalized: normaliseTeamName(query), limit })
  return { data: [...data] }
}
