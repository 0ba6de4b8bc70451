import { choleskyFactor, choleskySolve } from '../../numeric/cholesky.ts'

/** A candidate feature: the columns that enter a forecast together. */
export interface Candidate {
  readonly key: string
  /** `trait`: how a side plays, whoever the opponent; `pairing`: how the two meet; `friction`: a part of the friction score. */
  readonly kind: 'trait' | 'pairing' | 'friction'
  readonly columns: readonly string[]
}

/** `S` is antisymmetric and moves the two goal rates apart, `T` is symmetric and moves both the same way. */
export interface CandidateColumn {
  readonly name: string
  readonly part: 'S' | 'T'
}

/** The frozen forecast of one match and its result. */
export interface AblationMatch {
  readonly season: string
  /** Calendar week, counted from 1970: the bootstrap draws whole weeks. */
  readonly week: number
  readonly homeRate: number
  readonly awayRate: number
  readonly rho: number
  /** Home, draw, away, over 2.5, both score, as the tier published them. */
  readonly probabilities: readonly [home: number, draw: number, away: number, over25: number, btts: number]
  readonly homeGoals: number
  readonly awayGoals: number
  /** Matches of one league and week share it. */
  readonly group: number
  /** Place within the group. */
  readonly place: number
}

/**
 * Matches and, for every home side of a league-week, the candidates' columns against every away side of it: the permutation null deals
 * other opponents, and then looks the columns up instead of calculating them again.
 */
export interface AblationData {
  readonly matches: readonly AblationMatch[]
  readonly columns: readonly CandidateColumn[]
  /** Matches in each group, and the index of its league. */
  readonly sizes: readonly number[]
  readonly leagues: readonly number[]
  /** Where a group's square of pairs begins. */
  readonly starts: readonly number[]
  /** Per column: value of home side `i` of a group against away side `j`, at `starts + i * size + j`; NaN where not measured. */
  readonly values: readonly Float32Array[]
}

/** Towards no effect: the prior standard deviation of a coefficient is 2 % of the goal rate per standard deviation of its column. */
const PRECISION = 2500

/**
 * The evidence on a candidate from some matches, as sums: gradient and curvature of the Poisson likelihood at no effect. Sums of seasons
 * add, and carry over to any centring and scaling of the columns, so every season's coefficients cost nothing more.
 */
export interface CandidateSums {
  matches: number
  /** Σ (goals − rates) of both sides, and Σ rates. */
  surplus: number
  rates: number
  readonly column: Float64Array
  readonly square: Float64Array
  /** Σ column · surplus of its part. */
  readonly gradient: Float64Array
  /** Σ column · rates of its part against a constant T. */
  readonly level: Float64Array
  /** Row-major: Σ column · column · rates. */
  readonly curvature: Float64Array
}

export function emptySums(width: number): CandidateSums {
  const zeros = (size: number) => new Float64Array(size)
  return {
    matches: 0,
    surplus: 0,
    rates: 0,
    column: zeros(width),
    square: zeros(width),
    gradient: zeros(width),
    level: zeros(width),
    curvature: zeros(width * width),
  }
}

export function addSums(into: CandidateSums, other: CandidateSums): void {
  into.matches += other.matches
  into.surplus += other.surplus
  into.rates += other.rates
  const add = (to: Float64Array, from: Float64Array) => {
    for (let k = 0; k < to.length; k++) to[k]! += from[k]!
  }
  add(into.column, other.column)
  add(into.square, other.square)
  add(into.gradient, other.gradient)
  add(into.level, other.level)
  add(into.curvature, other.curvature)
}

/** What the matches bring to every term's sums, once for all terms and deals. */
export interface Surpluses {
  /** Season of each match, as an index below `seasons`. */
  readonly season: Int32Array
  readonly seasons: number
  /** (home goals − rate) − (away goals − rate), and their sum: what S and what T answer for. */
  readonly apart: Float64Array
  readonly together: Float64Array
  /** Home rate − away rate, and their sum. */
  readonly rateApart: Float64Array
  readonly rateTogether: Float64Array
}

export function measureSurpluses({ matches }: AblationData, seasons: readonly string[]): Surpluses {
  const of = (value: (match: AblationData['matches'][number]) => number) => Float64Array.from(matches, value)
  return {
    season: Int32Array.from(matches, ({ season }) => seasons.indexOf(season)),
    seasons: seasons.length,
    apart: of((match) => match.homeGoals - match.homeRate - (match.awayGoals - match.awayRate)),
    together: of((match) => match.homeGoals - match.homeRate + match.awayGoals - match.awayRate),
    rateApart: of((match) => match.homeRate - match.awayRate),
    rateTogether: of((match) => match.homeRate + match.awayRate),
  }
}

