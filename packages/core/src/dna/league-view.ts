import { CoreError } from '../errors.ts'
import type { MatchHistory } from '../football/history.ts'
import type { MatchColumn } from '../football/match-table.ts'

/** One value per match and side, aligned with the history's rows; NaN where nothing was observed. */
export interface Observations {
  readonly home: Float64Array
  readonly away: Float64Array
}

/**
 * One competition's history seen team by team. An appearance is coded `2 * row + side`, side 0 at home, 1 away.
 */
export interface LeagueView {
  readonly history: MatchHistory
  /** Index into `history.seasons`. */
  readonly season: number
  /** Teams (indices) with a match in the season, ordered by team id. */
  readonly teams: readonly number[]
  /** Per team index: its appearances over the whole history, oldest first. */
  readonly appearances: readonly Int32Array[]
  /** Per team index: its matches in the season. */
  readonly seasonMatches: Int32Array
}

export const column = (history: MatchHistory, name: MatchColumn): Float64Array => history.columns[name]

/**
 * Index the history by team. O(matches).
 *
 * @throws {CoreError} INVALID_ARGUMENT  the season is not one of the history's
 * @throws {CoreError} TOO_FEW_MATCHES   no match of the season is known yet
 */
export function leagueView(history: MatchHistory, season: string): LeagueView {
  const seasonIndex = history.seasons.indexOf(season)
  if (seasonIndex < 0) {
    throw new CoreError('INVALID_ARGUMENT', `got season "${season}", expected one of ${history.seasons.join(', ')}`, { season })
  }
  const home = column(history, 'home')
  const away = column(history, 'away')
  const seasons = column(history, 'season')
  const lists: number[][] = history.teams.map(() => [])
  const seasonMatches = new Int32Array(history.teams.length)
  for (let row = 0; row < history.length; row++) {
    const homeTeam = home[row] as number
    const awayTeam = away[row] as number
    lists[homeTeam]?.push(2 * row)
    lists[awayTeam]?.push(2 * row + 1)
    if (seasons[row] === seasonIndex) {
      seasonMatches[homeTeam] = (seasonMatches[homeTeam] as number) + 1
      seasonMatches[awayTeam] = (seasonMatches[awayTeam] as number) + 1
    }
  }
  const getId = (team: number): number => history.teams[team]?.id ?? Number.NaN
  const teams = history.teams.map((_, team) => team).filter((team) => (seasonMatches[team] as number) > 0)
  if (teams.length === 0) {
    throw new CoreError('TOO_FEW_MATCHES', `got no known match of ${history.competition} ${season}, expected at least 1`, { season })
  }
  teams.sort((a, b) => getId(a) - getId(b))
  return { history, season: seasonIndex, teams, appearances: lists.map((list) => Int32Array.from(list)), seasonMatches }
}

/** The value of an appearance. */
export function observed(observations: Observations, appearance: number): number {
  const side = (appearance & 1) === 0 ? observations.home : observations.away
  return side[appearance >> 1] as number
}

/** Build observations from one function of (row, side); return NaN for "not observed". */
export function observe(history: MatchHistory, getValue: (row: number, atHome: boolean) => number): Observations {
  const home = new Float64Array(history.length)
  const away = new Float64Array(history.length)
  for (let row = 0; row < history.length; row++) {
    home[row] = getValue(row, true)
    away[row] = getValue(row, false)
  }
  return { home, away }
}

/**
 * Take the mean of each season and side away, so that what is left compares a team with its league at the same ground.
 * Returns the deviations and the level of the view's season: the mean over both sides, NaN when nothing was observed.
 */
export function centreBySeasonAndSide(view: LeagueView, raw: Observations): { deviations: Observations; level: number } {
  const { history } = view
  const seasons = column(history, 'season')
  const centred = (values: Float64Array): { deviations: Float64Array; seasonMean: number } => {
    const sums = new Float64Array(history.seasons.length)
    const counts = new Float64Array(history.seasons.length)
    values.forEach((value, row) => {
      if (Number.isNaN(value)) return
      const season = seasons[row] as number
      sums[season] = (sums[season] as number) + value
      counts[season] = (counts[season] as number) + 1
    })
    const means = sums.map((sum, season) => sum / (counts[season] as number))
    return {
      deviations: values.map((value, row) => value - (means[seasons[row] as number] as number)),
      seasonMean: means[view.season] as number,
    }
  }
  const home = centred(raw.home)
  const away = centred(raw.away)
  const levels = [home.seasonMean, away.seasonMean].filter((mean) => !Number.isNaN(mean))
  return {
    deviations: { home: home.deviations, away: away.deviations },
    level: levels.reduce((sum, mean) => sum + mean, 0) / levels.length,
  }
}
