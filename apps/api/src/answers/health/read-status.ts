import { plannedChanges } from '@mon-ps/db/migrate'
import { readStats } from '@mon-ps/db/repositories/stats'
import { listCompetitions } from '@mon-ps/db/repositories/competitions'
import type { HealthStatus } from '@mon-ps/contract/health'
import { VERSION } from '../../version.ts'
import type { Database } from '@mon-ps/db/client'

/** What runs and what it holds. */
export async function readStatus({ database }: { readonly database: Database }): Promise<HealthStatus> {
  const stats = await readStats(database.db)
  const { pending } = await plannedChanges(database)
  const competitions = await listCompetitions(database.db)
  const published = (table: string) => stats.published.reduce((sum, row) => sum + (row.table === table ? row.rows : 0), 0)
  return {
    version: VERSION,
    engine: database.engine,
    engineVersion: `PostgreSQL ${stats.serverVersion}`,
    migrations: { applied: stats.migrations, pending },
    matches: stats.matches,
    quotes: stats.quotes,
    teams: stats.teams,
    frictions: published('quantum_friction_matrix_v3'),
    strategies: published('quantum_strategies_v3'),
    demoLoaded: competitions.some(({ source }) => source === 'demo'),
    bytes: stats.bytes,
  }
}
