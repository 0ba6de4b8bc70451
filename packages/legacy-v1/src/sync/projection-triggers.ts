import { named, quoted } from '@mon-ps/db/engine/sql-text'
import { COMPANION_SCHEMA } from '../copy/move-tables.ts'
import { sql } from 'drizzle-orm'
import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { publicationText } from '../copy/publish-moved.ts'
import { getPublishedKind } from '@mon-ps/db/publish/published-kinds'
import { hasDependants } from '@mon-ps/db/publish/show-migrated'
import { V3_LOCK } from '@mon-ps/db/publish/v3-lock'
import type { Executor } from '@mon-ps/db/client'
import { projectionText } from '../copy/projection.ts'
import { strategyProfile } from '../copy/rule-sql.ts'
import { AS_THE_OWNER, companionName, type SyncedTable } from './synced-tables.ts'
import { TEAM_FUNCTIONS, LAST_DRAWN_FUNCTIONS } from './projection-functions.ts'
import { createTrigger, dropFunctions, READ_TOUCHED_IDS, RECORD_FAILURE, statementTriggers } from './mirror-triggers.ts'

/**
 * Queues the changed companion rows. They are projected together at commit, in one order for everybody, so that two legacy writers do not
 * wait for each other's locks on V3.
 */
const NOTE_CHANGE = `CREATE FUNCTION ${COMPANION_SCHEMA}.note_change() RETURNS trigger LANGUAGE plpgsql ${AS_THE_OWNER} AS $note$
DECLARE
  ids integer[];
BEGIN
${READ_TOUCHED_IDS}
  ELSE
    EXECUTE format('SELECT array_agg(v1_id ORDER BY v1_id) FROM mon_ps.%I WHERE origin = ''migrated'' AND retired_at IS NULL', TG_ARGV[0]) INTO ids;
  END IF;
  IF ids IS NOT NULL THEN
    INSERT INTO ${COMPANION_SCHEMA}.sync_queue (table_name, v1_ids) VALUES (TG_TABLE_NAME, ids);
  END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  PERFORM ${COMPANION_SCHEMA}.record_failure(TG_TABLE_NAME, ids, SQLSTATE, SQLERRM);
  RETURN NULL;
END $note$`

/** Wraps statements that read `ids` and `run`. */
const tableFunction = (part: string, table: V1TableName, statements: readonly string[]) =>
  `CREATE FUNCTION ${COMPANION_SCHEMA}.${named(`${part}_${table}`)}(ids integer[], run bigint) RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $table$
BEGIN
  IF cardinality(ids) > 0 THEN
    ${statements.map((statement) => `${statement.trim().replace(/;$/, '')};`).join('\n    ')}
  END IF;
END $table$`

/** Reasons that the projection finds again where they still apply. */
const FOUND_AGAIN = ['no-name', 'no-league', 'no-team', 'orphan', 'self-pair', 'no-score', 'no-bets', 'no-sample-size']

/** Removes rulings about deleted rows, and those that the projection makes anew. */
const LIFT_RULINGS = `CREATE FUNCTION ${COMPANION_SCHEMA}.lift_rulings(of_table text, ids integer[]) RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $lift$
DECLARE
  standing integer[];
BEGIN
  EXECUTE format('SELECT coalesce(array_agg(id), ''{}'') FROM ${COMPANION_SCHEMA}.%I WHERE id = ANY($1)', of_table) INTO standing USING ids;
  DELETE FROM mon_ps.legacy_ruling r WHERE r.table_name = of_table AND r.v1_id = ANY(ids) AND (NOT r.v1_id = ANY(standing)
    OR (r.kind = 'quarantine' AND split_part(r.reason, ':', 1) IN (${FOUND_AGAIN.map(quoted).join(', ')})));
END $lift$`

const union = (...parts: readonly string[]) => `ARRAY(${parts.map((part) => `SELECT unnest(${part})`).join(' UNION ')} ORDER BY 1)`

/**
 * Projects and publishes the given rows and what depends on them, in the order of V3's foreign keys: strategies decide their team's best
 * one, and profiles that come, go or are renamed their pairs and strategies.
 */
