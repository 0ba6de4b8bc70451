import type { MatchTable } from '../football/match-table.ts'
import { contributionOf, type Recount } from './contribution.ts'

function rowsWhere(table: MatchTable, counts: (row: number) => boolean): number[] {
  const rows = Array.from(table.columns.matchId.keys()).filter(counts)
  return rows.reverse()
}

const countedOnce = { part: null, observation: 1, weight: 1 } as const

/** Matches of a team in a season. */
export function recountTeamMatches(table: MatchTable, teamId: number, season: string): Recount {
  const { home, away, season: seasons } = table.columns
  const team = table.teams.findIndex(({ id }) => id === teamId)
  const rows = rowsWhere(table, (row) => table.seasons[seasons[row] as number] === season && (home[row] === team || away[row] === team))
  return {
    value: rows.length,
    n: rows.length,
    formula: 'A count of the team’s matches in the season.',
    figures: [],
    contributions: rows.map((row) => contributionOf(table, row, { ...countedOnce, teamId })),
  }
}

/** All matches of a league. */
export function recountLeagueMatches(table: MatchTable): Recount {
  const rows = rowsWhere(table, () => true)
  return {
    value: rows.length,
    n: rows.length,
    formula: 'A count of the league’s played matches.',
    figures: [],
    contributions: rows.map((row) => contributionOf(table, row, { ...countedOnce, teamId: null })),
  }
}

/** Teams of a league with a match in its latest season. */
export function recountLeagueTeams(table: MatchTable): Recount {
  const { home, away, season } = table.columns
  const latest = season.reduce((last, index) => Math.max(last, index), -1)
  const rows = rowsWhere(table, (row) => season[row] === latest)
  const teams = new Set(rows.flatMap((row) => [home[row], away[row]]))
  return {
    value: teams.size,
    n: rows.length,
    formula: 'A count of the teams that played in the latest season.',
    figures: [],
    contributions: rows.map((row) => contributionOf(table, row, { ...countedOnce, teamId: null })),
  }
}
