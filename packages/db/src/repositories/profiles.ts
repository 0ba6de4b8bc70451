import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { DbError } from '../errors.ts'
import { chessClassification, goalscorerProfile } from '../schema/profiles.ts'
import type { Executor } from '../client.ts'
import { keysetClauses, type Page, type PageRequest, toPage } from './keyset.ts'

/** A team's piece in a season. `confidence` 0–1. */
export type ChessClassificationRow = typeof chessClassification.$inferSelect
/** A player's season. Probabilities 0–1; null where they were not measured. */
export type GoalscorerRow = typeof goalscorerProfile.$inferSelect

/** What the audit trigger and the key fill is left out. */
type Written<Insert> = Omit<Insert, 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy' | 'changeReason'>

export type NewChessClassification = Omit<
  Written<typeof chessClassification.$inferInsert>,
  'classificationId' | 'classifiedAt' | 'isCurrent'
>
export type NewGoalscorer = Omit<Written<typeof goalscorerProfile.$inferInsert>, 'playerId'>

const written = <Row>(row: Row | undefined): Row => {
  if (row === undefined) throw new DbError('QUERY_FAILED', 'the row was not written')
  return row
}

/** Saves what a team is in a season, inside a unit of work; what it was before stays as its history. */
export async function saveClassification(executor: Executor, wanted: NewChessClassification): Promise<ChessClassificationRow> {
  const { teamId, season, isCurrent } = chessClassification
  await executor
    .update(chessClassification)
    .set({ isCurrent: false })
    .where(and(eq(teamId, wanted.teamId), eq(season, wanted.season), eq(isCurrent, true)))
  const [row] = await executor.insert(chessClassification).values(wanted).returning()
  return written(row)
}

/** Teams that are no longer anything clear in a season; what they were stays as their history. */
export async function retireClassifications(executor: Executor, season: string, teamIds: readonly number[]): Promise<void> {
  if (teamIds.length === 0) return
  const { teamId, isCurrent } = chessClassification
  await executor
    .update(chessClassification)
    .set({ isCurrent: false })
    .where(and(eq(chessClassification.season, season), eq(isCurrent, true), inArray(teamId, [...teamIds])))
}

/** What a team is now in the latest season in which it is something; null where it is nothing. */
export async function findClassification(executor: Executor, teamId: number): Promise<ChessClassificationRow | null> {
  const [row] = await executor
    .select()
    .from(chessClassification)
    .where(and(eq(chessClassification.teamId, teamId), eq(chessClassification.isCurrent, true)))
    .orderBy(desc(chessClassification.season))
    .limit(1)
  return row ?? null
}

/** What the teams of a season are now, in the order of their ids. */
export async function listClassifications(executor: Executor, season: string): Promise<ChessClassificationRow[]> {
  return executor
    .select()
    .from(chessClassification)
    .where(and(eq(chessClassification.season, season), eq(chessClassification.isCurrent, true)))
    .orderBy(asc(chessClassification.teamId))
}

/** Everything that a team was taken for, newest first. */
export async function listClassificationHistory(executor: Executor, teamId: number): Promise<ChessClassificationRow[]> {
  const { classifiedAt, classificationId } = chessClassification
  return executor
    .select()
    .from(chessClassification)
    .where(eq(chessClassification.teamId, teamId))
    .orderBy(sql`${classifiedAt} desc, ${classificationId} desc`)
}

/** Saves a player's season, inside a unit of work: known by team, name and season, and replaced as a whole. */
export async function saveGoalscorer(executor: Executor, wanted: NewGoalscorer): Promise<GoalscorerRow> {
  const columns = getTableColumns(goalscorerProfile)
  const { position, goalsTotal, goalsHome, goalsAway, appearances, minutes, anytimeProb, firstGoalProb, lastGoalProb, timingDna } = wanted
  const [row] = await executor
    .insert(goalscorerProfile)
    .values(wanted)
    .onConflictDoUpdate({
      target: [columns.teamId, columns.playerName, columns.season],
      set: {
        position: position ?? null,
        goalsTotal: goalsTotal ?? null,
        goalsHome: goalsHome ?? null,
        goalsAway: goalsAway ?? null,
        appearances,
        minutes: minutes ?? null,
        anytimeProb: anytimeProb ?? null,
        firstGoalProb: firstGoalProb ?? null,
        lastGoalProb: lastGoalProb ?? null,
        timingDna: timingDna ?? null,
      },
    })
    .returning()
  return written(row)
}

/** A team's players by name, of one season or of all. */
export async function listGoalscorers(executor: Executor, teamId: number, season?: string): Promise<GoalscorerRow[]> {
  return executor
    .select()
    .from(goalscorerProfile)
    .where(and(eq(goalscorerProfile.teamId, teamId), season === undefined ? undefined : eq(goalscorerProfile.season, season)))
    .orderBy(asc(goalscorerProfile.season), sql`${goalscorerProfile.playerName} collate "und-x-icu"`, asc(goalscorerProfile.playerId))
}

/** All players of some seasons, in the order of their ids. */
export async function listGoalscorersOfSeasons(executor: Executor, seasons: readonly string[]): Promise<GoalscorerRow[]> {
  if (seasons.length === 0) return []
  return executor
    .select()
    .from(goalscorerProfile)
    .where(inArray(goalscorerProfile.season, [...seasons]))
    .orderBy(asc(goalscorerProfile.playerId))
}

/** Goals of both sides in the matches that a team played in a season. */
export interface TeamGoals {
  readonly teamId: number
  readonly season: string
  readonly matches: number
  readonly goals: number
}

/** One entry for each team with a played match in one of the seasons. */
export async function listTeamGoals(executor: Executor, seasons: readonly string[]): Promise<TeamGoals[]> {
  // Raw: the builder has no VALUES list, which counts each match for both of its teams.
  const rows = await executor.execute<TeamGoals & Record<string, unknown>>(sql`
    select side.team_id as "teamId", s.code as season, count(*)::int as matches, sum(m.home_goals + m.away_goals)::int as goals
    from mon_ps.match m join mon_ps.season s on s.id = m.season_id
    cross join lateral (values (m.home_id), (m.away_id)) as side(team_id)
    where m.status = 'played' and s.code in (select jsonb_array_elements_text(${JSON.stringify(seasons)}::jsonb))
    group by side.team_id, s.code order by 1, 2`)
  return [...rows]
}

/** One page of a season's players by goals; those whose goals nobody counted come last. */
export async function listTopScorers(
  executor: Executor,
  season: string,
  page: Omit<PageRequest, 'order'>,
): Promise<Page<GoalscorerRow & { readonly id: number; readonly sortValue: number | null }>> {
  const { playerId, goalsTotal } = goalscorerProfile
  const { where, orderBy } = keysetClauses(sql`${goalsTotal}`, { id: sql`${playerId}`, page: { ...page, order: 'desc' } })
  const rows = await executor
    .select()
    .from(goalscorerProfile)
    .where(and(eq(goalscorerProfile.season, season), where))
    .orderBy(orderBy)
    .limit(page.limit + 1)
  return toPage(
    rows.map((row) => ({ ...row, id: row.playerId, sortValue: row.goalsTotal })),
    page.limit,
  )
}
