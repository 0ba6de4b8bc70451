import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { sql } from 'drizzle-orm'
import type { Ground } from './check.ts'
import type { V1Relation } from './v1-relation.ts'

/** Profiles that get no row in V3, so that nothing of theirs can. */
export type ExcludedProfiles = readonly number[]

export const GROUND_FROM: Readonly<Record<V1TableName, string>> = {
  team_profiles: 'from r',
  matchup_friction: 'from r left join p a on a.id = r.team_a_id left join p b on b.id = r.team_b_id',
  team_strategies: 'from r left join p a on a.id = r.team_profile_id left join n on n.team_name = r.team_name left join p b on b.id = n.id',
}

/**
 * `r`: the rows of the table. `p`: the profiles, `p.excluded` where V3 has none of them; a pair's are `a` and `b`, a
 * strategy's is `a`, or `b` by its name. `n`: for each name of profiles how many have it, and one of them. `s`: the strategies.
 */
export function groundOf(
  table: V1TableName,
  relations: Readonly<Record<V1TableName, V1Relation>>,
  excluded: ExcludedProfiles = [],
): Ground {
  const profiles = relations.team_profiles.body
  return {
    ctes: sql`
      r as not materialized (${relations[table].body}),
      s as not materialized (${relations.team_strategies.body}),
      p as materialized (select distinct on (id) id, team_name, to_jsonb(id) <@ ${JSON.stringify(excluded)}::jsonb as excluded
        from (${profiles}) profile where id is not null order by id),
      n as materialized (select team_name, min(id) as id, count(*) as n from (${profiles}) profile where id is not null group by team_name)`,
    from: sql.raw(GROUND_FROM[table]),
  }
}
