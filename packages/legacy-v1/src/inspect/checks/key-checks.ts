import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import { type SQL, sql } from 'drizzle-orm'
import { HAS_ID, keep, quarantine, type QueryCheck, type RowCheck, type Treatment } from '../check.ts'

const BY_ID = keep('the id decides; the name stays as V1 writes it')

/** Without an id of its own a row cannot be told from others, nor followed. */
const idChecks = V1_TABLES.map(
  (table): RowCheck => ({
    id: `P02:${table}:no-id`,
    severity: 'blocking',
    message: 'rows have no id, or one that is not a whole number of 32 bits',
    remedy: 'give each row an id of its own in V1',
    where: sql`r.id is null or not (${HAS_ID})`,
    what: sql`coalesce(r.id::text, 'null')`,
  }),
)

export const repeatedIds = V1_TABLES.map(
  (table): QueryCheck => ({
    id: `P03:${table}:repeated-id`,
    severity: 'blocking',
    message: 'ids stand in several rows',
    remedy: 'give each row an id of its own in V1',
    hits: sql`select id as v1_id, count(*) || ' rows' as what from r where id is not null group by id having count(*) > 1`,
  }),
)

const orNull = (column: string) => sql`coalesce(r.${sql.identifier(column)}::text, 'null')`
const bothNames = (own: SQL, profile: SQL) => sql`coalesce('"' || ${own} || '"', 'null') || ' beside profile "' || ${profile} || '"'`

const profileNames: RowCheck = {
  id: 'P02:team_profiles:no-name',
  message: 'profiles have no name',
  remedy: 'they are quarantined with everything of theirs, until V1 names them',
  treatments: [quarantine('no-name: a team without a name cannot be shown or found')],
  where: sql`coalesce(btrim(r.team_name), '') = ''`,
  what: orNull('team_name'),
}

const pair = sql`${orNull('team_a_id')} || ' "' || ${orNull('team_a_name')} || '" and ' || ${orNull('team_b_id')} || ' "' || ${orNull('team_b_name')} || '"'`

/** V3 shows the name of the profile `alias` where the row has none. */
const nameMissing = (table: string, column: string, alias: string, message: string, what: SQL): RowCheck => {
  const own = sql.identifier(column)
  const profile = sql.identifier(alias)
  return {
    id: `P02:${table}:${column}-null`,
    message,
    remedy: 'V3 shows the name of the profile',
    treatments: [
      {
        option: 'profile-name',
        meaning: 'V3 shows the name of the profile that the id names',
        ruling: {
          kind: 'value',
          column,
          value: sql`left(${profile}.team_name, 100)`,
          reason: 'name-of-profile: the row has no name, the profile of its id has',
        },
      },
      quarantine('no-name: the row has no name'),
    ],
    where: sql`r.${own} is null and ${profile}.team_name is not null`,
    what,
  }
}

/** V3 cannot have these rows: their teams are not known. */
const pairChecks: readonly RowCheck[] = [
  {
    id: 'P02:matchup_friction:no-team',
    message: 'pairs lack the id of a team',
    remedy: 'they are quarantined, until V1 says which team is meant',
    treatments: [quarantine('no-team: the id of a team is null or cannot be read')],
    where: sql`r.team_a_id is null or r.team_b_id is null`,
    what: pair,
  },
  {
    id: 'P01:matchup_friction:orphan',
    message: 'pairs name a profile that does not exist',
    remedy: 'they are quarantined, until V1 has the profile',
    treatments: [quarantine('orphan: no profile has the id of a team')],
    where: sql`r.team_a_id is not null and r.team_b_id is not null and (a.id is null or b.id is null)`,
    what: pair,
  },
  {
    id: 'P04:matchup_friction:self-pair',
    message: 'pairs are of a team with itself',
    remedy: 'they are quarantined: a team does not play itself',
    treatments: [quarantine('self-pair: both teams are the same')],
    where: sql`r.team_a_id = r.team_b_id`,
    what: pair,
  },
  {
    id: 'P05:matchup_friction:name-of-another',
    message: 'pairs give a team another name than its profile has',
    remedy: 'the id decides which team it is; the name stays as V1 writes it',
    treatments: [BY_ID, quarantine('name-of-another: id and name are of different teams')],
    where: sql`(a.team_name <> r.team_a_name) or (b.team_name <> r.team_b_name)`,
    what: sql`${bothNames(sql`r.team_a_name`, sql`a.team_name`)} || ', ' || ${bothNames(sql`r.team_b_name`, sql`b.team_name`)}`,
  },
  ...['a', 'b'].map((which) => nameMissing('matchup_friction', `team_${which}_name`, which, 'pairs lack the name of a team', pair)),
]

