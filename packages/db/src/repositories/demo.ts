import { and, eq, inArray, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Executor } from '../client.ts'
import { competition, season } from '../schema/competitions.ts'
import { frictionVersion, quantumFrictionMatrixV3 } from '../schema/friction.ts'
import { match, sourceFile, sourceRow } from '../schema/matches.ts'
import { oddsCorrection, oddsQuote } from '../schema/odds.ts'
import { chessClassification, goalscorerProfile } from '../schema/profiles.ts'
import { v3RowSource } from '../schema/publish.ts'
import { job, run } from '../schema/runs.ts'
import { snapshot, snapshotMember, snapshotPart } from '../schema/snapshots.ts'
import { quantumStrategiesV3, strategyBet, strategyVersion, strategyTrial } from '../schema/strategies.ts'
import { teamDnaVersion, teamQuantumDnaV3 } from '../schema/team-dna.ts'
import { team, teamAlias, teamSeason } from '../schema/teams.ts'
import { build } from './provenance.ts'

export interface RemovedDemo {
  readonly competitions: number
  readonly matches: number
  readonly teams: number
}

const DEMO = build.select({ id: competition.id }).from(competition).where(eq(competition.source, 'demo'))
const DEMO_MATCHES = build.select({ id: match.id }).from(match).where(inArray(match.competitionId, DEMO))
const DEMO_TEAMS = build.select({ id: team.id }).from(team).where(eq(team.source, 'demo'))
const DEMO_PARTS = build.select({ sha256: snapshotPart.sha256 }).from(snapshotPart).where(inArray(snapshotPart.competitionId, DEMO))
const DEMO_FILES = build.select({ id: sourceRow.fileId }).from(sourceRow).where(inArray(sourceRow.matchId, DEMO_MATCHES))

const isDemoPair = or(inArray(frictionVersion.homeId, DEMO_TEAMS), inArray(frictionVersion.awayId, DEMO_TEAMS))
const isDemoRecord = or(inArray(strategyVersion.teamId, DEMO_TEAMS), inArray(strategyVersion.competitionId, DEMO))

/** Runs that demo rows rest on: they go, too, unless something else rests on them as well. */
async function findDemoRuns(executor: Executor): Promise<number[]> {
  const of = (table: PgTable, runId: AnyPgColumn<{ data: number }>, where: SQL | undefined) =>
    executor.selectDistinct({ id: runId }).from(table).where(where)
  const snapshots = executor
    .select({ id: snapshotMember.snapshotId })
    .from(snapshotMember)
    .where(inArray(snapshotMember.partSha256, DEMO_PARTS))
  const found = [
    await of(sourceFile, sourceFile.runId, inArray(sourceFile.id, DEMO_FILES)),
    await of(teamAlias, teamAlias.runId, inArray(teamAlias.teamId, DEMO_TEAMS)),
    await of(teamDnaVersion, teamDnaVersion.runId, inArray(teamDnaVersion.teamId, DEMO_TEAMS)),
    await of(frictionVersion, frictionVersion.runId, isDemoPair),
    await of(strategyVersion, strategyVersion.runId, isDemoRecord),
    await of(strategyBet, strategyBet.runId, inArray(strategyBet.matchId, DEMO_MATCHES)),
    await of(run, run.id, inArray(run.snapshotId, snapshots)),
    await of(oddsCorrection, oddsCorrection.runId, inArray(oddsCorrection.matchId, DEMO_MATCHES)),
    await of(strategyTrial, strategyTrial.firstRunId, eq(strategyTrial.source, 'demo')),
  ]
  return [...new Set(found.flat().flatMap(({ id }) => (id === null ? [] : [id])))]
}

/** What shows the demo's results, before what they were made from. */
async function removeResults(executor: Executor): Promise<void> {
  const { teamHomeId, teamAwayId } = quantumFrictionMatrixV3
  await executor.delete(quantumStrategiesV3).where(inArray(quantumStrategiesV3.teamId, DEMO_TEAMS))
  await executor.delete(quantumFrictionMatrixV3).where(or(inArray(teamHomeId, DEMO_TEAMS), inArray(teamAwayId, DEMO_TEAMS)))
  await executor.delete(teamQuantumDnaV3).where(inArray(teamQuantumDnaV3.teamId, DEMO_TEAMS))
  await executor.delete(strategyBet).where(or(inArray(strategyBet.matchId, DEMO_MATCHES), inArray(strategyBet.teamId, DEMO_TEAMS)))
  await executor.delete(strategyVersion).where(isDemoRecord)
  await executor.delete(strategyTrial).where(eq(strategyTrial.source, 'demo'))
  await executor.delete(chessClassification).where(inArray(chessClassification.teamId, DEMO_TEAMS))
  await executor.delete(goalscorerProfile).where(inArray(goalscorerProfile.teamId, DEMO_TEAMS))
  await executor.delete(frictionVersion).where(isDemoPair)
  await executor.delete(teamDnaVersion).where(inArray(teamDnaVersion.teamId, DEMO_TEAMS))
}

