import { sql } from 'drizzle-orm'
import { DbError } from '@mon-ps/db/errors'
import { PUBLISHED_KINDS } from '@mon-ps/db/publish/published-kinds'
import type { Executor } from '@mon-ps/db/client'
import { dropCompanions, restoreSequences } from './move-tables.ts'

/** Every foreign key that names a team, so that a table added later is not forgotten. */
async function referencesToTeams(target: Executor): Promise<readonly { readonly relation: string; readonly column: string }[]> {
  return target.execute<{ relation: string; column: string }>(sql`
    select k.conrelid::regclass::text as relation, quote_ident(a.attname) as column from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'mon_ps.team'::regclass order by 1, 2`)
}

async function removeTeams(target: Executor): Promise<readonly string[]> {
  const made = sql`select l.team_id, l.run_id from mon_ps.legacy_team l`
  // An alias of the move's own keeps nothing.
  await target.execute(sql`
    delete from mon_ps.team_alias a using (${made}) m where a.team_id = m.team_id and a.run_id is not distinct from m.run_id`)
  await target.execute(sql`create temporary table moved_team on commit drop as
    select l.team_id from mon_ps.legacy_team l join mon_ps.team t on t.id = l.team_id where t.source = 'legacy'`)
  await target.execute(sql`delete from mon_ps.legacy_team`)
  const references = (await referencesToTeams(target)).map(
    ({ relation, column }) => `exists (select from ${relation} x where x.${column} = t.id)`,
  )
  const inUse = sql.raw(
    [...references, `exists (select from quantum.team_quantum_dna_v3 x where x.team_id = t.id)`].map((one) => `(${one})`).join(' or '),
  )
  await target.execute(sql`delete from mon_ps.team t using moved_team m where t.id = m.team_id and not (${inUse})`)
  const kept = await target.execute<{ name: string; id: number }>(
    sql`select t.name, t.id from mon_ps.team t join moved_team m on m.team_id = t.id order by t.id`,
  )
  await target.execute(sql`drop table moved_team`)
  return kept.map(({ name, id }) => `the team ${name} (${id}): something that came later rests on it`)
}

/**
 * The inverse of storing the plan, projecting and making the companions, in one transaction, after `withdrawMigrated`:
 * versions, rulings, teams and names that the move made go, the companions are dropped. A team that something later rests
 * on stays and is named.
 *
 * @throws {DbError} CONFLICT  V3 still shows a moved row
 */
export async function removeMoved(target: Executor): Promise<{ readonly kept: readonly string[] }> {
  const [shown] = await target.execute(sql`select 1 from mon_ps.v3_row_source where origin = 'migrated' limit 1`)
  if (shown !== undefined) throw new DbError('CONFLICT', 'V3 still shows moved rows; call withdrawMigrated first')
  for (const { versions } of PUBLISHED_KINDS) await target.execute(sql.raw(`delete from mon_ps.${versions} where origin = 'migrated'`))
  await target.execute(sql`delete from mon_ps.legacy_ruling`)
  const kept = await removeTeams(target)
  await restoreSequences(target)
  await dropCompanions(target)
  return { kept }
}
