-- Who changed what, and why: filled from the unit of work's settings (mon_ps.actor, mon_ps.reason, mon_ps.request_id), for raw
-- SQL from the role. The log is written in the transaction of the change and can only grow.
CREATE FUNCTION mon_ps.current_actor() RETURNS text LANGUAGE sql STABLE AS $$
	SELECT coalesce(nullif(current_setting('mon_ps.actor', true), ''), 'db:' || current_user)
$$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.stamp_audit_columns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		NEW.created_by := mon_ps.current_actor();
	ELSE
		NEW.created_at := OLD.created_at;
		NEW.created_by := OLD.created_by;
		NEW.updated_at := now();
	END IF;
	NEW.updated_by := mon_ps.current_actor();
	NEW.change_reason := nullif(current_setting('mon_ps.reason', true), '');
	RETURN NEW;
END $$;
--> statement-breakpoint
-- Arguments: the key columns of the table.
CREATE FUNCTION mon_ps.write_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
	new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
	row_key text;
	previous text;
	reason text := nullif(current_setting('mon_ps.reason', true), '');
BEGIN
	SELECT string_agg(coalesce(new_row, old_row) ->> k, '|' ORDER BY n) INTO row_key FROM unnest(TG_ARGV) WITH ORDINALITY AS keys (k, n);
	-- One writer at a time, so that each entry can name the one before it.
	PERFORM pg_advisory_xact_lock(7340024);
	SELECT hash INTO previous FROM mon_ps.audit_log ORDER BY seq DESC LIMIT 1;
	INSERT INTO mon_ps.audit_log (actor, reason, request_id, table_name, row_key, operation, before, after, hash)
	VALUES (mon_ps.current_actor(), reason, nullif(current_setting('mon_ps.request_id', true), ''), TG_TABLE_NAME, row_key, lower(TG_OP), old_row, new_row,
		encode(sha256(convert_to(concat_ws(E'\n', coalesce(previous, ''), mon_ps.current_actor(), coalesce(reason, ''), TG_TABLE_NAME, row_key, lower(TG_OP),
			coalesce(old_row::text, ''), coalesce(new_row::text, '')), 'UTF8')), 'hex'));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit log only grows: % is refused', lower(TG_OP) USING ERRCODE = 'V3A02';
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON mon_ps.audit_log FOR EACH ROW EXECUTE FUNCTION mon_ps.refuse_audit_change();
--> statement-breakpoint
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON mon_ps.audit_log FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.refuse_audit_change();
--> statement-breakpoint
CREATE TRIGGER stamp_audit_columns BEFORE INSERT OR UPDATE ON mon_ps.chess_classification FOR EACH ROW EXECUTE FUNCTION mon_ps.stamp_audit_columns();
--> statement-breakpoint
CREATE TRIGGER write_audit_log AFTER INSERT OR UPDATE OR DELETE ON mon_ps.chess_classification FOR EACH ROW EXECUTE FUNCTION mon_ps.write_audit_log('classification_id');
--> statement-breakpoint
CREATE TRIGGER stamp_audit_columns BEFORE INSERT OR UPDATE ON mon_ps.goalscorer_profile FOR EACH ROW EXECUTE FUNCTION mon_ps.stamp_audit_columns();
--> statement-breakpoint
CREATE TRIGGER write_audit_log AFTER INSERT OR UPDATE OR DELETE ON mon_ps.goalscorer_profile FOR EACH ROW EXECUTE FUNCTION mon_ps.write_audit_log('player_id');
--> statement-breakpoint
CREATE TRIGGER write_audit_log AFTER INSERT OR UPDATE OR DELETE ON mon_ps.publish_decision FOR EACH ROW EXECUTE FUNCTION mon_ps.write_audit_log('id');
