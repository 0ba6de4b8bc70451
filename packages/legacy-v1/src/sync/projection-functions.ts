import { COMPANION_SCHEMA, normalizedName } from '../copy/move-tables.ts'
import { AS_THE_OWNER } from './synced-tables.ts'

const SEQUENCE = `${COMPANION_SCHEMA}.sync_lastval`
const SMALLEST = '-9223372036854775808'

/** Sets what lastval() returns to a session. Readable by everybody, as lastval() requires, and owned by the state table. */
export const LAST_DRAWN_SEQUENCE: readonly string[] = [
  `CREATE SEQUENCE ${SEQUENCE} MINVALUE ${SMALLEST} START 1 CYCLE OWNED BY ${COMPANION_SCHEMA}.sync_state.run_id`,
  `GRANT SELECT ON SEQUENCE ${SEQUENCE} TO PUBLIC`,
]

/** What lastval() would return to the session; null where it drew nothing. */
const LAST_DRAWN = `CREATE FUNCTION ${COMPANION_SCHEMA}.last_drawn() RETURNS bigint LANGUAGE plpgsql ${AS_THE_OWNER} AS $drawn$
BEGIN
  RETURN lastval();
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $drawn$`

/** Restores lastval() after the projection drew numbers of its own. */
const GIVE_BACK_DRAWN = `CREATE FUNCTION ${COMPANION_SCHEMA}.give_back_drawn(drawn bigint) RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $drawn$
BEGIN
  IF drawn IS NOT NULL THEN
    PERFORM nextval('${SEQUENCE}'), setval('${SEQUENCE}', drawn);
  END IF;
END $drawn$`

export const LAST_DRAWN_FUNCTIONS: readonly string[] = [LAST_DRAWN, GIVE_BACK_DRAWN]

const NORMALISED = normalizedName('c.team_name')

/**
 * Finds or creates the team of a profile that the plan did not know: the one with exactly this name or alias, else a new one, under the
 * V1 id where free. Returns former ids of the team.
 */
const NAME_ONE = `
CREATE FUNCTION ${COMPANION_SCHEMA}.name_team(profile integer, run bigint) RETURNS integer[] LANGUAGE plpgsql ${AS_THE_OWNER} AS $name$
DECLARE
  known integer;
  found integer;
  earlier integer[] := '{}';
  why text := 'the only team with exactly this name';
BEGIN
  SELECT count(DISTINCT t.id), min(t.id) INTO found, known
  FROM ${COMPANION_SCHEMA}.team_profiles c JOIN mon_ps.team t ON t.source <> 'demo' AND t.merged_into IS NULL
    AND (t.name = c.team_name OR EXISTS (SELECT FROM mon_ps.team_alias a WHERE a.team_id = t.id AND a.alias = c.team_name))
  WHERE c.id = profile AND NOT EXISTS (SELECT FROM mon_ps.legacy_team l JOIN ${COMPANION_SCHEMA}.team_profiles p ON p.id = l.v1_id
    WHERE l.team_id = t.id);
  IF found = 1 THEN
    -- A profile that was deleted and came again under another id.
    WITH gone AS (DELETE FROM mon_ps.legacy_team l WHERE l.team_id = known RETURNING l.v1_id)
    SELECT coalesce(array_agg(v1_id), '{}') INTO earlier FROM gone;
  ELSE
    why := 'new with its profile';
    -- Below 10001 ids are free for the legacy's.
    known := CASE WHEN profile BETWEEN 1 AND 10000 AND NOT EXISTS (SELECT FROM mon_ps.team t WHERE t.id = profile)
        AND NOT EXISTS (SELECT FROM quantum.team_quantum_dna_v3 t WHERE t.team_id = profile) THEN profile
      ELSE nextval('mon_ps.team_id_seq') END;
    INSERT INTO mon_ps.team (id, name, name_normalized, source)
    SELECT known, c.team_name, ${NORMALISED}, 'legacy' FROM ${COMPANION_SCHEMA}.team_profiles c WHERE c.id = profile;
  END IF;
  INSERT INTO mon_ps.legacy_team (v1_id, team_id, name, evidence, run_id)
  SELECT c.id, known, c.team_name, why, run FROM ${COMPANION_SCHEMA}.team_profiles c WHERE c.id = profile;
  RETURN earlier;
END $name$`