const projectRows = (
  runId: number,
) => `CREATE FUNCTION ${COMPANION_SCHEMA}.project_rows(teams integer[], pairs integer[], strategies integer[])
RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $rows$
DECLARE
  run CONSTANT bigint := ${runId};
  all_teams integer[];
  moved integer[];
  hidden integer[];
  others CONSTANT text := coalesce(current_setting('mon_ps.run_id', true), '');
BEGIN
  PERFORM pg_advisory_xact_lock(${V3_LOCK}), set_config('mon_ps.run_id', '${runId}', true);
  all_teams := ${union(
    'teams',
    `ARRAY(SELECT ${strategyProfile('c')} FROM ${COMPANION_SCHEMA}.team_strategies c WHERE c.id = ANY(strategies))`,
    `ARRAY(SELECT l.v1_id FROM mon_ps.strategy_version v JOIN mon_ps.legacy_team l ON l.team_id = v.team_id
        WHERE v.v1_id = ANY(strategies) AND v.origin = 'migrated' AND v.retired_at IS NULL)`,
  )};
  all_teams := array_remove(all_teams, NULL);
  PERFORM ${COMPANION_SCHEMA}.lift_rulings('team_profiles', all_teams);
  moved := ${COMPANION_SCHEMA}.name_teams(all_teams, run);
  hidden := ${COMPANION_SCHEMA}.without_version('team_dna_version', all_teams);
  PERFORM ${COMPANION_SCHEMA}.project_team_profiles(all_teams, run);
  -- A profile that comes to V3 or leaves it brings its pairs and strategies, or takes them with it.
  moved := moved || ARRAY(SELECT id FROM unnest(all_teams) id
    WHERE id = ANY(hidden) <> (id = ANY(${COMPANION_SCHEMA}.without_version('team_dna_version', all_teams))));
  pairs := ${union('pairs', `ARRAY(SELECT c.id FROM ${COMPANION_SCHEMA}.matchup_friction c WHERE c.team_a_id = ANY(moved) OR c.team_b_id = ANY(moved))`)};
  strategies := ${union(
    'strategies',
    `ARRAY(SELECT c.id FROM ${COMPANION_SCHEMA}.team_strategies c WHERE c.team_profile_id = ANY(moved)
        OR c.team_name IN (SELECT p.team_name FROM ${COMPANION_SCHEMA}.team_profiles p WHERE p.id = ANY(moved))
        OR c.id IN (SELECT r.v1_id FROM mon_ps.legacy_ruling r WHERE r.table_name = 'team_strategies' AND r.kind = 'profile' AND r.value = ANY(moved::text[])))`,
    // Strategies of deleted profiles.
    `ARRAY(SELECT v.v1_id FROM mon_ps.strategy_version v JOIN mon_ps.legacy_team l ON l.team_id = v.team_id
        WHERE v.origin = 'migrated' AND v.retired_at IS NULL AND l.v1_id = ANY(moved))`,
  )};
  PERFORM ${COMPANION_SCHEMA}.lift_rulings('matchup_friction', pairs);
  PERFORM ${COMPANION_SCHEMA}.lift_rulings('team_strategies', strategies);
  PERFORM ${COMPANION_SCHEMA}.project_matchup_friction(pairs, run);
  PERFORM ${COMPANION_SCHEMA}.project_team_strategies(strategies, run);
  -- The row of a team whose pairs and strategies held it until now.
  DELETE FROM quantum.team_quantum_dna_v3 t USING mon_ps.v3_row_source s WHERE cardinality(moved) > 0
    AND s.table_name = 'team_quantum_dna_v3' AND s.row_id = t.team_id AND s.origin = 'migrated'
    AND NOT EXISTS (SELECT FROM mon_ps.team_dna_version v WHERE v.version_id = s.version_id) AND NOT ${hasDependants('t.team_id')};
  PERFORM ${COMPANION_SCHEMA}.publish_team_profiles(all_teams, run);
  PERFORM ${COMPANION_SCHEMA}.publish_matchup_friction(pairs, run);
  PERFORM ${COMPANION_SCHEMA}.publish_team_strategies(strategies, run);
  PERFORM set_config('mon_ps.run_id', others, true);
END $rows$`

