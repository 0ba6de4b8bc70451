import { type ClvEstimate, estimateClv, clvPercent, PICK_MARKETS, backedSide } from '../mapping/picks.ts'
import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { fractionFromPercent, percentFromFraction } from '@mon-ps/db/units'
import { type ReadPick, scanPicks } from './read-picks.ts'
import { countLiveRows, findLiveTables, requireTypes, textColumn } from './read-rows.ts'
import { loadNameResolver } from './resolve-names.ts'

/** Other picks back no team. */
const SIDED_MARKETS = [...PICK_MARKETS].filter(([, selection]) => backedSide(selection) !== null).map(([word]) => word)

/** Null for picks on no side, and where the team is unknown. */
function backedTeam({ selection, teams }: ReadPick): number | null {
  const side = selection === null ? null : backedSide(selection)
  if (side === null || teams === null) return null
  return side === 'home' ? teams.homeId : teams.awayId
}

/** The mean in percent, its interval in fractions. */
export function toStoredClv(teamId: number, { n, meanPercent, interval }: ClvEstimate) {
  // Rounded as every stored percentage.
  const clv = percentFromFraction(fractionFromPercent(meanPercent))
  return { team_id: teamId, clv, estimate: { n, interval: interval === null ? null : interval.map((end) => fractionFromPercent(end)) } }
}

/**
 * A team that has no picks has no figure, also where an earlier run gave it one.
 *
 * @returns  of how many picks each figure is
 */
async function writeClv(tx: Executor, runId: number, estimates: ReadonlyMap<number, ClvEstimate>): Promise<number[]> {
  const rows = [...estimates].map(([teamId, estimate]) => toStoredClv(teamId, estimate))
  const [before] = await tx.execute<{ run: string }>(sql`select coalesce(current_setting('mon_ps.run_id', true), '') as run`)
  await tx.execute(sql`select set_config('mon_ps.run_id', ${String(runId)}, true)`)
  const written = await tx.execute<{ n: number | null }>(sql`
    with wanted as (
      select v.version_id, i.clv, case when i.clv is null then v.estimates - 'avgClv'
        else v.estimates || jsonb_build_object('avgClv', i.estimate) end as estimates
      from mon_ps.team_dna_version v
      left join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(team_id int, clv float8, estimate jsonb) on i.team_id = v.team_id
      where v.origin = 'migrated' and v.retired_at is null)
    update mon_ps.team_dna_version v set avg_clv = w.clv, estimates = w.estimates
    from wanted w where v.version_id = w.version_id returning (v.estimates -> 'avgClv' ->> 'n')::int as n`)
  await showClv(tx)
  await tx.execute(sql`select set_config('mon_ps.run_id', ${before?.run ?? ''}, true)`)
  return written.flatMap(({ n }) => n ?? [])
}

/** Copies the figure to the V3 rows and restores V1's `updated_at`, which a trigger changes. */
async function showClv(tx: Executor): Promise<void> {
  const [row] = await tx.execute<{ before: unknown }>(sql`
    with stale as materialized (
      select t.team_id, t.updated_at, v.avg_clv from quantum.team_quantum_dna_v3 t
      join mon_ps.v3_row_source s on s.table_name = 'team_quantum_dna_v3' and s.row_id = t.team_id and s.origin = 'migrated'
      join mon_ps.team_dna_version v on v.version_id = s.version_id
      where t.avg_clv is distinct from v.avg_clv),
    written as (
      update quantum.team_quantum_dna_v3 t set avg_clv = stale.avg_clv from stale where t.team_id = stale.team_id returning 1)
    select jsonb_agg(stale) as before, (select count(*) from written) as written from stale`)
  if (!row?.before) return
  await tx.execute(sql`
    update quantum.team_quantum_dna_v3 t set updated_at = b.updated_at
    from jsonb_to_recordset(${JSON.stringify(row.before)}::jsonb) as b(team_id int, updated_at timestamptz) where t.team_id = b.team_id`)
}

interface EnrichedClv {
  /** Migrated teams that now have a figure. */
  readonly teams: number
  readonly picks: number
  /** Picks that a figure rests on. */
  readonly used: number
}

interface TeamsClv {
  /** By team; only teams with a pick that counts. */
  readonly estimates: ReadonlyMap<number, ClvEstimate>
  /** Picks in all. */
  readonly picks: number
}

/**
 * Rule `clv-from-picks@1`: a pick counts once, with both prices above 1, for the team whose success it is on; totals count for
 * nobody. The same picks give the same figures, whatever their order.
 *
 * @param source  where the picks are: `tx` itself where that is the target's database
 * @returns       null where there is no table of picks that this role may read
 */
export async function estimateTeamClv(tx: Executor, source: Executor): Promise<TeamsClv | null> {
  const table = (await findLiveTables(source)).get('tracking_clv_picks')
  if (table?.readable !== true) return null
  requireTypes(table)
  const names = await loadNameResolver(tx)
  const percents = new Map<number, number[]>()
  const where = sql`${textColumn(table, 'market_type')} in ${SIDED_MARKETS}`
  await scanPicks(source, table, { names, target: source === tx ? null : tx, where, everyMatch: false }, (pick) => {
    const percent = clvPercent(pick.row.oddsTaken, pick.row.closingOdds)
    const team = backedTeam(pick)
    if (percent === null || team === null || pick.repeats !== null) return
    const ofTeam = percents.get(team)
    if (ofTeam === undefined) percents.set(team, [percent])
    else ofTeam.push(percent)
  })
  const estimates = new Map([...percents].map(([team, values]) => [team, estimateClv(values)]))
  return { estimates, picks: await countLiveRows(source, table) }
}

/**
 * The closing-line value of migrated teams, from the picks that back them ({@link estimateTeamClv}). Writes `avg_clv` of the
 * migrated versions and of the V3 rows that show them, and n with the 95 % interval (fractions) in
 * `estimates.avgClv`; null for teams without such a pick.
 *
 * @param source  where the picks are: `tx` itself where that is the target's database
 * @param options.runId  under which V3 is written
 */
export async function enrichClv(tx: Executor, source: Executor, options: { readonly runId: number }): Promise<EnrichedClv> {
  const found = await estimateTeamClv(tx, source)
  if (found === null) return { teams: 0, picks: 0, used: 0 }
  const counts = await writeClv(tx, options.runId, found.estimates)
  return { teams: counts.length, picks: found.picks, used: counts.reduce((sum, n) => sum + n, 0) }
}