/**
 * Per season, the sums of one term. A match that lacks one of its columns is left out.
 *
 * @param at  where each match's pair stands in the columns' values
 */
export function sumCandidate(data: AblationData, columns: readonly number[], surpluses: Surpluses, at: Int32Array): CandidateSums[] {
  const width = columns.length
  const values = columns.map((column) => data.values[column]!)
  const isS = columns.map((column) => data.columns[column]!.part === 'S')
  const { season, apart, together, rateApart, rateTogether } = surpluses
  const all = Array.from({ length: surpluses.seasons }, () => emptySums(width))
  const x = new Float64Array(width)
  for (let i = 0; i < at.length; i++) {
    let known = 0
    for (let k = 0; k < width; k++) {
      x[k] = values[k]![at[i]!]!
      known += x[k]!
    }
    if (Number.isNaN(known)) continue
    const sums = all[season[i]!]!
    sums.matches++
    sums.surplus += together[i]!
    sums.rates += rateTogether[i]!
    for (let k = 0; k < width; k++) {
      const value = x[k]!
      sums.column[k]! += value
      sums.square[k]! += value * value
      sums.gradient[k]! += value * (isS[k] ? apart[i]! : together[i]!)
      sums.level[k]! += value * (isS[k] ? rateApart[i]! : rateTogether[i]!)
      for (let l = 0; l <= k; l++) sums.curvature[k * width + l]! += value * x[l]! * (isS[k] === isS[l] ? rateTogether[i]! : rateApart[i]!)
    }
  }
  return all
}

/** How columns become standardised ones, and what they are worth: learned from earlier seasons alone. */
export interface FittedCandidate {
  /** 0 for S, which must stay antisymmetric. */
  readonly centre: Float64Array
  readonly scale: Float64Array
  /** Change of the log rate per standard deviation of each column. */
  readonly coefficients: Float64Array
}

/** Standardised gradient and curvature of sums. */
function standardised(sums: CandidateSums, { centre, scale }: Pick<FittedCandidate, 'centre' | 'scale'>) {
  const width = centre.length
  const gradient = new Float64Array(width)
  const curvature = new Float64Array(width * width)
  for (let k = 0; k < width; k++) {
    gradient[k] = (sums.gradient[k]! - centre[k]! * sums.surplus) * scale[k]!
    for (let l = 0; l <= k; l++) {
      const raw =
        sums.curvature[k * width + l]! - centre[l]! * sums.level[k]! - centre[k]! * sums.level[l]! + centre[k]! * centre[l]! * sums.rates
      curvature[k * width + l] = raw * scale[k]! * scale[l]!
      curvature[l * width + k] = curvature[k * width + l]!
    }
  }
  return { gradient, curvature }
}

/**
 * Coefficients from the sums of earlier seasons: one Newton step from no effect under the ridge. Effects of a few percent of the goal
 * rate are larger than any found so far; one step reaches them up to an error of their own square.
 *
 * @param parts  of each column: S is scaled, T is centred and scaled
 */
export function fitCandidate(sums: CandidateSums, parts: readonly ('S' | 'T')[]): FittedCandidate {
  const width = parts.length
  const n = Math.max(1, sums.matches)
  const centre = Float64Array.from(parts, (part, k) => (part === 'S' ? 0 : sums.column[k]! / n))
  const scale = Float64Array.from(parts, (_, k) => {
    const variance = sums.square[k]! / n - centre[k]! ** 2
    return variance > 1e-12 ? 1 / Math.sqrt(variance) : 0
  })
  const { gradient, curvature } = standardised(sums, { centre, scale })
  for (let k = 0; k < width; k++) curvature[k * width + k]! += PRECISION
  choleskyFactor(curvature, width)
  choleskySolve(curvature, width, gradient)
  return { centre, scale, coefficients: gradient }
}

/** Log likelihood of the goals that a fitted term adds over the sums' matches, to second order: b'g − b'Hb / 2. */
export function goalsGain(fitted: FittedCandidate, sums: CandidateSums): number {
  const { gradient, curvature } = standardised(sums, fitted)
  const { coefficients } = fitted
  const width = coefficients.length
  let gain = 0
  for (let k = 0; k < width; k++) {
    gain += coefficients[k]! * gradient[k]!
    for (let l = 0; l < width; l++) gain -= (coefficients[k]! * coefficients[l]! * curvature[k * width + l]!) / 2
  }
  return gain
}

/** How many standard errors each column alone is from no effect on these matches. */
export function scoreStatistics(fitted: FittedCandidate, sums: CandidateSums): number[] {
  const { gradient, curvature } = standardised(sums, fitted)
  const width = gradient.length
  return Array.from(gradient, (each, k) => {
    const information = curvature[k * width + k]!
    return information > 0 ? each / Math.sqrt(information) : 0
  })
}
