-- What Drizzle cannot declare: an updated_at that updates itself, and a record of raw SQL that writes V3.
-- `publish` names its run with set_config('mon_ps.run_id', …, true); a write without it is marked legacy_sql.
CREATE FUNCTION mon_ps.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- An update that sets the time itself keeps it.
	IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
		NEW.updated_at := now();
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.mark_legacy_sql() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	id integer;
BEGIN
	EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO id USING NEW;
	INSERT INTO mon_ps.v3_row_source (table_name, row_id, origin) VALUES (TG_TABLE_NAME, id, 'legacy_sql')
	ON CONFLICT (table_name, row_id) DO UPDATE SET origin = 'legacy_sql', version_id = NULL, run_id = NULL, published_by_run = NULL;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.forget_v3_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	id integer;
BEGIN
	EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO id USING OLD;
	DELETE FROM mon_ps.v3_row_source WHERE table_name = TG_TABLE_NAME AND row_id = id;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.forget_v3_table() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM mon_ps.v3_row_source WHERE table_name = TG_TABLE_NAME;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON quantum.team_quantum_dna_v3 FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION mon_ps.touch_updated_at();
--> statement-breakpoint
CREATE TRIGGER mark_legacy_sql AFTER INSERT OR UPDATE ON quantum.team_quantum_dna_v3 FOR EACH ROW WHEN (coalesce(current_setting('mon_ps.run_id', true), '') = '') EXECUTE FUNCTION mon_ps.mark_legacy_sql('team_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_row AFTER DELETE ON quantum.team_quantum_dna_v3 FOR EACH ROW EXECUTE FUNCTION mon_ps.forget_v3_row('team_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_table AFTER TRUNCATE ON quantum.team_quantum_dna_v3 FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.forget_v3_table();
--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON quantum.quantum_friction_matrix_v3 FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION mon_ps.touch_updated_at();
--> statement-breakpoint
CREATE TRIGGER mark_legacy_sql AFTER INSERT OR UPDATE ON quantum.quantum_friction_matrix_v3 FOR EACH ROW WHEN (coalesce(current_setting('mon_ps.run_id', true), '') = '') EXECUTE FUNCTION mon_ps.mark_legacy_sql('friction_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_row AFTER DELETE ON quantum.quantum_friction_matrix_v3 FOR EACH ROW EXECUTE FUNCTION mon_ps.forget_v3_row('friction_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_table AFTER TRUNCATE ON quantum.quantum_friction_matrix_v3 FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.forget_v3_table();
--> statement-breakpoint
CREATE TRIGGER touch_updated_at BEFORE UPDATE ON quantum.quantum_strategies_v3 FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION mon_ps.touch_updated_at();
--> statement-breakpoint
CREATE TRIGGER mark_legacy_sql AFTER INSERT OR UPDATE ON quantum.quantum_strategies_v3 FOR EACH ROW WHEN (coalesce(current_setting('mon_ps.run_id', true), '') = '') EXECUTE FUNCTION mon_ps.mark_legacy_sql('strategy_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_row AFTER DELETE ON quantum.quantum_strategies_v3 FOR EACH ROW EXECUTE FUNCTION mon_ps.forget_v3_row('strategy_id');
--> statement-breakpoint
CREATE TRIGGER forget_v3_table AFTER TRUNCATE ON quantum.quantum_strategies_v3 FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.forget_v3_table();
