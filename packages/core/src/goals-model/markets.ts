import { CoreError } from '../errors.ts'
import type { ScoreMatrix } from './score-matrix.ts'

/** What can become of a stake; the five shares sum to 1. */
export interface SettlementProbabilities {
  readonly win: number
  /** Half of the stake wins, half comes back. */
  readonly halfWin: number
  /** The stake comes back. */
  readonly push: number
  /** Half of the stake is lost, half comes back. */
  readonly halfLoss: number
  readonly loss: number
  /** 1 + (loss + halfLoss / 2) / (win + halfWin / 2): no edge at these decimal odds. Null when it cannot win or cannot lose. */
  readonly fairOdds: number | null
}

/**
 * Settles a bet whose result is a whole number of goals plus a line. A quarter line splits the stake over
 * the two neighbouring lines, so a margin of a quarter is half a win or half a loss.
 *
 * @param distribution  probability of each result, shape [result - lowest]
 * @param lowest        result of the first entry
 * @param bet.line      a multiple of 0.25, added to the result
 * @param bet.against   the bet is on the result plus line being below 0
 * @throws {CoreError} INVALID_ARGUMENT  line is not a multiple of 0.25
 */
export function settleLine(
  distribution: Float64Array,
  lowest: number,
  bet: { readonly line: number; readonly against?: boolean },
): SettlementProbabilities {
  if (!Number.isInteger(bet.line * 4))
    throw new CoreError('INVALID_ARGUMENT', `got line ${bet.line}, expected a multiple of 0.25`, { line: bet.line })
  const sign = bet.against ? -1 : 1
  let win = 0
  let halfWin = 0
  let push = 0
  let halfLoss = 0
  let loss = 0
  for (let i = 0; i < distribution.length; i++) {
    const share = distribution[i]!
    // Exact: quarters are binary fractions.
    const margin = sign * (lowest + i + bet.line)
    if (margin > 0.25) win += share
    else if (margin === 0.25) halfWin += share
    else if (margin === 0) push += share
    else if (margin === -0.25) halfLoss += share
    else loss += share
  }
  const odds = 1 + (loss + halfLoss / 2) / (win + halfWin / 2)
  return { win, halfWin, push, halfLoss, loss, fairOdds: odds > 1 && Number.isFinite(odds) ? odds : null }
}

/** Home, draw, away; they sum to 1. */
export interface OutcomeProbabilities {
  readonly home: number
  readonly draw: number
  readonly away: number
}

export type Side = 'home' | 'away'

/** P(home goals - away goals = d), shape [d + maxGoals]. */
function marginDistribution({ cells, maxGoals }: ScoreMatrix): Float64Array {
  const size = maxGoals + 1
  const distribution = new Float64Array(2 * maxGoals + 1)
  let cell = 0
  for (let h = 0; h < size; h++) {
    const highest = h + maxGoals
    for (let a = 0; a < size; a++) distribution[highest - a]! += cells[cell++]!
  }
  return distribution
}

/** P(home goals + away goals = t), shape [t]. */
function totalDistribution({ cells, maxGoals }: ScoreMatrix): Float64Array {
  const size = maxGoals + 1
  const distribution = new Float64Array(2 * maxGoals + 1)
  let cell = 0
  for (let h = 0; h < size; h++) {
    const end = h + size
    for (let total = h; total < end; total++) distribution[total]! += cells[cell++]!
  }
  return distribution
}

/** P(goals of one side = g), shape [g]. */
function teamDistribution({ cells, maxGoals }: ScoreMatrix, side: Side): Float64Array {
  const size = maxGoals + 1
  const distribution = new Float64Array(size)
  for (let h = 0; h < size; h++) for (let a = 0; a < size; a++) distribution[side === 'home' ? h : a]! += cells[h * size + a]!
  return distribution
}

/** 1X2. */
export function matchOutcome({ cells, maxGoals }: ScoreMatrix): OutcomeProbabilities {
  const size = maxGoals + 1
  let home = 0
  let draw = 0
  let away = 0
  let cell = 0
  for (let h = 0; h < size; h++) {
    for (let a = 0; a < h; a++) home += cells[cell++]!
    draw += cells[cell++]!
    for (let a = h + 1; a < size; a++) away += cells[cell++]!
  }
  return { home, draw, away }
}