/** V1 rows without a current version: deleted, or quarantined. */
const WITHOUT_VERSION = `CREATE FUNCTION ${COMPANION_SCHEMA}.without_version(versions text, ids integer[]) RETURNS integer[] LANGUAGE plpgsql ${AS_THE_OWNER}
AS $without$
DECLARE
  found integer[];
BEGIN
  EXECUTE format('SELECT coalesce(array_agg(id ORDER BY id), ''{}'') FROM unnest($1) id WHERE NOT EXISTS (
    SELECT FROM mon_ps.%I v WHERE v.v1_id = id AND v.origin = ''migrated'' AND v.retired_at IS NULL)', versions) INTO found USING ids;
  RETURN found;
END $without$`

/**
 * Halves a failing set until the faulty row stands alone, so that the others are projected; where everything fails, the rest is not
 * tried. Returns how many rows failed.
 */
const PROJECT_SAFELY = `CREATE FUNCTION ${COMPANION_SCHEMA}.project_safely(of_table text, ids integer[]) RETURNS integer LANGUAGE plpgsql ${AS_THE_OWNER} AS $safely$
DECLARE
  half integer := cardinality(ids) / 2;
  failed integer;
  state text;
  message text;
BEGIN
  BEGIN
    PERFORM ${COMPANION_SCHEMA}.project_rows(
      CASE of_table WHEN 'team_profiles' THEN ids ELSE '{}' END,
      CASE of_table WHEN 'matchup_friction' THEN ids ELSE '{}' END,
      CASE of_table WHEN 'team_strategies' THEN ids ELSE '{}' END);
    UPDATE mon_ps.legacy_sync_failure SET repaired_at = now() WHERE table_name = of_table AND repaired_at IS NULL AND v1_ids <@ ids;
    RETURN 0;
  EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
  END;
  IF half = 0 THEN
    PERFORM ${COMPANION_SCHEMA}.record_failure(of_table, ids, state, message);
    RETURN 1;
  END IF;
  failed := ${COMPANION_SCHEMA}.project_safely(of_table, ids[:half]);
  IF failed = half AND half >= 8 THEN
    PERFORM ${COMPANION_SCHEMA}.record_failure(of_table, ids[half + 1:], state, message);
    RETURN cardinality(ids);
  END IF;
  RETURN failed + ${COMPANION_SCHEMA}.project_safely(of_table, ids[half + 1:]);
END $safely$`

/** At commit: everything together, and table by table only where that fails. */
const PROJECT_QUEUE = `CREATE FUNCTION ${COMPANION_SCHEMA}.project_queue() RETURNS trigger LANGUAGE plpgsql ${AS_THE_OWNER} AS $queue$
DECLARE
  teams integer[];
  pairs integer[];
  strategies integer[];
  drawn CONSTANT bigint := ${COMPANION_SCHEMA}.last_drawn();
BEGIN
  WITH taken AS (DELETE FROM ${COMPANION_SCHEMA}.sync_queue RETURNING table_name, v1_ids),
  changed AS (SELECT DISTINCT table_name, unnest(v1_ids) AS id FROM taken)
  SELECT coalesce(array_agg(id ORDER BY id) FILTER (WHERE table_name = 'team_profiles'), '{}'),
    coalesce(array_agg(id ORDER BY id) FILTER (WHERE table_name = 'matchup_friction'), '{}'),
    coalesce(array_agg(id ORDER BY id) FILTER (WHERE table_name = 'team_strategies'), '{}')
  INTO teams, pairs, strategies FROM changed;
  IF cardinality(teams) + cardinality(pairs) + cardinality(strategies) = 0 THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(${V3_LOCK});
  BEGIN
    UPDATE ${COMPANION_SCHEMA}.sync_state SET projected_at = clock_timestamp();
  EXCEPTION WHEN serialization_failure THEN
    -- The legacy's own transaction holds an older snapshot: another writer of the meantime left the mark.
    NULL;
  END;
  -- What a replica's session would leave out: V3's own triggers and keys.
  IF current_setting('session_replication_role') = 'replica' THEN
    PERFORM ${COMPANION_SCHEMA}.project_as_origin(teams, pairs, strategies);
  ELSE
    PERFORM ${COMPANION_SCHEMA}.project_all(teams, pairs, strategies);
  END IF;
  PERFORM ${COMPANION_SCHEMA}.give_back_drawn(drawn);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  -- The queue stands again, too, and the next transaction takes it along.
  PERFORM ${COMPANION_SCHEMA}.record_failure(table_name, ids, SQLSTATE, SQLERRM)
  FROM (SELECT table_name, array_agg(DISTINCT id ORDER BY id) AS ids FROM ${COMPANION_SCHEMA}.sync_queue, unnest(v1_ids) id GROUP BY table_name) changed;
  PERFORM ${COMPANION_SCHEMA}.give_back_drawn(drawn);
  RETURN NULL;
END $queue$`

