import { historyBefore, type MatchHistory } from '../football/history.ts'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable } from '../football/match-table.ts'
import { toDay } from '../football/time.ts'
import { DEFAULT_PREVIOUS_SEASONS, fitGoalsModel, decayWeight } from '../goals-model/fit-goals-model.ts'
import type { FittedGoalsModel } from '../goals-model/goal-rates.ts'

/** One match and what it gave to a number. */
export interface MatchContribution {
  readonly matchId: number
  /** Days since 1970-01-01. */
  readonly day: number
  readonly season: string
  readonly homeId: number
  readonly awayId: number
  readonly homeGoals: number
  readonly awayGoals: number
  /** From whose side it was observed; null where the match counts as a whole. */
  readonly teamId: number | null
  /** Key of the metric that it went into, where a number is made of several; else null. */
  readonly part: string | null
  /** What was averaged or counted, in the number's unit; null where the score itself is what a model was fitted to. */
  readonly observation: number | null
  /** Relative to the other matches of the same part. */
  readonly weight: number
}

/** An intermediate value of a recount. */
export interface RecountFigure {
  readonly name: string
  readonly value: number
}

/** A number calculated again from the matches that made it, and from nothing else but the figures that are named. */
export interface Recount {
  /** Null where the matches say nothing: the number is not measured. */
  readonly value: number | null
  /** Matches, or bets, behind it. */
  readonly n: number
  /** The formula in words. */
  readonly formula: string
  readonly figures: readonly RecountFigure[]
  /** Newest first. */
  readonly contributions: readonly MatchContribution[]
}

type Given = Pick<MatchContribution, 'teamId' | 'part' | 'observation' | 'weight'>

/** The match of a table's row with what it gave. */
export function toContribution(table: MatchTable, row: number, given: Given): MatchContribution {
  const { matchId, day, season, home, away, homeGoals, awayGoals } = table.columns
  const getId = (index: number): number => table.teams[index]?.id ?? Number.NaN
  return {
    matchId: matchId[row] as number,
    day: day[row] as number,
    season: table.seasons[season[row] as number] ?? '',
    homeId: getId(home[row] as number),
    awayId: getId(away[row] as number),
    homeGoals: homeGoals[row] as number,
    awayGoals: awayGoals[row] as number,
    ...given,
  }
}

/** Sum with the rounding error carried along (Neumaier), so that a recount does not share the rounding of what it checks. */
export function carefulSum(values: Iterable<number>): number {
  let sum = 0
  let lost = 0
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

function rowsWhere(table: MatchTable, counts: (row: number) => boolean): number[] {
  const rows = Array.from(table.columns.matchId.keys()).filter(counts)
  return rows.reverse()
}

interface Count {
  readonly rows: readonly number[]
  readonly formula: string
  /** The rows themselves by default. */
  readonly value?: number
  readonly teamId?: number
}

function toCount(table: MatchTable, { rows, formula, value = rows.length, teamId }: Count): Recount {
  const contributions = rows.map((row) => toContribution(table, row, { part: null, observation: 1, weight: 1, teamId: teamId ?? null }))
  return { value, n: rows.length, formula, figures: [], contributions }
}

/** Matches of a team in a season. */
export function recountTeamMatches(table: MatchTable, teamId: number, season: string): Recount {
  const { home, away, season: seasons } = table.columns
  const team = table.teams.findIndex(({ id }) => id === teamId)
  const rows = rowsWhere(table, (row) => table.seasons[seasons[row] as number] === season && (home[row] === team || away[row] === team))
  return toCount(table, { rows, teamId, formula: 'A count of the team’s matches in the season.' })
}

/** All matches of a league. */
export function recountLeagueMatches(table: MatchTable): Recount {
  return toCount(table, { rows: rowsWhere(table, () => true), formula: 'A count of the league’s played matches.' })
}

/** Teams of a league with a match in its latest season. */
export function recountLeagueTeams(table: MatchTable): Recount {
  const { home, away, season } = table.columns
  const latest = season.reduce((last, index) => Math.max(last, index), -1)
  const rows = rowsWhere(table, (row) => season[row] === latest)
  const teams = new Set(rows.flatMap((row) => [home[row], away[row]]))
  return toCount(table, { rows, value: teams.size, formula: 'A count of the teams that played in the latest season.' })
}

/** A goals model fitted again on the matches that it read, and those matches. */
export interface Refit {
  readonly model: FittedGoalsModel
  /** Newest first, each with the weight that its age leaves it. */
  readonly contributions: readonly MatchContribution[]
}

/** The rows of a table alone, without prices: a fit reads none. */
function tableOfRows(table: MatchTable, rows: readonly number[]): MatchTable {
  const columns = {} as Record<MatchColumn, Float64Array>
  for (const name of MATCH_COLUMNS) columns[name] = Float64Array.from(rows, (row) => table.columns[name][row] as number)
  return { ...table, length: rows.length, columns, prices: new Map() }
}

/**
 * Fits the goals model anew on the matches of its window, and on nothing else: the latest season of the history and those before
 * it that a fit reads by default.
 *
 * @throws {CoreError} as fitGoalsModel
 */
export function refitGoalsModel(history: MatchHistory): Refit {
  const { season, day } = history.columns
  const latest = season.reduce((last, index) => Math.max(last, index), -1)
  const rows = Array.from(season.keys()).filter((row) => (season[row] as number) >= latest - DEFAULT_PREVIOUS_SEASONS)
  const model = fitGoalsModel(historyBefore(tableOfRows(history, rows), history.asOf))
  const today = toDay(history.asOf)
  const contributions = rows.map((row) =>
    toContribution(history, row, {
      teamId: null,
      part: null,
      observation: null,
      weight: decayWeight(Math.max(0, today - (day[row] as number)), model.xiPerDay),
    }),
  )
  return { model, contributions: contributions.reverse() }
}
