import { type SQL, sql } from 'drizzle-orm'
import { type QueryCheck, quarantine, type RowCheck, type Treatment } from '../check.ts'

const asIs = (meaning: string): Treatment => ({ option: 'keep', meaning, ruling: null })

const ID_FAULTS = sql`r.id is null or r.id <> trunc(r.id) or r.id not between -2147483648 and 2147483647`

/** Without an id of its own a row cannot be told from others, nor followed. */
export const idChecks: readonly RowCheck[] = (['team_profiles', 'matchup_friction', 'team_strategies'] as const).map((table) => ({
  check: 'P02',
  table,
  name: 'no-id',
  severity: 'blocking',
  message: 'rows have no id, or one that is not a whole number of 32 bits',
  remedy: 'give each row an id of its own in V1',
  treatments: [],
  where: ID_FAULTS,
  what: sql`coalesce(r.id::text, 'null')`,
}))

export const repeatedIds: readonly QueryCheck[] = (['team_profiles', 'matchup_friction', 'team_strategies'] as const).map((table) => ({
  check: 'P03',
  table,
  name: 'repeated-id',
  severity: 'blocking',
  message: 'ids stand in several rows',
  remedy: 'give each row an id of its own in V1',
  treatments: [],
  hits: sql`select id as v1_id, count(*) || ' rows' as what from r where id is not null group by id having count(*) > 1`,
}))

const names = (mine: SQL, profile: SQL) => sql`coalesce('"' || ${mine} || '"', 'null') || ' beside profile "' || ${profile} || '"'`

export const profileKeyChecks: readonly RowCheck[] = [
  {
    check: 'P02',
    table: 'team_profiles',
    name: 'no-name',
    severity: 'warning',
    message: 'profiles have no name',
    remedy: 'they are quarantined with everything of theirs, until V1 names them',
    treatments: [quarantine('no-name: a team without a name cannot be shown or found')],
    where: sql`coalesce(btrim(r.team_name), '') = ''`,
    what: sql`coalesce(r.team_name, 'null')`,
  },
]

const side = (column: 'team_a_id' | 'team_b_id', profile: 'a' | 'b') =>
  sql`r.${sql.identifier(column)} is not null and ${sql.identifier(profile)}.id is null`

const pair = sql`coalesce(r.team_a_id::text, 'null') || ' "' || coalesce(r.team_a_name, 'null') || '" and ' || coalesce(r.team_b_id::text, 'null')
  || ' "' || coalesce(r.team_b_name, 'null') || '"'`

/** V3 cannot have these rows: their teams are not known. */
export const pairKeyChecks: readonly RowCheck[] = [
  {
    check: 'P02',
    table: 'matchup_friction',
    name: 'no-team',
    severity: 'warning',
    message: 'pairs lack the id of a team',
    remedy: 'they are quarantined, until V1 says which team is meant',
    treatments: [quarantine('no-team: the id of a team is null or cannot be read')],
    where: sql`r.team_a_id is null or r.team_b_id is null`,
    what: pair,
  },
  {
    check: 'P01',
    table: 'matchup_friction',
    name: 'orphan',
    severity: 'warning',
    message: 'pairs name a profile that does not exist',
    remedy: 'they are quarantined, until V1 has the profile',
    treatments: [quarantine('orphan: no profile has the id of a team')],
    where: sql`r.team_a_id is not null and r.team_b_id is not null and (${side('team_a_id', 'a')} or ${side('team_b_id', 'b')})`,
    what: pair,
  },
  {
    check: 'P04',
    table: 'matchup_friction',
    name: 'self-pair',
    severity: 'warning',
    message: 'pairs are of a team with itself',
    remedy: 'they are quarantined: a team does not play itself',
    treatments: [quarantine('self-pair: both teams are the same')],
    where: sql`r.team_a_id = r.team_b_id`,
    what: pair,
  },
  {
    check: 'P05',
    table: 'matchup_friction',
    name: 'name-of-another',
    severity: 'warning',
    message: 'pairs give a team another name than its profile has',
    remedy: 'the id decides which team it is; the name stays as V1 writes it',
    treatments: [asIs('the id decides; the name stays as V1 writes it'), quarantine('name-of-another: id and name are of different teams')],
    where: sql`(a.team_name <> r.team_a_name) or (b.team_name <> r.team_b_name)`,
    what: sql`${names(sql`r.team_a_name`, sql`a.team_name`)} || ', ' || ${names(sql`r.team_b_name`, sql`b.team_name`)}`,
  },
  ...(['a', 'b'] as const).map((which): RowCheck => {
    const column = sql.identifier(`team_${which}_name`)
    return {
      check: 'P02',
      table: 'matchup_friction',
      name: `team_${which}_name-null`,
      severity: 'warning',
      message: 'pairs lack the name of a team',
      remedy: 'V3 shows the name of the profile',
      treatments: [
        {
          option: 'profile-name',
          meaning: 'V3 shows the name of the profile that the id names',
          ruling: {
            kind: 'value',
            column: `team_${which}_name`,
            value: sql`left(${sql.identifier(which)}.team_name, 100)`,
            reason: 'name-of-profile: the row has no name, the profile of its id has',
          },
        },
        quarantine('no-name: the row has no name'),
      ],
      where: sql`r.${column} is null and ${sql.identifier(which)}.team_name is not null`,
      what: pair,
    }
  }),
]