const projectAll = (
  name: string,
  setting: string,
) => `CREATE FUNCTION ${COMPANION_SCHEMA}.${name}(teams integer[], pairs integer[], strategies integer[])
RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} ${setting} AS $all$
BEGIN
  BEGIN
    PERFORM ${COMPANION_SCHEMA}.project_rows(teams, pairs, strategies);
    UPDATE mon_ps.legacy_sync_failure SET repaired_at = now() WHERE repaired_at IS NULL
      AND v1_ids <@ CASE table_name WHEN 'team_profiles' THEN teams WHEN 'matchup_friction' THEN pairs ELSE strategies END;
  EXCEPTION WHEN OTHERS THEN
    PERFORM ${COMPANION_SCHEMA}.project_safely(part.name, part.ids)
    FROM (VALUES ('team_profiles', teams), ('matchup_friction', pairs), ('team_strategies', strategies)) part (name, ids)
    WHERE cardinality(part.ids) > 0;
  END;
END $all$`

const FUNCTIONS = (
  'note_change project_queue last_drawn give_back_drawn project_all project_as_origin project_safely project_rows project_team_profiles ' +
  'project_matchup_friction project_team_strategies publish_team_profiles publish_matchup_friction publish_team_strategies ' +
  'without_version lift_rulings name_teams name_team record_failure'
).split(' ')

async function mayLeaveReplicaRole(tx: Executor): Promise<boolean> {
  const [row] = await tx.execute<{ may: boolean }>(sql`select current_setting('is_superuser') = 'on' as may`)
  return row?.may === true
}

/** Only the owner may call them. */
export async function createProjection(tx: Executor, tables: readonly SyncedTable[], runId: number): Promise<void> {
  const statements = [
    RECORD_FAILURE,
    ...LAST_DRAWN_FUNCTIONS,
    ...TEAM_FUNCTIONS,
    LIFT_RULINGS,
    WITHOUT_VERSION,
    ...tables.map(({ name }) => tableFunction('project', name, projectionText(name))),
    ...tables.map(({ name }) => tableFunction('publish', name, publicationText(name))),
    projectRows(runId),
    PROJECT_SAFELY,
    projectAll('project_all', ''),
    projectAll('project_as_origin', (await mayLeaveReplicaRole(tx)) ? 'SET session_replication_role = origin' : ''),
    PROJECT_QUEUE,
    NOTE_CHANGE,
    ...FUNCTIONS.map((name) => `REVOKE ALL ON FUNCTION ${COMPANION_SCHEMA}.${name} FROM PUBLIC`),
  ]
  for (const statement of statements) await tx.execute(sql.raw(statement))
}

/** Layer two: changes of a companion are in V3 at commit. */
export async function createProjectionTriggers(tx: Executor, tables: readonly SyncedTable[]): Promise<void> {
  const queue = `${COMPANION_SCHEMA}.sync_queue`
  const statements = [
    ...tables.flatMap(({ name }) =>
      statementTriggers('note', companionName(name), `${COMPANION_SCHEMA}.note_change('${getPublishedKind(name).versions}')`),
    ),
    ...createTrigger(
      'project',
      queue,
      `AFTER INSERT ON ${queue} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW`,
      `${COMPANION_SCHEMA}.project_queue()`,
      'CONSTRAINT TRIGGER',
    ),
  ]
  for (const statement of statements) await tx.execute(sql.raw(statement))
}

export const dropProjection = (tx: Executor) => dropFunctions(tx, FUNCTIONS)
