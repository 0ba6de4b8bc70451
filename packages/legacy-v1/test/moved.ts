import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@mon-ps/db/client'
import { createCompanions, type CopySource, fillCompanion } from '../src/copy/companions.ts'
import { projectRows } from '../src/copy/projection.ts'
import { storePlan } from '../src/copy/move-tables.ts'
import type { MigrationPlan } from '../src/types.ts'
import { type MovedPublished, publishMigrated } from '../src/copy/publish-moved.ts'
import { startRun, finishRun } from '@mon-ps/db/repositories/runs'
import { realDataFolder } from '@mon-ps/db/test-kit/env'
import { createV1Tables } from '../test-kit/v1-tables.ts'

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
async function simplePlan(source: Executor, target: Executor, more: Partial<StoredPlan> = {}): Promise<StoredPlan> {
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
  const runId = await startRun(database.db, { kind: 'migrate', params: {}, codeVersion: 'test' })
  const published = await database.db.transaction(async (tx) => {
    const from: CopySource = source === null ? { executor: tx, same: true } : { executor: source.db, same: false }
    await createCompanions(tx, from)
    for (const table of V1_NAMES) await fillCompanion(tx, from, table, null)
    await storePlan(tx, await simplePlan(from.executor, tx, more), runId)
    for (const table of V1_NAMES) await projectRows(tx, table, { runId, range: null })
    return publishMigrated(tx, runId)
  })
  await finishRun(database.db, runId, { status: 'succeeded' })
  return { runId, published }
}

/** A V1 of three teams: two that the calculated league of the fixture has, too, and one of its own. */
export async function loadSmallV1(database: Database): Promise<void> {
  await database.sql
    .unsafe(`
    ${createV1Tables().join(';\n')};
    insert into quantum.team_profiles (team_name, total_bets, total_wins, total_losses, win_rate, total_pnl, roi, quantum_dna, created_at, updated_at)
    select name, 13, 12, 1, 92.30, pnl, 84.60, '{"league": "SerieA", "market_dna": {"a": 1.10}}', '2025-12-05 23:46:41', '2025-12-06 20:23:42'
    from (values ('Alder', 22.00), ('Birch', 21.20), ('Elm', 18.90)) v(name, pnl);
    insert into quantum.matchup_friction (team_a_id, team_a_name, style_a, team_b_id, team_b_name, style_b, friction_score, predicted_winner,
      h2h_matches, h2h_team_a_wins, h2h_team_b_wins, h2h_draws, created_at, updated_at)
    values (1, 'Alder', 'DIRECT', 2, 'Birch', 'PATIENT', 85, 'team_a', 5, 3, 1, 1, '2025-12-06 00:09:15', '2025-12-06 20:23:42'),
      (3, 'Elm', 'DIRECT', 1, 'Alder', 'PATIENT', 55.5, 'draw', 0, 0, 0, 0, '2025-12-06 00:09:15', '2025-12-06 20:23:42');
    insert into quantum.team_strategies (team_profile_id, team_name, strategy_name, strategy_version, is_best_strategy, strategy_rank, bets, wins, losses,
      win_rate, profit, roi, parameters, created_at, updated_at)
    values (1, 'Alder', 'QUANT_BEST_MARKET', '1.0', true, 1, 13, 12, 1, 92.30, 22.00, 169.20, '{"family": "QUANT"}', '2025-12-05 23:46:41', '2025-12-06 20:23:42'),
      (2, 'Birch', 'CONVERGENCE_OVER_MC', '1.0', true, 1, 10, 10, 0, 100, 21.20, 212.00, '{"family": "CONVERGENCE"}', '2025-12-05 23:46:41', '2025-12-06 20:23:42'),
      (null, 'Elm', 'HOME_FORTRESS', '1.0', null, 1, 3, 2, 1, 66.67, 1.50, 50.00, '{"focus": ["home"]}', '2025-12-05 23:46:41', '2025-12-06 20:23:42');
  `)
    .simple()
}
