import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client.ts'

export interface RemovedDemo {
  readonly competitions: number
  readonly matches: number
  readonly teams: number
}

const DEMO = sql`select id from mon_ps.competition where source = 'demo'`
const DEMO_MATCHES = sql`select id from mon_ps.match where competition_id in (${DEMO})`
const DEMO_TEAMS = sql`select id from mon_ps.team where source = 'demo'`

async function count(executor: Executor, table: SQL): Promise<number> {
  const [row] = await executor.execute<{ rows: number }>(sql`select count(*) as rows from ${table} demo`)
  return row?.rows ?? 0
}

/** Runs that demo rows rest on: they go, too, unless something else rests on them as well. */
async function findDemoRuns(executor: Executor): Promise<number[]> {
  const rows = await executor.execute<{ id: number }>(sql`
    select run_id as id from mon_ps.source_file where id in (select file_id from mon_ps.source_row where match_id in (${DEMO_MATCHES}))
    union select run_id from mon_ps.team_alias where team_id in (${DEMO_TEAMS}) and run_id is not null
    union select run_id from mon_ps.team_dna_version where team_id in (${DEMO_TEAMS})
    union select run_id from mon_ps.friction_version where home_id in (${DEMO_TEAMS}) or away_id in (${DEMO_TEAMS})
    union select run_id from mon_ps.strategy_version where team_id in (${DEMO_TEAMS}) or competition_id in (${DEMO})
    union select run_id from mon_ps.strategy_bet where match_id in (${DEMO_MATCHES})
    union select r.id from mon_ps.run r join mon_ps.snapshot_member m on m.snapshot_id = r.snapshot_id
      join mon_ps.snapshot_part p on p.sha256 = m.part_sha256 where p.competition_id in (${DEMO})
    union select run_id from mon_ps.odds_correction where match_id in (${DEMO_MATCHES})
    union select first_run_id from mon_ps.strategy_trial where source = 'demo'`)
  return rows.map((row) => row.id)
}

/** What shows the demo's results, before what they were made from. */
async function removeResults(executor: Executor): Promise<void> {
  await executor.execute(sql`delete from quantum.quantum_strategies_v3 where team_id in (${DEMO_TEAMS})`)
  await executor.execute(
    sql`delete from quantum.quantum_friction_matrix_v3 where team_home_id in (${DEMO_TEAMS}) or team_away_id in (${DEMO_TEAMS})`,
  )
  await executor.execute(sql`delete from quantum.team_quantum_dna_v3 where team_id in (${DEMO_TEAMS})`)
  await executor.execute(sql`delete from mon_ps.strategy_bet where match_id in (${DEMO_MATCHES}) or team_id in (${DEMO_TEAMS})`)
  await executor.execute(sql`delete from mon_ps.strategy_version where team_id in (${DEMO_TEAMS}) or competition_id in (${DEMO})`)
  await executor.execute(sql`delete from mon_ps.strategy_trial where source = 'demo'`)
  await executor.execute(sql`delete from mon_ps.chess_classification where team_id in (${DEMO_TEAMS})`)
  await executor.execute(sql`delete from mon_ps.goalscorer_profile where team_id in (${DEMO_TEAMS})`)
  await executor.execute(sql`delete from mon_ps.friction_version where home_id in (${DEMO_TEAMS}) or away_id in (${DEMO_TEAMS})`)
  await executor.execute(sql`delete from mon_ps.team_dna_version where team_id in (${DEMO_TEAMS})`)
}

/** The matches with their prices and the lines and files that they came from; each statement may count on the one before. */
async function removeMatches(executor: Executor): Promise<void> {
  await executor.execute(sql`delete from mon_ps.odds_correction where match_id in (${DEMO_MATCHES})`)
  await executor.execute(sql`delete from mon_ps.odds_quote where match_id in (${DEMO_MATCHES})`)
  const files = await executor.execute<{ id: number }>(
    sql`select distinct file_id as id from mon_ps.source_row where match_id in (${DEMO_MATCHES})`,
  )
  // In one statement: a match names its current line, and a line its match.
  await executor.execute(sql`
    with lines as (delete from mon_ps.source_row where match_id in (${DEMO_MATCHES}))
    delete from mon_ps.match where competition_id in (${DEMO})`)
  const ids = JSON.stringify(files.map((file) => file.id))
  await executor.execute(sql`
    delete from mon_ps.source_file where id in (select value::int from jsonb_array_elements_text(${ids}::jsonb))
      and not exists (select from mon_ps.source_row r where r.file_id = source_file.id)`)
}

