-- V3 rows that go take their record of origin with them: once per statement, by the key's own type. A name compared with a text has
-- another collation than the key's index, so each of many deleted rows read the whole index.
DROP TRIGGER forget_v3_row ON quantum.team_quantum_dna_v3;
--> statement-breakpoint
DROP TRIGGER forget_v3_row ON quantum.quantum_friction_matrix_v3;
--> statement-breakpoint
DROP TRIGGER forget_v3_row ON quantum.quantum_strategies_v3;
--> statement-breakpoint
DROP FUNCTION mon_ps.forget_v3_row();
--> statement-breakpoint
CREATE FUNCTION mon_ps.forget_v3_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('DELETE FROM mon_ps.v3_row_source s USING gone WHERE s.table_name = $1 AND s.row_id = gone.%I', TG_ARGV[0]) USING TG_TABLE_NAME::text;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER forget_v3_rows AFTER DELETE ON quantum.team_quantum_dna_v3 REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.forget_v3_rows('team_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_rows AFTER DELETE ON quantum.quantum_friction_matrix_v3 REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.forget_v3_rows('friction_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_rows AFTER DELETE ON quantum.quantum_strategies_v3 REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.forget_v3_rows('strategy_id');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mon_ps.forget_v3_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM mon_ps.v3_row_source WHERE table_name = TG_TABLE_NAME::text;
	RETURN NULL;
END $$;
