import { AS_THE_OWNER } from './carry.ts'
import { COMPANION_SCHEMA } from './synced-tables.ts'

const SEQUENCE = `${COMPANION_SCHEMA}.sync_lastval`
const SMALLEST = '-9223372036854775808'

/**
 * A sequence that nobody draws from but to set what lastval() answers a session next. It may be read by everybody, which is what
 * lastval() asks for. It goes with the table that owns it.
 */
export const LAST_DRAWN_SEQUENCE: readonly string[] = [
  `CREATE SEQUENCE ${SEQUENCE} MINVALUE ${SMALLEST} START 1 CYCLE OWNED BY ${COMPANION_SCHEMA}.sync_state.run_id`,
  `GRANT SELECT ON SEQUENCE ${SEQUENCE} TO PUBLIC`,
]

/** The number that lastval() would answer the session; null where it drew none, or drew it where we may not look. */
const LAST_DRAWN = `CREATE FUNCTION ${COMPANION_SCHEMA}.last_drawn() RETURNS bigint LANGUAGE plpgsql ${AS_THE_OWNER} AS $drawn$
BEGIN
  RETURN lastval();
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END $drawn$`

/** The projection drew numbers of its own; the legacy asks for its own one, perhaps after the commit. */
const GIVE_BACK_DRAWN = `CREATE FUNCTION ${COMPANION_SCHEMA}.give_back_drawn(drawn bigint) RETURNS void LANGUAGE plpgsql ${AS_THE_OWNER} AS $drawn$
BEGIN
  IF drawn IS NOT NULL THEN
    PERFORM nextval('${SEQUENCE}'), setval('${SEQUENCE}', drawn);
  END IF;
END $drawn$`

/** `last_drawn()` before a projection and `give_back_drawn(number)` after it: the legacy's lastval() is its own. */
export const LAST_DRAWN_FUNCTIONS: readonly string[] = [LAST_DRAWN, GIVE_BACK_DRAWN]