const strategy = sql`${orNull('strategy_name')} || ' of ' || ${orNull('team_profile_id')} || ' "' || ${orNull('team_name')} || '"'`

const profileByName: Treatment = {
  option: 'profile',
  meaning: 'of the profile with exactly this name',
  ruling: {
    kind: 'profile',
    column: '',
    value: sql`n.id::int::text`,
    reason: 'exact-name: team_name is, letter for letter, the name of this one profile',
  },
}
const ORPHAN = quarantine('orphan: no profile has this id')

const strategyChecks: readonly RowCheck[] = [
  {
    id: 'P02:team_strategies:resolved-by-name',
    message: 'strategies lack their profile, and have exactly the name of one',
    remedy: 'they are taken to be of the profile with exactly this name; V1 itself is not touched',
    treatments: [profileByName],
    where: sql`r.team_profile_id is null and n.n = 1`,
    what: sql`${strategy} || ' is profile ' || n.id::text`,
  },
  {
    id: 'P02:team_strategies:no-team',
    message: 'strategies lack their profile, and no single profile has their name',
    remedy: 'they are quarantined, until V1 says which team is meant',
    treatments: [quarantine('no-team: neither an id nor the name of exactly one profile')],
    where: sql`r.team_profile_id is null and coalesce(n.n, 0) <> 1`,
    what: strategy,
  },
  {
    id: 'P01:team_strategies:orphan',
    message: 'strategies name a profile that does not exist',
    remedy: 'they are quarantined, until V1 has the profile',
    treatments: [ORPHAN],
    where: sql`r.team_profile_id is not null and a.id is null and coalesce(n.n, 0) <> 1`,
    what: strategy,
  },
  {
    id: 'P01:team_strategies:orphan-with-name',
    message: 'strategies name a profile that does not exist, and have exactly the name of one that does',
    remedy: 'they are quarantined unless the name is chosen to decide',
    treatments: [ORPHAN, profileByName],
    where: sql`r.team_profile_id is not null and a.id is null and n.n = 1`,
    what: sql`${strategy} || ', profile ' || n.id::text || ' has the name'`,
  },
  {
    id: 'P02:team_strategies:no-name',
    message: 'strategies have no name of their own',
    remedy: 'they are quarantined, until V1 names them',
    treatments: [quarantine('no-name: a strategy without a name is no record of one')],
    where: sql`coalesce(btrim(r.strategy_name), '') = ''`,
    what: strategy,
  },
  {
    id: 'P05:team_strategies:name-of-another',
    message: 'strategies give their team another name than its profile has',
    remedy: 'the id decides which team it is; the name stays as V1 writes it',
    treatments: [BY_ID, quarantine('name-of-another: id and name are of different teams')],
    where: sql`a.team_name <> r.team_name`,
    what: bothNames(sql`r.team_name`, sql`a.team_name`),
  },
  nameMissing('team_strategies', 'team_name', 'a', 'strategies lack the name of their team', strategy),
]

export const keyChecks: readonly RowCheck[] = [...idChecks, profileNames, ...pairChecks, ...strategyChecks]