/** The matches with their prices and the lines and files that they came from; each statement may count on the one before. */
async function removeMatches(executor: Executor): Promise<void> {
  await executor.delete(oddsCorrection).where(inArray(oddsCorrection.matchId, DEMO_MATCHES))
  await executor.delete(oddsQuote).where(inArray(oddsQuote.matchId, DEMO_MATCHES))
  const files = await executor.selectDistinct({ id: sourceRow.fileId }).from(sourceRow).where(inArray(sourceRow.matchId, DEMO_MATCHES))
  // In one statement: a match names its current line, and a line its match.
  const lines = executor.$with('lines').as(executor.delete(sourceRow).where(inArray(sourceRow.matchId, DEMO_MATCHES)).returning())
  await executor.with(lines).delete(match).where(inArray(match.competitionId, DEMO))
  const linesLeft = executor.select({ one: sql`1` }).from(sourceRow).where(eq(sourceRow.fileId, sourceFile.id))
  const ids = files.map(({ id }) => id)
  await executor.delete(sourceFile).where(and(inArray(sourceFile.id, ids), notExists(linesLeft)))
}

/** Competitions and teams with what hangs on them. A part that a mixed snapshot names goes out of it. */
async function removeCompetitions(executor: Executor): Promise<void> {
  const seasons = executor.select({ id: season.id }).from(season).where(inArray(season.competitionId, DEMO))
  await executor.delete(snapshotMember).where(inArray(snapshotMember.partSha256, DEMO_PARTS))
  await executor.delete(snapshotPart).where(inArray(snapshotPart.competitionId, DEMO))
  await executor.delete(teamSeason).where(or(inArray(teamSeason.teamId, DEMO_TEAMS), inArray(teamSeason.seasonId, seasons)))
  await executor.delete(teamAlias).where(inArray(teamAlias.teamId, DEMO_TEAMS))
  await executor.delete(team).where(eq(team.source, 'demo'))
  await executor.delete(season).where(inArray(season.competitionId, DEMO))
  await executor.delete(competition).where(eq(competition.source, 'demo'))
}

/** Runs that nothing rests on any more, their jobs, and snapshots that no run names and that hold nothing. */
async function removeRuns(executor: Executor, runIds: readonly number[]): Promise<void> {
  const unusedBy = (table: PgTable, where: SQL | undefined) => notExists(executor.select({ one: sql`1` }).from(table).where(where))
  const found = await executor
    .select({ id: run.id })
    .from(run)
    .where(
      and(
        inArray(run.id, [...runIds]),
        unusedBy(sourceFile, eq(sourceFile.runId, run.id)),
        unusedBy(teamAlias, eq(teamAlias.runId, run.id)),
        unusedBy(oddsCorrection, eq(oddsCorrection.runId, run.id)),
        unusedBy(teamDnaVersion, eq(teamDnaVersion.runId, run.id)),
        unusedBy(frictionVersion, eq(frictionVersion.runId, run.id)),
        unusedBy(strategyVersion, and(eq(strategyVersion.runId, run.id), ne(strategyVersion.scope, 'overall'))),
        unusedBy(strategyBet, eq(strategyBet.runId, run.id)),
        unusedBy(strategyTrial, eq(strategyTrial.firstRunId, run.id)),
        unusedBy(v3RowSource, or(eq(v3RowSource.runId, run.id), eq(v3RowSource.publishedByRun, run.id))),
      ),
    )
  const gone = found.map(({ id }) => id)
  // A record over everything, of a run that saw the demo alone.
  await executor.delete(strategyVersion).where(inArray(strategyVersion.runId, gone))
  // What that one had replaced holds again. Raw: the builder compares no rows of columns.
  await executor.execute(sql`
    update mon_ps.strategy_version v set retired_at = null where v.scope = 'overall' and v.retired_at is not null
      and not exists (select from mon_ps.strategy_version newer where newer.scope = 'overall' and newer.origin = v.origin
        and (newer.strategy_name, newer.strategy_version, newer.season) is not distinct from (v.strategy_name, v.strategy_version, v.season)
        and (newer.retired_at is null or newer.run_id > v.run_id))`)
  await executor.delete(job).where(inArray(job.runId, gone))
  await executor.delete(run).where(inArray(run.id, gone))
  await executor
    .delete(snapshot)
    .where(and(unusedBy(run, eq(run.snapshotId, snapshot.id)), unusedBy(snapshotMember, eq(snapshotMember.snapshotId, snapshot.id))))
}

/**
 * Takes the demo out completely, inside a unit of work: its competitions, teams, matches, prices, files, results and
 * the runs that made nothing else. What is left is what was there before it was loaded; only ids drawn
 * meanwhile stay used. A run over demo and real leagues together stays, with the demo's part gone from its snapshot.
 */
export async function removeDemo(executor: Executor): Promise<RemovedDemo> {
  const removed = {
    competitions: await executor.$count(competition, eq(competition.source, 'demo')),
    matches: await executor.$count(match, inArray(match.competitionId, DEMO)),
    teams: await executor.$count(team, eq(team.source, 'demo')),
  }
  const runs = await findDemoRuns(executor)
  await removeResults(executor)
  await removeMatches(executor)
  await removeCompetitions(executor)
  await removeRuns(executor, runs)
  return removed
}
