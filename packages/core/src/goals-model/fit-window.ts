import type { MatchHistory } from '../football/history.ts'
import type { TeamRef } from '../football/match-table.ts'
import { promotedTeams } from '../football/promoted-teams.ts'
import { dayOfMinute } from '../football/time.ts'
import type { DixonColesMatches } from './dixon-coles-statistics.ts'
import { decayWeight } from './time-decay.ts'

/** The matches that a fit reads, with teams numbered among those that played in them. */
export interface FitWindow {
  readonly matches: DixonColesMatches
  readonly teams: readonly TeamRef[]
  /** 1 where a team entered the competition in the history's latest season. */
  readonly promoted: Uint8Array
}

/**
 * The history's latest season and `previousSeasons` before it, weighted by age at `asOf`.
 *
 * A team counts as promoted when it played in that latest season and not in the one directly before it. Where that one is not
 * loaded nobody does: who was there before is not known.
 */
export function fitWindow(history: MatchHistory, previousSeasons: number, xiPerDay: number): FitWindow {
  const { season, home, away, day, homeGoals, awayGoals } = history.columns
  let latest = -1
  for (let i = 0; i < history.length; i++) latest = Math.max(latest, season[i]!)
  const oldest = latest - previousSeasons
  let first = history.length
  let count = 0
  for (let i = 0; i < history.length; i++) {
    if (season[i]! < oldest) continue
    if (count++ === 0) first = i
  }
  const index = new Map<number, number>()
  const numbered = (team: number): number => {
    const known = index.get(team)
    if (known !== undefined) return known
    index.set(team, index.size)
    return index.size - 1
  }
  const columns = {
    home: new Float64Array(count),
    away: new Float64Array(count),
    homeGoals: new Float64Array(count),
    awayGoals: new Float64Array(count),
    weights: new Float64Array(count),
  }
  const today = dayOfMinute(history.asOf)
  let row = 0
  for (let i = first; i < history.length; i++) {
    if (season[i]! < oldest) continue
    columns.home[row] = numbered(home[i]!)
    columns.away[row] = numbered(away[i]!)
    columns.homeGoals[row] = homeGoals[i]!
    columns.awayGoals[row] = awayGoals[i]!
    // A match known by `asOf` may still carry the local date of a day that has not begun in UTC.
    columns.weights[row] = decayWeight(Math.max(0, today - day[i]!), xiPerDay)
    row++
  }
  const tableTeams = [...index.keys()]
  const promoted = promotedTeams(history, latest)
  return {
    matches: { ...columns, teamCount: index.size },
    teams: tableTeams.map((team) => history.teams[team]!),
    promoted: Uint8Array.from(tableTeams, (team) => (promoted?.has(team) ? 1 : 0)),
  }
}