/**
 * Updates `mon_ps.legacy_team` for the profiles `ids`; deleted profiles stay for a rollback. Returns profiles whose pairs and strategies
 * must be projected again.
 */
const NAME_TEAMS = `
CREATE FUNCTION ${COMPANION_SCHEMA}.name_teams(ids integer[], run bigint) RETURNS integer[] LANGUAGE plpgsql ${AS_THE_OWNER} AS $names$
DECLARE
  moved integer[];
  earlier integer[] := '{}';
  renamed integer[];
  one integer;
BEGIN
  -- Teams that only the legacy names are called as their profiles are now, or a new profile could not take a name given up. In two
  -- steps, so that names may change places.
  WITH wrong AS (
    SELECT t.id, c.team_name FROM mon_ps.team t JOIN mon_ps.legacy_team l ON l.team_id = t.id
    JOIN ${COMPANION_SCHEMA}.team_profiles c ON c.id = l.v1_id WHERE t.source = 'legacy' AND t.name <> c.team_name)
  SELECT coalesce(array_agg(w.id), '{}') INTO renamed FROM wrong w
  WHERE NOT EXISTS (SELECT FROM mon_ps.team o WHERE o.name = w.team_name AND o.id NOT IN (SELECT id FROM wrong));
  IF cardinality(renamed) > 0 THEN
    UPDATE mon_ps.team SET name = '#' || id WHERE id = ANY(renamed);
    UPDATE mon_ps.team t SET name = c.team_name, name_normalized = ${NORMALISED}
    FROM mon_ps.legacy_team l JOIN ${COMPANION_SCHEMA}.team_profiles c ON c.id = l.v1_id WHERE t.id = ANY(renamed) AND l.team_id = t.id;
  END IF;
  SELECT coalesce(array_agg(c.id ORDER BY c.id), '{}') INTO moved FROM ${COMPANION_SCHEMA}.team_profiles c
  WHERE c.id = ANY(ids) AND NOT EXISTS (SELECT FROM mon_ps.legacy_team l WHERE l.v1_id = c.id)
    AND NOT EXISTS (SELECT FROM mon_ps.legacy_ruling r WHERE r.table_name = 'team_profiles' AND r.kind = 'quarantine' AND r.v1_id = c.id);
  FOREACH one IN ARRAY moved LOOP
    earlier := earlier || ${COMPANION_SCHEMA}.name_team(one, run);
  END LOOP;
  WITH followed AS (
    UPDATE mon_ps.legacy_team l SET name = c.team_name FROM ${COMPANION_SCHEMA}.team_profiles c
    WHERE c.id = l.v1_id AND l.v1_id = ANY(ids) AND l.name <> c.team_name RETURNING l.v1_id)
  SELECT moved || coalesce(array_agg(v1_id), '{}') INTO moved FROM followed;
  INSERT INTO mon_ps.team_alias (source, alias, alias_normalized, team_id, evidence, run_id)
  SELECT 'legacy', c.team_name, ${NORMALISED}, l.team_id, 'the name of the profile', run
  FROM ${COMPANION_SCHEMA}.team_profiles c JOIN mon_ps.legacy_team l ON l.v1_id = c.id
  WHERE c.id = ANY(moved) ON CONFLICT (source, alias) DO NOTHING;
  RETURN moved || earlier;
END $names$`

export const TEAM_FUNCTIONS: readonly string[] = [NAME_ONE.trim(), NAME_TEAMS.trim()]