/** Competitions and teams with what hangs on them. A part that a mixed snapshot names goes out of it. */
async function removeCompetitions(executor: Executor): Promise<void> {
  await executor.execute(
    sql`delete from mon_ps.snapshot_member where part_sha256 in (select sha256 from mon_ps.snapshot_part where competition_id in (${DEMO}))`,
  )
  await executor.execute(sql`delete from mon_ps.snapshot_part where competition_id in (${DEMO})`)
  await executor.execute(sql`delete from mon_ps.team_season where team_id in (${DEMO_TEAMS}) or season_id in
    (select id from mon_ps.season where competition_id in (${DEMO}))`)
  await executor.execute(sql`delete from mon_ps.team_alias where team_id in (${DEMO_TEAMS})`)
  await executor.execute(sql`delete from mon_ps.team where source = 'demo'`)
  await executor.execute(sql`delete from mon_ps.season where competition_id in (${DEMO})`)
  await executor.execute(sql`delete from mon_ps.competition where source = 'demo'`)
}

/** Runs that nothing rests on any more, their jobs, and snapshots that no run names and that hold nothing. */
async function removeRuns(executor: Executor, runIds: readonly number[]): Promise<void> {
  const among = sql`select value::bigint from jsonb_array_elements_text(${JSON.stringify(runIds)}::jsonb)`
  const unused = sql`
    select r.id from mon_ps.run r where r.id in (${among})
      and not exists (select from mon_ps.source_file x where x.run_id = r.id)
      and not exists (select from mon_ps.team_alias x where x.run_id = r.id)
      and not exists (select from mon_ps.odds_correction x where x.run_id = r.id)
      and not exists (select from mon_ps.team_dna_version x where x.run_id = r.id)
      and not exists (select from mon_ps.friction_version x where x.run_id = r.id)
      and not exists (select from mon_ps.strategy_version x where x.run_id = r.id and x.scope <> 'overall')
      and not exists (select from mon_ps.strategy_bet x where x.run_id = r.id)
      and not exists (select from mon_ps.strategy_trial x where x.first_run_id = r.id)
      and not exists (select from mon_ps.v3_row_source x where x.run_id = r.id or x.published_by_run = r.id)`
  const found = await executor.execute<{ id: number }>(unused)
  const gone = sql`select value::bigint from jsonb_array_elements_text(${JSON.stringify(found.map((row) => row.id))}::jsonb)`
  // A record over everything, of a run that saw the demo alone.
  await executor.execute(sql`delete from mon_ps.strategy_version where run_id in (${gone})`)
  // What that one had replaced holds again.
  await executor.execute(sql`
    update mon_ps.strategy_version v set retired_at = null where v.scope = 'overall' and v.retired_at is not null
      and not exists (select from mon_ps.strategy_version newer where newer.scope = 'overall' and newer.origin = v.origin
        and (newer.strategy_name, newer.strategy_version, newer.season) is not distinct from (v.strategy_name, v.strategy_version, v.season)
        and (newer.retired_at is null or newer.run_id > v.run_id))`)
  await executor.execute(sql`delete from mon_ps.job where run_id in (${gone})`)
  await executor.execute(sql`delete from mon_ps.run where id in (${gone})`)
  await executor.execute(sql`
    delete from mon_ps.snapshot s where not exists (select from mon_ps.run r where r.snapshot_id = s.id)
      and not exists (select from mon_ps.snapshot_member m where m.snapshot_id = s.id)`)
}

/**
 * Takes the demo out completely, inside a unit of work: its competitions, teams, matches, prices, files, results and
 * the runs that made nothing else. What is left is what was there before it was loaded; only ids drawn
 * meanwhile stay used. A run over demo and real leagues together stays, with the demo's part gone from its snapshot.
 */
export async function removeDemo(executor: Executor): Promise<RemovedDemo> {
  const removed = {
    competitions: await count(executor, sql`(${DEMO})`),
    matches: await count(executor, sql`(${DEMO_MATCHES})`),
    teams: await count(executor, sql`(${DEMO_TEAMS})`),
  }
  const runs = await findDemoRuns(executor)
  await removeResults(executor)
  await removeMatches(executor)
  await removeCompetitions(executor)
  await removeRuns(executor, runs)
  return removed
}
