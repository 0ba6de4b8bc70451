import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import type { LeagueList } from '@mon-ps/contract/league'
import type { Database } from '@mon-ps/db/client'
import type { PendingSnapshot } from '../../jobs/pending-snapshot.ts'

interface Dependencies {
  readonly database: Database
  readonly snapshot: PendingSnapshot
}

/** Every league that is loaded, with what there is of it and whether its numbers are up to date. */
export async function listLeagues(app: Dependencies): Promise<LeagueList> {
  await app.snapshot.flush()
  const competitions = await listCompetitions(app.database.db)
  return { data: competitions.map(({ id: _id, level: _level, ...league }) => league) }
}
