import type { MatchHistory } from './history.ts'
import { previousSeason } from './season.ts'

/**
 * Teams that are new in the competition in a season: with a match in it and none in the season directly before. Null when that
 * season's matches are not loaded: who came up is then not known.
 *
 * @param seasonIndex  into `history.seasons`
 * @returns            indices into `history.teams`
 */
export function promotedTeams(history: MatchHistory, seasonIndex: number): ReadonlySet<number> | null {
  const before = previousSeason(history.seasons[seasonIndex] ?? '')
  const beforeIndex = before === null ? -1 : history.seasons.indexOf(before)
  const { season, home, away } = history.columns
  const played = new Set<number>()
  const playedBefore = new Set<number>()
  for (let row = 0; row < history.length; row++) {
    const teams = season[row] === seasonIndex ? played : season[row] === beforeIndex ? playedBefore : null
    teams?.add(home[row] as number).add(away[row] as number)
  }
  if (playedBefore.size === 0) return null
  return new Set([...played].filter((team) => !playedBefore.has(team)))
}
