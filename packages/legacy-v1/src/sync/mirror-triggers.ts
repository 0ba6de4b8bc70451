import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { COMPANION_SCHEMA, V1_SCHEMA } from '../copy/move-tables.ts'
import type { Executor } from '@mon-ps/db/client'
import { sql } from 'drizzle-orm'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import { AS_THE_OWNER, carryFunction, companionName, type SyncedTable, TRIGGER_PREFIX, v1Name } from './synced-tables.ts'

/** Records a failure; where that fails too, only warns, so that the legacy's statement succeeds. */
export const RECORD_FAILURE = `CREATE FUNCTION ${COMPANION_SCHEMA}.record_failure(of_table text, ids integer[], state text, message text)
RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $failure$
DECLARE
  drawn CONSTANT bigint := ${COMPANION_SCHEMA}.last_drawn();
BEGIN
  INSERT INTO mon_ps.legacy_sync_failure (table_name, v1_ids, sql_state, message) VALUES (of_table, coalesce(ids, '{}'), state, message);
  PERFORM ${COMPANION_SCHEMA}.give_back_drawn(drawn);
EXCEPTION WHEN OTHERS THEN
  RAISE WARNING 'the sync of % failed (%) and could not be recorded: %', of_table, message, SQLERRM;
END $failure$`

/** The ids that a statement touched, by the tables of its rows; an ELSE and an END IF follow, for TRUNCATE. */
export const READ_TOUCHED_IDS = `  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(id ORDER BY id) INTO ids FROM new_rows;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(id ORDER BY id) INTO ids FROM (SELECT id FROM old_rows UNION SELECT id FROM new_rows) changed;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(id ORDER BY id) INTO ids FROM old_rows;`

function mirrorFunction({ name }: SyncedTable): string {
  const carry = `${COMPANION_SCHEMA}.${named(`carry_${name}`)}`
  return `CREATE FUNCTION ${COMPANION_SCHEMA}.${named(`mirror_${name}`)}() RETURNS trigger LANGUAGE plpgsql ${AS_THE_OWNER} AS $mirror$
DECLARE
  ids integer[];
BEGIN
${READ_TOUCHED_IDS}
  ELSE
    SELECT array_agg(id ORDER BY id) INTO ids FROM ${companionName(name)};
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM ${carry}(ids);
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  PERFORM ${COMPANION_SCHEMA}.record_failure(${quoted(name)}, ids, SQLSTATE, SQLERRM);
  RETURN NULL;
END $mirror$`
}

/** Only the mirror of its V1 table may write a companion. */
const REFUSE_DIRECT_WRITE = `CREATE FUNCTION ${COMPANION_SCHEMA}.refuse_direct_write() RETURNS trigger LANGUAGE plpgsql AS $refuse$
BEGIN
  IF coalesce(current_setting('mon_ps.legacy_mirror', true), '') <> 'on' THEN
    RAISE EXCEPTION '%.% follows the table of V1: write there', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'V3A01';
  END IF;
  RETURN NULL;
END $refuse$`

