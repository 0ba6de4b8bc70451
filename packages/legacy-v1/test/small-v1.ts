import { sql } from 'drizzle-orm'
import type { Database } from '@mon-ps/db/client'
import { createJournal } from '../src/journal/read-journal.ts'
import type { LegacySource } from '../src/types.ts'
import { createV1Tables } from '../test-kit/v1-tables.ts'
import { type Moved, move } from './moved.ts'

const SQL = `
${createV1Tables().join(';\n')};
-- V2, made and never filled.
CREATE TABLE quantum.team_quantum_dna (team_id serial PRIMARY KEY, team_name varchar(100) NOT NULL UNIQUE, league varchar(50) NOT NULL);
CREATE TABLE quantum.quantum_friction_matrix (friction_id serial PRIMARY KEY,
  team_home_id integer REFERENCES quantum.team_quantum_dna (team_id), team_away_id integer REFERENCES quantum.team_quantum_dna (team_id));
CREATE TABLE quantum.quantum_strategies (strategy_id serial PRIMARY KEY, team_id integer REFERENCES quantum.team_quantum_dna (team_id));
INSERT INTO quantum.team_profiles (team_name, tier, total_bets, total_wins, total_losses, win_rate, total_pnl, roi, quantum_dna, created_at, updated_at)
SELECT 'Club ' || n, 'GOLD', 10, 6, 4, 60.00, n * 1.10, n * 2.5, jsonb_build_object('league', CASE WHEN n % 2 = 0 THEN 'EPL' ELSE 'SerieA' END,
  'market_dna', jsonb_build_object('n', n), 'current_season', jsonb_build_object('season', '2025-2026')), '2025-12-05 23:46:41', '2025-12-06 20:23:42'
FROM generate_series(1, 8) n;
INSERT INTO quantum.matchup_friction (team_a_id, team_a_name, team_b_id, team_b_name, friction_score, chaos_potential, predicted_goals, predicted_winner,
  friction_vector, created_at, updated_at)
SELECT a.id, a.team_name, b.id, b.team_name, 40 + a.id + b.id, 50, 2.75, CASE WHEN a.id % 2 = 0 THEN 'team_a' ELSE 'draw' END,
  jsonb_build_object('style_clash', 55.50), '2025-12-06 00:09:15', '2025-12-06 20:23:42'
FROM quantum.team_profiles a JOIN quantum.team_profiles b ON a.id < b.id ORDER BY a.id, b.id;
INSERT INTO quantum.team_strategies (team_profile_id, team_name, strategy_name, strategy_version, is_best_strategy, strategy_rank, bets, wins, losses, win_rate,
  profit, roi, source, parameters, created_at, updated_at)
SELECT CASE WHEN p.id < 8 THEN p.id END, p.team_name, s.name, '1.0', s.rank = 1, s.rank, 10, 6, 4, 60.00, 5.50 - s.rank, 110.00, 'audit_99_equipes',
  '{"family": "QUANT"}', '2025-12-05 23:46:41', '2025-12-05 23:46:41'
FROM quantum.team_profiles p CROSS JOIN (VALUES ('QUANT_BEST_MARKET', 1), ('TOTAL_CHAOS', 2)) s (name, rank) ORDER BY p.id, s.rank;
`

/** A V1 of eight clubs, 28 pairs and 16 strategies, with V2's empty tables. */
export const loadSmallV1 = (database: Database) => database.sql.unsafe(SQL).simple()

/** V1 in the database itself. */
export const sourceIn = (database: Database): LegacySource => ({ database, same: true, address: 'here', close: async () => {} })

/** The move with the journal as it stands after it was applied. */
export async function moveAndRecord(database: Database): Promise<Moved> {
  const moved = await move(database)
  await database.db.transaction(async (tx) => {
    await createJournal(tx)
    await tx.execute(sql`
      insert into quantum_backup.migration (state, stage, plan_sha256, plan, decisions, who, code_version, source, run_id)
      values ('applied', 'done', 'test', '{}', '{}', 'test', 'test', '{"same": true}', ${moved.runId})`)
  })
  return moved
}
