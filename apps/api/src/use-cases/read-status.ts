import { plannedChanges } from '@mon-ps/db/migrate'
import { repositoriesOf } from '@mon-ps/db/repositories/index'
import type { HealthStatusWire } from '../routers/health/schemas.ts'
import { VERSION } from '../version.ts'
import type { App } from './app.ts'

/** What runs and what it holds. */
export async function readStatus({ database }: Pick<App, 'database'>): Promise<HealthStatusWire> {
  const repositories = repositoriesOf(database.db)
  const stats = await repositories.stats.readStats()
  const { pending } = await plannedChanges(database)
  const competitions = await repositories.competitions.listCompetitions()
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
