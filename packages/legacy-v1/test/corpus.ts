/**
 * What the legacy sends, as psycopg2 put it together: every form of statement that its importers, enrichers, scrapers and
 * readers use, and some that fail. In an order in which they build on each other.
 */
export const LEGACY_STATEMENTS: readonly string[] = [
  // The importer of profiles.
  `INSERT INTO quantum.team_profiles (team_name, team_name_normalized, tier, tier_rank, total_bets, total_wins, total_losses, win_rate, total_pnl, roi, quantum_dna, updated_at)
   VALUES ('Lazio', 'lazio', 'ELITE', 1, 13, 12, 1, 92.3, 22.0, 84.6, '{"league": "SerieA", "market_dna": {"best_strategy": "QUANT_BEST_MARKET"}}'::jsonb, NOW())
   ON CONFLICT (team_name) DO UPDATE SET tier = EXCLUDED.tier, total_pnl = EXCLUDED.total_pnl, updated_at = NOW() RETURNING id`,
  `INSERT INTO quantum.team_profiles (team_name, tier, total_pnl) VALUES ('Lazio', 'GOLD', 21.5)
   ON CONFLICT (team_name) DO UPDATE SET tier = EXCLUDED.tier, total_pnl = EXCLUDED.total_pnl RETURNING id`,
  `INSERT INTO quantum.team_profiles (team_name, tier) VALUES ('Club 1', 'BRONZE') ON CONFLICT (team_name) DO NOTHING RETURNING id`,
  `INSERT INTO quantum.team_profiles (team_name, tier) VALUES ('Marseille', 'ELITE'), ('Newcastle United', 'ELITE') RETURNING id, team_name`,
  `INSERT INTO quantum.team_profiles (id, team_name, quantum_dna) VALUES (500, 'Brighton', '{"league": "EPL"}') RETURNING id, quantum_dna`,
  `INSERT INTO quantum.team_profiles (team_name, narrative_profile) VALUES ('Saint-Étienne', E'🔥 L''équipe\n\tdu "forez" \\\\ 100 %') RETURNING team_name, narrative_profile`,
  `INSERT INTO quantum.team_profiles (team_name) SELECT 'Copie ' || team_name FROM quantum.team_profiles WHERE id <= 2 ORDER BY id RETURNING id, team_name`,
  `INSERT INTO quantum.team_profiles (team_name) VALUES ('Club 1')`,
  `INSERT INTO quantum.team_profiles (team_name) VALUES (NULL)`,
  `INSERT INTO quantum.team_profiles (id, team_name) VALUES (1, 'Un autre')`,
  `INSERT INTO quantum.team_profiles (team_name, win_rate) VALUES ('Trop', 123456.78)`,
  `INSERT INTO quantum.team_profiles (team_name, tier) VALUES ('Long', 'A TIER THAT IS LONGER THAN IT MAY BE')`,
  `INSERT INTO quantum.team_profiles (team_name) VALUES ('X') ON CONFLICT (tier) DO NOTHING`,
  `INSERT INTO quantum.team_profiles (no_such_column) VALUES (1)`,
  `INSERT INTO quantum.team_profiles DEFAULT VALUES`,
  `INSERT INTO quantum.team_profiles (id, team_name, tier) VALUES (DEFAULT, 'Par défaut', DEFAULT) RETURNING id, team_name, tier`,
  `INSERT INTO quantum.team_profiles (team_name) VALUES ('Club 1') ON CONFLICT DO NOTHING RETURNING id`,
  `INSERT INTO quantum.team_profiles (id, team_name) VALUES (3, 'Club 3') ON CONFLICT (id) DO UPDATE SET narrative_profile = 'by id' RETURNING id, narrative_profile`,
  `INSERT INTO quantum.team_profiles AS p (team_name, total_bets) VALUES ('Club 4', 5), ('Marseille', 5)
   ON CONFLICT (team_name) DO UPDATE SET total_bets = p.total_bets + EXCLUDED.total_bets WHERE p.total_bets IS NOT NULL RETURNING p.team_name, p.total_bets`,
  `WITH fresh AS (INSERT INTO quantum.team_profiles (team_name, tier) VALUES ('Toulouse', 'GOLD') RETURNING id, team_name)
   INSERT INTO quantum.team_strategies (team_profile_id, team_name, strategy_name, strategy_version) SELECT id, team_name, 'FRESH_UNDER', '1.0' FROM fresh RETURNING team_name, strategy_name`,
  // The enrichers.
  `UPDATE quantum.team_profiles SET quantum_dna = quantum_dna || '{"luck_dna": {"total_luck": 1.10}}'::jsonb WHERE team_name = 'Club 2'`,
  `UPDATE quantum.team_profiles SET quantum_dna = jsonb_set(quantum_dna, '{market_dna,n}', '42') WHERE id = 3 RETURNING quantum_dna->'market_dna'->>'n' AS n`,
  `UPDATE quantum.team_profiles SET exploit_markets = '["over_25"]'::jsonb, avoid_markets = '[]'::jsonb WHERE total_pnl > 5 RETURNING id`,
  `UPDATE quantum.team_profiles SET win_rate = NULL, unlucky_pct = NULLIF(0, 0) WHERE id = 4`,
  `UPDATE quantum.team_profiles p SET total_bets = s.bets FROM (SELECT team_name, SUM(bets) AS bets FROM quantum.team_strategies GROUP BY team_name) s
   WHERE p.team_name = s.team_name AND p.id < 4 RETURNING p.id, p.total_bets`,
  `UPDATE quantum.team_profiles SET team_name = 'Club 9' WHERE id = 5`,
  `UPDATE quantum.team_profiles SET team_name = 'Club 1' WHERE id = 2`,
  `UPDATE quantum.team_profiles SET id = 600 WHERE team_name = 'Brighton' RETURNING id`,
  `UPDATE quantum.team_profiles SET quantum_dna = quantum_dna - 'league' WHERE id = 6`,
  `UPDATE quantum.team_profiles SET quantum_dna = 'not json' WHERE id = 6`,
  `UPDATE quantum.team_profiles SET tier = 'SILVER' WHERE id = -1`,
  `UPDATE quantum.team_profiles SET total_pnl = total_pnl / 0`,
  `UPDATE quantum.team_profiles AS p SET tier_rank = r.n FROM (SELECT id, row_number() OVER (ORDER BY total_pnl DESC NULLS LAST, id) AS n FROM quantum.team_profiles) r
   WHERE r.id = p.id AND p.id < 4 RETURNING p.id, p.tier_rank`,
  // The writer of pairs.
  `INSERT INTO quantum.matchup_friction (team_a_id, team_a_name, team_b_id, team_b_name, friction_score, friction_vector)
   VALUES (1, 'Club 1', 2, 'Club 2', 85.00, '{"style_clash": 55, "offensive_potential": 77.5}')
   ON CONFLICT (team_a_name, team_b_name) DO UPDATE SET friction_score = EXCLUDED.friction_score, friction_vector = EXCLUDED.friction_vector RETURNING id, friction_score`,
  `INSERT INTO quantum.matchup_friction (team_a_id, team_a_name, team_b_id, team_b_name, friction_score) VALUES (9, 'Lazio', 1, 'Club 1', 61.25)
   RETURNING id, h2h_matches, sample_size, confidence_level`,
  `INSERT INTO quantum.matchup_friction (team_a_id, team_a_name, team_b_id, team_b_name, friction_score) VALUES (77, 'Nobody', 1, 'Club 1', 50) RETURNING id`,
  `INSERT INTO quantum.matchup_friction (team_a_name, team_b_name) VALUES ('Club 3', 'Club 4')`,
  `UPDATE quantum.matchup_friction SET style_a = p.current_style FROM quantum.team_profiles p WHERE p.id = team_a_id AND team_a_id = 3`,
  `UPDATE quantum.matchup_friction SET chaos_potential = LEAST(100, friction_score * 1.2), predicted_winner = 'team_b' WHERE team_a_id = 2 RETURNING id, chaos_potential`,
  `UPDATE quantum.matchup_friction SET friction_score = 'NaN' WHERE id = 5`,
  `UPDATE quantum.matchup_friction SET h2h_matches = DEFAULT, confidence_level = DEFAULT WHERE id = 2 RETURNING h2h_matches, confidence_level`,
  `DELETE FROM quantum.matchup_friction WHERE team_a_name = 'Club 4' RETURNING id`,
  // The importer of strategies.
  `INSERT INTO quantum.team_strategies (team_profile_id, team_name, strategy_name, strategy_version, is_best_strategy, strategy_rank, bets, wins, losses, profit, roi)
   VALUES (9, 'Lazio', 'CONVERGENCE_OVER_MC', '1.0', true, 1, 13, 12, 1, 22.0, 169.20)
   ON CONFLICT (team_name, strategy_name, strategy_version) DO UPDATE SET bets = EXCLUDED.bets, profit = EXCLUDED.profit RETURNING id, roi`,
  `INSERT INTO quantum.team_strategies (team_name, strategy_name, strategy_version, bets) VALUES ('Club 8', 'HOME_FORTRESS', '1.0', 3), ('Club 7', 'HOME_FORTRESS', '1.0', 4)
   ON CONFLICT (team_name, strategy_name, strategy_version) DO UPDATE SET bets = EXCLUDED.bets RETURNING id`,
  `INSERT INTO quantum.team_strategies (team_name, strategy_name, strategy_version) VALUES ('Club 1', 'TOTAL_CHAOS', '1.0')`,
  `UPDATE quantum.team_strategies SET is_best_strategy = (strategy_name = 'TOTAL_CHAOS') WHERE team_name = 'Club 2'`,
  `UPDATE quantum.team_strategies SET wins = wins + 1, bets = bets + 1, profit = profit + 0.85 WHERE team_name IN ('Club 1', 'Club 3') AND is_best_strategy RETURNING id, profit`,
  `UPDATE quantum.team_strategies SET parameters = parameters || '{"focus": ["home", "over_35"]}' WHERE strategy_rank = 2`,
  `DELETE FROM quantum.team_strategies WHERE team_name = 'Club 6'`,
  `DELETE FROM quantum.team_strategies s USING quantum.team_profiles p WHERE p.id = s.team_profile_id AND p.id = 4 RETURNING s.id, p.team_name`,
  // Deletes that leave pairs and strategies behind, and a row that comes again.
  `DELETE FROM quantum.team_profiles WHERE team_name = 'Club 7' RETURNING id, tier`,
  `DELETE FROM quantum.team_profiles WHERE id = 8`,
  `INSERT INTO quantum.team_profiles (team_name, quantum_dna) VALUES ('Club 8', '{"league": "Ligue1"}') RETURNING id`,
  `DELETE FROM quantum.team_profiles USING quantum.team_strategies s WHERE s.team_profile_id = team_profiles.id AND s.bets < 0`,
  `WITH gone AS (DELETE FROM quantum.team_profiles WHERE team_name LIKE 'Copie%' RETURNING id) SELECT count(*) AS n FROM gone`,
  // The readers.
  `SELECT * FROM quantum.team_profiles WHERE id <= 3 ORDER BY id`,
  `SELECT * FROM quantum.matchup_friction WHERE team_a_id = 1 ORDER BY id`,
  `SELECT * FROM quantum.team_strategies WHERE team_name = 'Club 3' ORDER BY strategy_rank`,
  `SELECT team_name, total_pnl FROM quantum.team_profiles ORDER BY total_pnl DESC NULLS LAST, team_name LIMIT 5`,
  `SELECT p.team_name, s.strategy_name, s.profit FROM quantum.team_profiles p JOIN quantum.team_strategies s ON s.team_profile_id = p.id WHERE s.is_best_strategy ORDER BY p.id`,
  `SELECT tier, COUNT(*), ROUND(AVG(total_pnl), 2), SUM(total_bets) FROM quantum.team_profiles GROUP BY tier ORDER BY tier`,
  `SELECT f.*, a.tier FROM quantum.matchup_friction f LEFT JOIN quantum.team_profiles a ON a.id = f.team_a_id WHERE f.friction_score BETWEEN 50 AND 55 ORDER BY f.id`,
  `SELECT quantum_dna->'market_dna'->>'n' AS n, jsonb_object_keys(quantum_dna) AS key FROM quantum.team_profiles WHERE quantum_dna ? 'luck_dna' ORDER BY 2`,
  `SELECT id, total_pnl FROM quantum.team_profiles WHERE id = 1 FOR UPDATE`,
  `SELECT id FROM quantum.team_strategies WHERE bets > 0 ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED`,
  `SELECT column_name, data_type, numeric_precision, numeric_scale, character_maximum_length FROM information_schema.columns
   WHERE table_schema = 'quantum' AND table_name = 'team_profiles' ORDER BY ordinal_position`,
  `SELECT last_value FROM quantum.team_profiles_id_seq`,
  `SELECT nothing FROM quantum.team_profiles`,
]
