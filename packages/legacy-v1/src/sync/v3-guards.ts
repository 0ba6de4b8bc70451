import type { ColumnMapping, TableMapping } from '../mapping/column-mapping.ts'
import { TABLE_MAPPINGS } from '../mapping/table-mappings.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { createTrigger } from './mirror-triggers.ts'
import { AS_THE_OWNER } from './carry.ts'
import { COMPANION_SCHEMA, literal, V1_SCHEMA } from './synced-tables.ts'

/** Rules by which the move leaves a column to other writers. */
const NOT_FROM_V1: ReadonlySet<string> = new Set(['none@1', 'clv-from-picks@1'])

const KEYS = { team_quantum_dna_v3: 'team_id', quantum_friction_matrix_v3: 'friction_id', quantum_strategies_v3: 'strategy_id' } as const

/** Every other column is the new code's; but for the season, which is part of a row's key. */
const ownedByV3 = ({ columns }: TableMapping): readonly string[] =>
  columns.filter(({ rule, target }: ColumnMapping) => NOT_FROM_V1.has(rule) && target !== 'season').map(({ target }) => target)

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

/** A migrated row in which somebody filled a column that is not V1's still is what V1 says. */
const KEEP_MIGRATED = `CREATE FUNCTION ${COMPANION_SCHEMA}.keep_migrated() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
  RETURN NULL;
END $keep$`

/** `publish` and the sync name their run; everybody else is asked. */
const WITHOUT_RUN = `(coalesce(current_setting('mon_ps.run_id', true), '') = '')`

/** One writer per column: what V1 fills in V3 nobody else changes while V3 follows V1, not even raw SQL. */
export async function createV3Guards(tx: Executor): Promise<void> {
  const refuse = `${COMPANION_SCHEMA}.refuse_other_writer`
  const statements = [REFUSE, KEEP_MIGRATED]
  for (const mapping of TABLE_MAPPINGS) {
    const on = `${V1_SCHEMA}.${mapping.v3}`
    const call = `${refuse}(${[KEYS[mapping.v3], ...ownedByV3(mapping)].map(literal).join(', ')})`
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

export async function dropV3Guards(tx: Executor): Promise<void> {
  for (const name of ['refuse_other_writer', 'keep_migrated'])
    await tx.execute(sql.raw(`DROP FUNCTION IF EXISTS ${COMPANION_SCHEMA}.${name}() CASCADE`))
}
