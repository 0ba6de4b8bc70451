import { CoreError } from '../errors.ts'
import { logFactorial } from '../numeric/poisson.ts'

/** Weighted matches of one competition as typed columns, a row per match. */
export interface DixonColesMatches {
  /** Index of the home team, integer in [0, teamCount). */
  readonly home: ArrayLike<number>
  readonly away: ArrayLike<number>
  /** Integer >= 0. */
  readonly homeGoals: ArrayLike<number>
  readonly awayGoals: ArrayLike<number>
  /** How much a match counts, finite and >= 0; a match of weight 0 is left out. */
  readonly weights: ArrayLike<number>
  readonly teamCount: number
}

/**
 * All that the likelihood needs of the matches. Rates depend on the ordered pair of teams only, so
 * matches are gathered by pair; goals enter through their weighted sums alone, except in the four low
 * scores that the Dixon-Coles correction touches.
 */
export interface DixonColesStatistics {
  readonly teamCount: number
  readonly pairs: number
  /** By pair. */
  readonly pairHome: Int32Array
  readonly pairAway: Int32Array
  readonly pairWeight: Float64Array
  /** By pair: weight of its matches that ended 0-0, 0-1, 1-0. */
  readonly weight00: Float64Array
  readonly weight01: Float64Array
  readonly weight10: Float64Array
  /** Over all pairs: the correction of 1-1 depends on rho alone. */
  readonly weight11: number
  /** By team: weighted goals scored and conceded. */
  readonly scored: Float64Array
  readonly conceded: Float64Array
  readonly homeGoals: number
  readonly awayGoals: number
  /** Weighted sum of log(home goals!) + log(away goals!). */
  readonly logFactorials: number
  /** By team. */
  readonly matchesByTeam: Float64Array
  readonly weightByTeam: Float64Array
  readonly matches: number
  readonly weight: number
  readonly squaredWeight: number
}

function checkMatches(input: DixonColesMatches): void {
  const n = input.home.length
  for (const name of ['away', 'homeGoals', 'awayGoals', 'weights'] as const) {
    if (input[name].length !== n)
      throw new CoreError('SHAPE_MISMATCH', `got ${input[name].length} entries in ${name}, expected ${n}`, { name })
  }
  const isTeam = (index: number): boolean => Number.isInteger(index) && index >= 0 && index < input.teamCount
  const isCount = (goals: number): boolean => Number.isInteger(goals) && goals >= 0
  for (let i = 0; i < n; i++) {
    const home = input.home[i]!
    const away = input.away[i]!
    const weight = input.weights[i]!
    if (!(isTeam(home) && isTeam(away) && home !== away)) {
      throw new CoreError('INVALID_ARGUMENT', `got teams ${home} and ${away}, expected two different indices below ${input.teamCount}`, {
        i,
      })
    }
    if (!(isCount(input.homeGoals[i]!) && isCount(input.awayGoals[i]!))) {
      const score = `${input.homeGoals[i]}-${input.awayGoals[i]}`
      throw new CoreError('INVALID_ARGUMENT', `got score ${score}, expected whole numbers of goals`, { i, score })
    }
    if (!(weight >= 0 && weight < Infinity)) {
      throw new CoreError('INVALID_ARGUMENT', `got weight ${weight}, expected a finite number of 0 or more`, { i, weight })
    }
  }
}

/**
 * Gathers matches by ordered pair of teams; linear in matches, plus teamCount^2 for the index of pairs.
 *
 * @throws {CoreError} SHAPE_MISMATCH    columns of different lengths
 * @throws {CoreError} INVALID_ARGUMENT  a team index, score or weight outside its range, a team against itself
 */
export function dixonColesStatistics(input: DixonColesMatches): DixonColesStatistics {
  checkMatches(input)
  const { teamCount } = input
  const n = input.home.length
  const capacity = Math.min(n, teamCount * teamCount)
  const pairIndex = new Int32Array(teamCount * teamCount).fill(-1)
  const pairHome = new Int32Array(capacity)
  const pairAway = new Int32Array(capacity)
  const pairWeight = new Float64Array(capacity)
  const weight00 = new Float64Array(capacity)
  const weight01 = new Float64Array(capacity)
  const weight10 = new Float64Array(capacity)
  const scored = new Float64Array(teamCount)
  const conceded = new Float64Array(teamCount)
  const matchesByTeam = new Float64Array(teamCount)
  const weightByTeam = new Float64Array(teamCount)
  let pairs = 0
  let matches = 0
  let weight11 = 0
  let homeGoals = 0
  let awayGoals = 0
  let logFactorials = 0
  let weight = 0
  let squaredWeight = 0
  for (let i = 0; i < n; i++) {
    const w = input.weights[i]!
    if (w === 0) continue
    const home = input.home[i]!
    const away = input.away[i]!
    const x = input.homeGoals[i]!
    const y = input.awayGoals[i]!
    let pair = pairIndex[home * teamCount + away]!
    if (pair < 0) {
      pair = pairs++
      pairIndex[home * teamCount + away] = pair
      pairHome[pair] = home
      pairAway[pair] = away
    }
    pairWeight[pair]! += w
    if (x === 0 && y === 0) weight00[pair]! += w
    else if (x === 0 && y === 1) weight01[pair]! += w
    else if (x === 1 && y === 0) weight10[pair]! += w
    else if (x === 1 && y === 1) weight11 += w
    scored[home]! += w * x
    scored[away]! += w * y
    conceded[home]! += w * y
    conceded[away]! += w * x
    homeGoals += w * x
    awayGoals += w * y
    logFactorials += w * (logFactorial(x) + logFactorial(y))
    matches++
    weight += w
    squaredWeight += w * w
    matchesByTeam[home]!++
    matchesByTeam[away]!++
    weightByTeam[home]! += w
    weightByTeam[away]! += w
  }
  const lowScores = {
    weight00: weight00.subarray(0, pairs),
    weight01: weight01.subarray(0, pairs),
    weight10: weight10.subarray(0, pairs),
    weight11,
  }
  const byPair = { teamCount, pairs, pairHome, pairAway, pairWeight, ...lowScores }
  return { ...byPair, scored, conceded, homeGoals, awayGoals, logFactorials, matchesByTeam, weightByTeam, matches, weight, squaredWeight }
}