const EVENTS = [
  ['insert', 'INSERT', 'REFERENCING NEW TABLE AS new_rows'],
  ['update', 'UPDATE', 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'],
  ['delete', 'DELETE', 'REFERENCING OLD TABLE AS old_rows'],
  ['truncate', 'TRUNCATE', ''],
] as const

/** ENABLE ALWAYS: the replica role does not bypass it. */
export function createTrigger(name: string, on: string, when: string, call: string, kind = 'TRIGGER'): readonly string[] {
  const full = named(`${TRIGGER_PREFIX}${name}`)
  return [`CREATE ${kind} ${full} ${when} EXECUTE FUNCTION ${call}`, `ALTER TABLE ${on} ENABLE ALWAYS TRIGGER ${full}`]
}

/** One trigger per kind of statement. */
export const statementTriggers = (prefix: string, on: string, call: string): readonly string[] =>
  EVENTS.flatMap(([name, event, rows]) =>
    createTrigger(`${prefix}_${name}`, on, `AFTER ${event} ON ${on} ${rows} FOR EACH STATEMENT`, call),
  )

/** Layer one: a statement's changes of V1 are in the companion when it ends. */
export async function createMirror(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  const statements = [REFUSE_DIRECT_WRITE]
  for (const table of tables) {
    const own = companionName(table.name)
    statements.push(
      carryFunction(table),
      `REVOKE ALL ON FUNCTION ${COMPANION_SCHEMA}.${named(`carry_${table.name}`)}(integer[]) FROM PUBLIC`,
      mirrorFunction(table),
      ...statementTriggers('mirror', v1Name(table.name), `${COMPANION_SCHEMA}.${named(`mirror_${table.name}`)}()`),
      ...createTrigger(
        'one_writer',
        own,
        `BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${own} FOR EACH STATEMENT`,
        `${COMPANION_SCHEMA}.refuse_direct_write()`,
      ),
    )
  }
  for (const statement of statements) await tx.execute(sql.raw(statement))
}

export async function dropFunctions(tx: Executor, names: readonly string[]): Promise<void> {
  for (const name of names) await tx.execute(sql.raw(`DROP FUNCTION IF EXISTS ${COMPANION_SCHEMA}.${name} CASCADE`))
}

export const dropMirror = (tx: Executor, tables: readonly SyncedTable[]) =>
  dropFunctions(tx, ['refuse_direct_write', ...tables.flatMap(({ name }) => [`mirror_${name}`, `carry_${name}`])])

const MIGRATED = `EXISTS (SELECT FROM mon_ps.v3_row_source s WHERE s.table_name = TG_TABLE_NAME AND s.origin = 'migrated'`

/** Arguments: the table's key, then the columns that anybody may write. `updated_at` follows by itself. */
const REFUSE = `CREATE FUNCTION ${COMPANION_SCHEMA}.refuse_other_writer() RETURNS trigger LANGUAGE plpgsql ${AS_THE_OWNER} AS $refuse$
DECLARE
  free text[] := TG_ARGV[1:] || 'updated_at'::text;
  changed text;
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    IF ${MIGRATED}) THEN
      RAISE EXCEPTION '%.% holds rows that follow V1: delete what is yours, change V1 instead', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'V3A01';
    END IF;
    RETURN NULL;
  END IF;
  IF NOT ${MIGRATED} AND s.row_id = (to_jsonb(OLD) ->> TG_ARGV[0])::integer) THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION '%.% % follows V1: delete it there', TG_TABLE_SCHEMA, TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0] USING ERRCODE = 'V3A01';
  END IF;
  SELECT string_agg(key, ', ' ORDER BY key) INTO changed FROM jsonb_each_text(to_jsonb(NEW)) fresh
  WHERE fresh.value IS DISTINCT FROM to_jsonb(OLD) ->> fresh.key AND NOT fresh.key = ANY(free);
  IF changed IS NOT NULL THEN
    RAISE EXCEPTION '%.% % follows V1 in %: change it there', TG_TABLE_SCHEMA, TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0], changed
      USING ERRCODE = 'V3A01';
  END IF;
  RETURN NEW;
END $refuse$`

/** Filling a column that is not V1's does not change the row's origin. */
const KEEP_MIGRATED = `CREATE FUNCTION ${COMPANION_SCHEMA}.keep_migrated() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
  RETURN NULL;
END $keep$`

/** `publish` and the sync name their run and are allowed. */
const WITHOUT_RUN = `(coalesce(current_setting('mon_ps.run_id', true), '') = '')`

/** One writer per column: while V3 follows V1, its columns are refused to all others. */
export async function createV3Guards(tx: Executor): Promise<void> {
  const statements = [REFUSE, KEEP_MIGRATED]
  for (const { v3, id, leftToOthers } of PUBLISHED_KINDS) {
    const on = `${V1_SCHEMA}.${v3}`
    const call = `${COMPANION_SCHEMA}.refuse_other_writer(${[id, ...leftToOthers].map(quoted).join(', ')})`
    statements.push(
      ...createTrigger('one_writer', on, `BEFORE UPDATE OR DELETE ON ${on} FOR EACH ROW WHEN ${WITHOUT_RUN}`, call),
      ...createTrigger('one_writer_truncate', on, `BEFORE TRUNCATE ON ${on} FOR EACH STATEMENT WHEN ${WITHOUT_RUN}`, call),
    )
  }
  const source = 'mon_ps.v3_row_source'
  const marked = `BEFORE UPDATE ON ${source} FOR EACH ROW WHEN (OLD.origin = 'migrated' AND NEW.origin = 'legacy_sql')`
  statements.push(...createTrigger('keep_migrated', source, marked, `${COMPANION_SCHEMA}.keep_migrated()`))
  for (const statement of statements) await tx.execute(sql.raw(statement))
}

export const dropV3Guards = (tx: Executor) => dropFunctions(tx, ['refuse_other_writer', 'keep_migrated'])
