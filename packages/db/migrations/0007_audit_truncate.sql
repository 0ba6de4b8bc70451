-- TRUNCATE fires no trigger of rows: of the audited tables it would take rows away that the log says are there.
CREATE FUNCTION mon_ps.refuse_unlogged_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'changes of %.% are logged row by row: TRUNCATE is refused, use DELETE', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'V3A02';
END $$;
--> statement-breakpoint
CREATE TRIGGER refuse_unlogged_truncate BEFORE TRUNCATE ON mon_ps.chess_classification FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.refuse_unlogged_truncate();
--> statement-breakpoint
CREATE TRIGGER refuse_unlogged_truncate BEFORE TRUNCATE ON mon_ps.goalscorer_profile FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.refuse_unlogged_truncate();
--> statement-breakpoint
CREATE TRIGGER refuse_unlogged_truncate BEFORE TRUNCATE ON mon_ps.publish_decision FOR EACH STATEMENT EXECUTE FUNCTION mon_ps.refuse_unlogged_truncate();
