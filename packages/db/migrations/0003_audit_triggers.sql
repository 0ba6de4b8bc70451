-- Who changed what, and why: filled from the unit of work's settings (mon_ps.actor, mon_ps.reason, mon_ps.request_id), for raw
-- SQL from the role. The log is written in the transaction of the change and can only grow.
CREATE TABLE "mon_ps"."audit_head" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"seq" bigint,
	"hash" text,
	CONSTRAINT "ck_audit_head_only" CHECK ("mon_ps"."audit_head"."only")
);
--> statement-breakpoint
INSERT INTO mon_ps.audit_head DEFAULT VALUES;
--> statement-breakpoint
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
BEGIN
	SELECT string_agg(coalesce(new_row, old_row) ->> k, '|' ORDER BY n) INTO row_key FROM unnest(TG_ARGV) WITH ORDINALITY AS keys (k, n);
	INSERT INTO mon_ps.audit_log (actor, reason, request_id, table_name, row_key, operation, before, after, hash)
	VALUES (mon_ps.current_actor(), nullif(current_setting('mon_ps.reason', true), ''), nullif(current_setting('mon_ps.request_id', true), ''),
		TG_TABLE_NAME, row_key, lower(TG_OP), old_row, new_row, '');
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Covers every column of the entry; the time as a number, because its text depends on the session's zone.
CREATE FUNCTION mon_ps.audit_entry_hash(previous text, entry mon_ps.audit_log) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT encode(sha256(convert_to((to_jsonb(entry) - 'hash' || jsonb_build_object('at', extract(epoch FROM entry.at), 'previous', previous))::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Before the entry's number is drawn: one writer at a time, so that the order of numbers is the order of the chain. A transaction
-- with a fixed snapshot that missed an entry fails here as not serializable, and does not fork the chain.
CREATE FUNCTION mon_ps.lock_audit_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM mon_ps.audit_head FOR UPDATE;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.chain_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.hash := mon_ps.audit_entry_hash((SELECT hash FROM mon_ps.audit_head), NEW);
	UPDATE mon_ps.audit_head SET seq = NEW.seq, hash = NEW.hash;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION mon_ps.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the audit log only grows: % is refused', lower(TG_OP) USING ERRCODE = 'V3A02';
END $$;
--> statement-breakpoint
CREATE TRIGGER lock_head BEFORE INSERT ON mon_ps.audit_log FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.lock_audit_head();
--> statement-breakpoint
CREATE TRIGGER chain_entry BEFORE INSERT ON mon_ps.audit_log FOR EACH ROW EXECUTE FUNCTION mon_ps.chain_audit_entry();
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
