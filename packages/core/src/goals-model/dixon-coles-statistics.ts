import { CoreError } from '../errors.ts'
import { logFactorial } from '../numeric/distributions.ts'

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

type Sums = { -readonly [Key in keyof DixonColesStatistics]: DixonColesStatistics[Key] }

function emptySums(teamCount: number, pairCapacity: number): Sums {
  return {
    teamCount,
    pairs: 0,
    pairHome: new Int32Array(pairCapacity),
    pairAway: new Int32Array(pairCapacity),
    pairWeight: new Float64Array(pairCapacity),
    weight00: new Float64Array(pairCapacity),
    weight01: new Float64Array(pairCapacity),
    weight10: new Float64Array(pairCapacity),
    weight11: 0,
    scored: new Float64Array(teamCount),
    conceded: new Float64Array(teamCount),
    homeGoals: 0,
    awayGoals: 0,
    logFactorials: 0,
    matchesByTeam: new Float64Array(teamCount),
    weightByTeam: new Float64Array(teamCount),
    matches: 0,
    weight: 0,
    squaredWeight: 0,
  }
}

function addMatch(sums: Sums, input: DixonColesMatches, at: number): void {
  const home = input.home[at]!
  const away = input.away[at]!
  const x = input.homeGoals[at]!
  const y = input.awayGoals[at]!
  const w = input.weights[at]!
  sums.scored[home]! += w * x
  sums.scored[away]! += w * y
  sums.conceded[home]! += w * y
  sums.conceded[away]! += w * x
  sums.homeGoals += w * x
  sums.awayGoals += w * y
  sums.logFactorials += w * (logFactorial(x) + logFactorial(y))
  sums.matches++
  sums.weight += w
  sums.squaredWeight += w * w
  sums.matchesByTeam[home]!++
  sums.matchesByTeam[away]!++
  sums.weightByTeam[home]! += w
  sums.weightByTeam[away]! += w
}

function addToPair(sums: Sums, pair: number, match: { readonly x: number; readonly y: number; readonly w: number }): void {
  const { x, y, w } = match
  sums.pairWeight[pair]! += w
  if (x > 1 || y > 1) return
  if (x === 0 && y === 0) sums.weight00[pair]! += w
  else if (x === 0) sums.weight01[pair]! += w
  else if (y === 0) sums.weight10[pair]! += w
  else sums.weight11 += w
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
  const pairIndex = new Int32Array(teamCount * teamCount).fill(-1)
  const sums = emptySums(teamCount, Math.min(n, teamCount * teamCount))
  for (let i = 0; i < n; i++) {
    const w = input.weights[i]!
    if (w === 0) continue
    const key = input.home[i]! * teamCount + input.away[i]!
    let pair = pairIndex[key]!
    if (pair < 0) {
      pair = sums.pairs++
      pairIndex[key] = pair
      sums.pairHome[pair] = input.home[i]!
      sums.pairAway[pair] = input.away[i]!
    }
    addToPair(sums, pair, { x: input.homeGoals[i]!, y: input.awayGoals[i]!, w })
    addMatch(sums, input, i)
  }
  // Loops over low scores run along these, so they end where the pairs end.
  for (const name of ['weight00', 'weight01', 'weight10'] as const) sums[name] = sums[name].subarray(0, sums.pairs)
  return sums
}
