import { historyBefore, type MatchHistory } from '../football/history.ts'
import { MATCH_COLUMNS, type MatchColumn, type MatchTable } from '../football/match-table.ts'
import { dayOfMinute } from '../football/time.ts'
import { DEFAULT_PREVIOUS_SEASONS, fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import type { FittedGoalsModel } from '../goals-model/fitted-goals-model.ts'
import { decayWeight } from '../goals-model/time-decay.ts'
import { contributionOf, type MatchContribution } from './contribution.ts'

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
  const today = dayOfMinute(history.asOf)
  const contributions = rows.map((row) =>
    contributionOf(history, row, {
      teamId: null,
      part: null,
      observation: null,
      weight: decayWeight(Math.max(0, today - (day[row] as number)), model.xiPerDay),
    }),
  )
  return { model, contributions: contributions.reverse() }
}
