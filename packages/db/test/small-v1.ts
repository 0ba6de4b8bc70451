import { sql } from 'drizzle-orm'
import type { Database } from '../src/index.ts'
import { createJournal } from '../src/legacy-v1/journal/journal-tables.ts'
import type { LegacySource } from '../src/legacy-v1/types.ts'
import { type Moved, move } from './moved.ts'

const DDL = `
CREATE SCHEMA IF NOT EXISTS quantum;
CREATE TABLE quantum.team_profiles (
  id serial PRIMARY KEY, team_name varchar(100) NOT NULL UNIQUE, team_name_normalized varchar(100), team_intelligence_id integer,
  tier varchar(20), tier_rank integer, current_style varchar(50), style_confidence integer, team_archetype varchar(50), betting_identity jsonb,
  total_matches integer, total_bets integer, total_wins integer, total_losses integer, win_rate numeric(6,2), total_pnl numeric(10,2), roi numeric(8,2),
  unlucky_losses integer, bad_analysis_losses integer, unlucky_pct numeric(6,2), quantum_dna jsonb, exploit_markets jsonb, avoid_markets jsonb,
  optimal_scenarios jsonb, optimal_strategies jsonb, narrative_profile text, dna_fingerprint varchar(64),
  created_at timestamp, updated_at timestamp, last_audit_at timestamp);
CREATE TABLE quantum.matchup_friction (
  id serial PRIMARY KEY, team_a_id integer, team_a_name varchar(100), style_a varchar(50), team_b_id integer, team_b_name varchar(100), style_b varchar(50),
  friction_score numeric(6,2), style_clash_score numeric(6,2), tempo_clash_score numeric(6,2), mental_clash_score numeric(6,2),
  predicted_goals numeric(5,2), predicted_btts_prob numeric(5,3), predicted_over25_prob numeric(5,3), predicted_winner varchar(50), chaos_potential numeric(6,2),
  h2h_matches integer DEFAULT 0, h2h_team_a_wins integer DEFAULT 0, h2h_team_b_wins integer DEFAULT 0, h2h_draws integer DEFAULT 0, h2h_avg_goals numeric(5,2),
  friction_vector jsonb, sample_size integer DEFAULT 0, confidence_level varchar(20) DEFAULT 'low', last_match_date timestamp, created_at timestamp, updated_at timestamp,
  UNIQUE (team_a_name, team_b_name));
CREATE TABLE quantum.team_strategies (
  id serial PRIMARY KEY, team_profile_id integer, team_name varchar(100), strategy_name varchar(100), strategy_version varchar(20), is_best_strategy boolean,
  strategy_rank integer, bets integer, wins integer, losses integer, win_rate numeric(6,2), profit numeric(10,2), roi numeric(8,2),
  unlucky_count integer, bad_analysis_count integer, source varchar(50), parameters jsonb, parameters_hash varchar(64), created_at timestamp, updated_at timestamp,
  UNIQUE (team_name, strategy_name, strategy_version));
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
export const loadSmallV1 = (database: Database) => database.sql.unsafe(DDL).simple()

/** V1 in the database itself. */
export const sourceIn = (database: Database): LegacySource => ({ database, same: true, address: 'here', close: async () => {} })

/** The move with the journal as it stands after it was applied. */
export async function moveAndRecord(database: Database): Promise<Moved> {
  const moved = await move(database)
  await database.db.transaction(async (tx) => {
    await createJournal(tx)
    await tx.execute(sql`
      insert into quantum_backup.migration (state, stage, plan_sha256, plan, decisions, who, code_version, source, run_id)
      values ('applied', 'done', 'test', '{}', '{}', 'test', 'test', '{}', ${moved.runId})`)
  })
  return moved
}
