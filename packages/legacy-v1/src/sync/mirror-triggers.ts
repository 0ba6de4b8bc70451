import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { AS_THE_OWNER, carryFunction } from './carry.ts'
import { COMPANION_SCHEMA, companionName, literal, quoted, type SyncedTable, TRIGGER_PREFIX, v1Name } from './synced-tables.ts'

/** Writes down what could not be done; and where not even that is possible, warns: the legacy's statement goes through. */
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

function mirrorFunction({ name }: SyncedTable): string {
  const carry = `${COMPANION_SCHEMA}.${quoted(`carry_${name}`)}`
  return `CREATE FUNCTION ${COMPANION_SCHEMA}.${quoted(`mirror_${name}`)}() RETURNS trigger LANGUAGE plpgsql ${AS_THE_OWNER} AS $mirror$
DECLARE
  ids integer[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(id ORDER BY id) INTO ids FROM new_rows;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(id ORDER BY id) INTO ids FROM (SELECT id FROM old_rows UNION SELECT id FROM new_rows) changed;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(id ORDER BY id) INTO ids FROM old_rows;
  ELSE
    SELECT array_agg(id ORDER BY id) INTO ids FROM ${companionName(name)};
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM ${carry}(ids);
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  PERFORM ${COMPANION_SCHEMA}.record_failure(${literal(name)}, ids, SQLSTATE, SQLERRM);
  RETURN NULL;
END $mirror$`
}

/** Nobody writes a companion but the mirror of its V1 table. */
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

/** A trigger that a session cannot switch off by calling itself a replica. */
export function createTrigger(name: string, on: string, when: string, call: string, kind = 'TRIGGER'): readonly string[] {
  const full = quoted(`${TRIGGER_PREFIX}${name}`)
  return [`CREATE ${kind} ${full} ${when} EXECUTE FUNCTION ${call}`, `ALTER TABLE ${on} ENABLE ALWAYS TRIGGER ${full}`]
}

/** One trigger for each kind of statement, with the rows that it touched. */
export const statementTriggers = (prefix: string, on: string, call: string): readonly string[] =>
  EVENTS.flatMap(([name, event, rows]) =>
    createTrigger(`${prefix}_${name}`, on, `AFTER ${event} ON ${on} ${rows} FOR EACH STATEMENT`, call),
  )

/** Layer one: what a statement of the legacy did to V1 is in the companion when the statement ends. */
export async function createMirror(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  const statements = [REFUSE_DIRECT_WRITE]
  for (const table of tables) {
    const own = companionName(table.name)
    statements.push(
      carryFunction(table),
      `REVOKE ALL ON FUNCTION ${COMPANION_SCHEMA}.${quoted(`carry_${table.name}`)}(integer[]) FROM PUBLIC`,
      mirrorFunction(table),
      ...statementTriggers('mirror', v1Name(table.name), `${COMPANION_SCHEMA}.${quoted(`mirror_${table.name}`)}()`),
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

/** Takes layer one away. */
export async function dropMirror(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  for (const { name } of tables) {
    for (const part of ['mirror', 'carry'])
      await tx.execute(sql.raw(`DROP FUNCTION IF EXISTS ${COMPANION_SCHEMA}.${quoted(`${part}_${name}`)} CASCADE`))
  }
  await tx.execute(sql.raw(`DROP FUNCTION IF EXISTS ${COMPANION_SCHEMA}.refuse_direct_write() CASCADE`))
}