/** Two of the three outcomes at once. */
export function doubleChance(matrix: ScoreMatrix): {
  readonly homeOrDraw: number
  readonly homeOrAway: number
  readonly drawOrAway: number
} {
  const { home, draw, away } = matchOutcome(matrix)
  return { homeOrDraw: home + draw, homeOrAway: home + away, drawOrAway: draw + away }
}

/** A bet on one side whose stake comes back at a draw. */
export function drawNoBet(matrix: ScoreMatrix, side: Side): SettlementProbabilities {
  return asianHandicap(matrix, side, 0)
}

/**
 * A side with a handicap in goals added to its score.
 *
 * @param line  the side's own handicap, a multiple of 0.25: -0.25 gives a quarter of a goal away
 * @throws {CoreError} INVALID_ARGUMENT  line is not a multiple of 0.25
 */
export function asianHandicap(matrix: ScoreMatrix, side: Side, line: number): SettlementProbabilities {
  const against = side === 'away'
  return settleLine(marginDistribution(matrix), -matrix.maxGoals, { line: against ? -line : line, against })
}

/**
 * More or fewer goals in the match than the line.
 *
 * @param line  a multiple of 0.25, >= 0
 * @throws {CoreError} INVALID_ARGUMENT  line is not a multiple of 0.25, or below 0
 */
export function totalGoals(matrix: ScoreMatrix, pick: 'over' | 'under', line: number): SettlementProbabilities {
  checkGoalLine(line)
  return settleLine(totalDistribution(matrix), 0, { line: -line, against: pick === 'under' })
}

/**
 * More or fewer goals of one side than the line.
 *
 * @param line  a multiple of 0.25, >= 0
 * @throws {CoreError} INVALID_ARGUMENT  line is not a multiple of 0.25, or below 0
 */
export function teamTotal(
  matrix: ScoreMatrix,
  side: Side,
  bet: { readonly pick: 'over' | 'under'; readonly line: number },
): SettlementProbabilities {
  checkGoalLine(bet.line)
  return settleLine(teamDistribution(matrix, side), 0, { line: -bet.line, against: bet.pick === 'under' })
}

function checkGoalLine(line: number): void {
  if (!(line >= 0)) throw new CoreError('INVALID_ARGUMENT', `got line ${line}, expected a number of goals of 0 or more`, { line })
}

/** Both sides score, or not. */
export function bothTeamsToScore({ cells, maxGoals }: ScoreMatrix): { readonly yes: number; readonly no: number } {
  const size = maxGoals + 1
  let no = cells[0]!
  for (let goals = 1; goals < size; goals++) no += cells[goals]! + cells[goals * size]!
  let yes = 0
  let cell = size
  for (let h = 1; h < size; h++) {
    // The first of a row is the score without an away goal.
    cell++
    for (let a = 1; a < size; a++) yes += cells[cell++]!
  }
  return { yes, no }
}

/** One side wins and the other does not score. */
export function winToNil({ cells, maxGoals }: ScoreMatrix, side: Side): number {
  const step = side === 'home' ? maxGoals + 1 : 1
  let sum = 0
  for (let goals = 1; goals <= maxGoals; goals++) sum += cells[goals * step]!
  return sum
}

/**
 * One exact score.
 *
 * @throws {CoreError} INVALID_ARGUMENT  goals that are no whole numbers in [0, maxGoals]
 */
export function correctScore({ cells, maxGoals }: ScoreMatrix, homeGoals: number, awayGoals: number): number {
  for (const goals of [homeGoals, awayGoals]) {
    if (!(Number.isInteger(goals) && goals >= 0 && goals <= maxGoals)) {
      const message = `got score ${homeGoals}-${awayGoals}, expected whole numbers from 0 to ${maxGoals}`
      throw new CoreError('INVALID_ARGUMENT', message, { homeGoals, awayGoals })
    }
  }
  return cells[homeGoals * (maxGoals + 1) + awayGoals]!
}