const strategy = sql`coalesce(r.strategy_name, 'null') || ' of ' || coalesce(r.team_profile_id::text, 'null') || ' "' || coalesce(r.team_name, 'null') || '"'`

const ofThatName: Treatment = {
  option: 'profile',
  meaning: 'of the profile with exactly this name',
  ruling: {
    kind: 'profile',
    column: '',
    value: sql`n.id::int::text`,
    reason: 'exact-name: team_name is, letter for letter, the name of this one profile',
  },
}

export const strategyKeyChecks: readonly RowCheck[] = [
  {
    check: 'P02',
    table: 'team_strategies',
    name: 'resolved-by-name',
    severity: 'warning',
    message: 'strategies lack their profile, and have exactly the name of one',
    remedy: 'they are taken to be of the profile with exactly this name; V1 itself is not touched',
    treatments: [ofThatName],
    where: sql`r.team_profile_id is null and n.n = 1`,
    what: sql`${strategy} || ' is profile ' || n.id::text`,
  },
  {
    check: 'P02',
    table: 'team_strategies',
    name: 'no-team',
    severity: 'warning',
    message: 'strategies lack their profile, and no single profile has their name',
    remedy: 'they are quarantined, until V1 says which team is meant',
    treatments: [quarantine('no-team: neither an id nor the name of exactly one profile')],
    where: sql`r.team_profile_id is null and coalesce(n.n, 0) <> 1`,
    what: strategy,
  },
  {
    check: 'P01',
    table: 'team_strategies',
    name: 'orphan',
    severity: 'warning',
    message: 'strategies name a profile that does not exist',
    remedy: 'they are quarantined, until V1 has the profile',
    treatments: [quarantine('orphan: no profile has this id')],
    where: sql`r.team_profile_id is not null and a.id is null and coalesce(n.n, 0) <> 1`,
    what: strategy,
  },
  {
    check: 'P01',
    table: 'team_strategies',
    name: 'orphan-with-name',
    severity: 'warning',
    message: 'strategies name a profile that does not exist, and have exactly the name of one that does',
    remedy: 'they are quarantined unless the name is chosen to decide',
    treatments: [quarantine('orphan: no profile has this id'), ofThatName],
    where: sql`r.team_profile_id is not null and a.id is null and n.n = 1`,
    what: sql`${strategy} || ', profile ' || n.id::text || ' has the name'`,
  },
  {
    check: 'P02',
    table: 'team_strategies',
    name: 'no-name',
    severity: 'warning',
    message: 'strategies have no name of their own',
    remedy: 'they are quarantined, until V1 names them',
    treatments: [quarantine('no-name: a strategy without a name is no record of one')],
    where: sql`coalesce(btrim(r.strategy_name), '') = ''`,
    what: strategy,
  },
  {
    check: 'P05',
    table: 'team_strategies',
    name: 'name-of-another',
    severity: 'warning',
    message: 'strategies give their team another name than its profile has',
    remedy: 'the id decides which team it is; the name stays as V1 writes it',
    treatments: [asIs('the id decides; the name stays as V1 writes it'), quarantine('name-of-another: id and name are of different teams')],
    where: sql`a.team_name <> r.team_name`,
    what: names(sql`r.team_name`, sql`a.team_name`),
  },
  {
    check: 'P02',
    table: 'team_strategies',
    name: 'team_name-null',
    severity: 'warning',
    message: 'strategies lack the name of their team',
    remedy: 'V3 shows the name of the profile',
    treatments: [
      {
        option: 'profile-name',
        meaning: 'V3 shows the name of the profile that the id names',
        ruling: {
          kind: 'value',
          column: 'team_name',
          value: sql`left(a.team_name, 100)`,
          reason: 'name-of-profile: the row has no name, the profile of its id has',
        },
      },
      quarantine('no-name: the row has no name'),
    ],
    where: sql`r.team_name is null and a.team_name is not null`,
    what: strategy,
  },
]
