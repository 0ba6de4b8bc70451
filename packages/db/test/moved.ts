import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { V1TableName } from '@mon-ps/core'
import { sql } from 'drizzle-orm'
import type { Database } from '../src/index.ts'
import { createCompanions, type CopySource, fillCompanion } from '../src/legacy-v1/copy/companions.ts'
import { projectRows } from '../src/legacy-v1/copy/projection.ts'
import { storePlan } from '../src/legacy-v1/copy/store-plan.ts'
import type { MigrationPlan } from '../src/legacy-v1/types.ts'
import { type MovedPublished, publishMigrated } from '../src/publish/publish-best.ts'
import type { Executor } from '../src/repositories/executor.ts'
import { repositoriesOf } from '../src/index.ts'
import { realDataFolder } from '../test-kit/env.ts'

export const V1_NAMES: readonly V1TableName[] = ['team_profiles', 'matchup_friction', 'team_strategies']

/** The real V1 in a database. */
export async function loadRealV1(database: Database): Promise<void> {
  const text = readFileSync(join(realDataFolder ?? '', 'legacy-v1', 'legacy-v1.sql'), 'utf8')
  // Its own transaction is one that a pool of connections refuses.
  const statements = text.replace(/^BEGIN;$/m, '').replace(/^COMMIT;$/m, '')
  await database.sql.begin((tx) => tx.unsafe(statements).simple())
}

type StoredPlan = Pick<MigrationPlan, 'teams' | 'rulings' | 'timeZone'>

/** Every profile as the team of exactly its name, made where there is none; strategies without a profile by exact name. */
export async function simplePlan(source: Executor, target: Executor, more: Partial<StoredPlan> = {}): Promise<StoredPlan> {
  const profiles = await source.execute<{ id: number; name: string }>(
    sql`select id, team_name as name from quantum.team_profiles order by id`,
  )
  const teams = await target.execute<{ id: number; name: string }>(sql`select id, name from mon_ps.team`)
  const known = new Map(teams.map(({ id, name }) => [name, id]))
  return {
    timeZone: 'UTC',
    rulings: [],
    teams: profiles.map(({ id, name }) => ({ v1Id: id, name, teamId: known.get(name) ?? null, evidence: 'the same name', aliases: [] })),
    ...more,
  }
}

export interface Moved {
  readonly runId: number
  readonly published: MovedPublished
}

/** Everything up to what is published, in one transaction. */
export async function move(database: Database, source: Database | null = null, more: Partial<StoredPlan> = {}): Promise<Moved> {
  const runId = await repositoriesOf(database.db).runs.startRun({ kind: 'migrate', params: {}, codeVersion: 'test' })
  const published = await database.db.transaction(async (tx) => {
    const from: CopySource = source === null ? { executor: tx, same: true } : { executor: source.db, same: false }
    await createCompanions(tx, from)
    for (const table of V1_NAMES) await fillCompanion(tx, from, table, null)
    await storePlan(tx, await simplePlan(from.executor, tx, more), runId)
    for (const table of V1_NAMES) await projectRows(tx, table, { runId, range: null })
    return publishMigrated(tx, runId)
  })
  await repositoriesOf(database.db).runs.finishRun(runId, { status: 'succeeded' })
  return { runId, published }
}
