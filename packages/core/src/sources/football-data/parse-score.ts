import type { Score, SideStatistics } from '../../football/match.ts'
import type { Column, FootballDataColumns, StatisticName } from './football-data-columns.ts'
import { excerpt, type Finding } from '../import-issue.ts'
import { readCount } from '../csv.ts'

const MAX_GOALS = 99
const MAX_STATISTIC = 999

export const getCell = (cells: readonly string[], column: Column | null): string => (column === null ? '' : (cells[column.index] ?? ''))

/** A value, or why there is none. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly finding: Finding }

export const refuse = (finding: Finding): { readonly ok: false; readonly finding: Finding } => ({ ok: false, finding })
const accept = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

const resultFor = (score: Score): 'H' | 'D' | 'A' => (score.home > score.away ? 'H' : score.home < score.away ? 'A' : 'D')
const scoreText = (score: Score): string => `${score.home}-${score.away}`

function readScore(cells: readonly string[], home: Column | null, away: Column | null): Parsed<Score | null> {
  const sides = [home, away].map((column) => ({
    column,
    cell: getCell(cells, column),
    goals: readCount(getCell(cells, column), MAX_GOALS),
  }))
  for (const { column, cell, goals } of sides) {
    if (goals.kind !== 'malformed') continue
    const expected = `a whole number of goals from 0 to ${MAX_GOALS}`
    const message = `got goals "${excerpt(cell)}", expected ${expected}`
    return refuse({ code: 'INVALID_GOALS', column: column?.name ?? null, message, got: excerpt(cell), expected })
  }
  const [homeGoals, awayGoals] = sides.map(({ goals }) => (goals.kind === 'value' ? goals.value : null)) as [number | null, number | null]
  if (homeGoals !== null && awayGoals !== null) return accept({ home: homeGoals, away: awayGoals })
  if (homeGoals === null && awayGoals === null) return accept(null)
  const blank = homeGoals === null ? home : away
  const expected = 'the goals of both sides or of none'
  const message = `got the goals of one side only, expected ${expected}`
  return refuse({ code: 'INCOMPLETE_SCORE', column: blank?.name ?? null, message, got: null, expected })
}

/** A result letter against its score; null when they agree or the letter is not given. */
function checkResult(cell: string, column: Column | null, score: Score | null): Finding | null {
  if (cell === '') return null
  const name = column?.name ?? null
  const got = excerpt(cell)
  if (!/^[HDA]$/i.test(cell)) {
    const expected = 'H, D or A'
    return { code: 'INVALID_RESULT', column: name, message: `got result "${got}", expected ${expected}`, got, expected }
  }
  if (score === null) {
    const expected = 'the goals of both sides'
    return { code: 'INCOMPLETE_SCORE', column: name, message: `got result "${got}" without a score, expected ${expected}`, got, expected }
  }
  const expected = resultFor(score)
  if (cell.toUpperCase() === expected) return null
  const message = `got result "${got}" with the score ${scoreText(score)}, expected ${expected}`
  return { code: 'RESULT_DISAGREES', column: name, message, got, expected }
}

/** The final score, null for a fixture that has not been played. */
export function parseFullTime(cells: readonly string[], columns: FootballDataColumns): Parsed<Score | null> {
  const { homeGoals, awayGoals } = columns.required
  const score = readScore(cells, homeGoals, awayGoals)
  if (!score.ok) return score
  const disagreement = checkResult(getCell(cells, columns.optional.result), columns.optional.result, score.value)
  return disagreement ? refuse(disagreement) : score
}

/**
 * The half-time score, null where the source lacks it (matches awarded at the table have none).
 * A score of one side only, or a result letter that disagrees, is a warning: the match stands without it.
 */
export function parseHalfTime(
  cells: readonly string[],
  columns: FootballDataColumns,
  fullTime: Score,
  warnings: Finding[],
): Parsed<Score | null> {
  const { halfTimeHomeGoals, halfTimeAwayGoals, halfTimeResult } = columns.optional
  const score = readScore(cells, halfTimeHomeGoals, halfTimeAwayGoals)
  if (!score.ok && score.finding.code === 'INCOMPLETE_SCORE') {
    warnings.push(score.finding)
    return accept(null)
  }
  if (!score.ok || score.value === null) return score
  const halfTime = score.value
  if (halfTime.home > fullTime.home || halfTime.away > fullTime.away) {
    const column = halfTime.home > fullTime.home ? halfTimeHomeGoals : halfTimeAwayGoals
    const expected = `at most ${scoreText(fullTime)}, the final score`
    const message = `got half-time score ${scoreText(halfTime)}, expected ${expected}`
    return refuse({ code: 'HALF_TIME_EXCEEDS_FULL_TIME', column: column?.name ?? null, message, got: scoreText(halfTime), expected })
  }
  const disagreement = checkResult(getCell(cells, halfTimeResult), halfTimeResult, halfTime)
  if (disagreement) warnings.push(disagreement)
  return score
}

/** Counts of both sides; one that cannot be read is a warning and null. */
export function parseStatistics(
  cells: readonly string[],
  columns: FootballDataColumns,
  warnings: Finding[],
): readonly [home: SideStatistics, away: SideStatistics] {
  const read = (name: StatisticName, side: 0 | 1): number | null => {
    const column = columns.statistics[name][side]
    const cell = getCell(cells, column)
    const reading = readCount(cell, MAX_STATISTIC)
    if (reading.kind === 'value') return reading.value
    if (reading.kind === 'malformed') {
      const expected = `a whole number from 0 to ${MAX_STATISTIC}`
      const message = `got "${excerpt(cell)}", expected ${expected}; the count is not kept`
      warnings.push({ code: 'INVALID_STATISTIC', column: column?.name ?? null, message, got: excerpt(cell), expected })
    }
    return null
  }
  const ofSide = (side: 0 | 1): SideStatistics => {
    const counts = {
      shots: read('shots', side),
      shotsOnTarget: read('shotsOnTarget', side),
      fouls: read('fouls', side),
      corners: read('corners', side),
      yellows: read('yellows', side),
      reds: read('reds', side),
    }
    if (counts.shots !== null && counts.shotsOnTarget !== null && counts.shotsOnTarget > counts.shots) {
      const got = `${counts.shotsOnTarget} of ${counts.shots}`
      const expected = `at most ${counts.shots}`
      const message = `got ${counts.shotsOnTarget} shots on target, expected ${expected}, the shots; both are kept as the source gives them`
      warnings.push({ code: 'STATISTICS_DISAGREE', column: columns.statistics.shotsOnTarget[side]?.name ?? null, message, got, expected })
    }
    return counts
  }
  return [ofSide(0), ofSide(1)]
}
