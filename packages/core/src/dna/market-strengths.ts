import { type MatchHistory, promotedTeams } from '../football/history.ts'
import { decayWeight } from '../goals-model/fit-goals-model.ts'
import { choleskyFactor, choleskyInverse, choleskySolve } from '../numeric/cholesky.ts'
import { column } from './league-view.ts'
import type { MarketExpectation } from './market-expectation.ts'

/** Prices forget fast: a match counts half after 23 days. Chosen on 2013/14 to 2017/18 (docs/models/dna.md). */
export const XI_PER_DAY = 0.03
/** Precision of a strength about its prior mean, in matches. */
const PRECISION = 0.03
/** Prior mean of attack and of defence of a team that is new in the division. */
const PROMOTED_MEAN = -0.25
/** Older matches weigh less than a ten-thousandth. */
export const MAX_AGE_DAYS = 300
/** Minimum weight, at two equations a match, to estimate the noise from. */
const MIN_DEGREES = 10
/**
 * By how much the variance of forecasts one week ahead went beyond what the fit alone says, for opinions move between matches: measured on
 * 2013/14 to 2017/18, and the same on the five seasons after.
 */
const DRIFT_INFLATION = 1.3
const LEVEL = 0
const HOME = 1
const FIRST_TEAM = 2

/** One team's strength in the eyes of past closing prices. */
export interface MarketStrength {
  /** Against the mean of the season's teams, log scale. */
  readonly value: number
  readonly standardDeviation: number
  /** Share of the prior's variance that prices took away. */
  readonly reliability: number
}

export interface MarketStrengths {
  /** Keyed by team index; the season's teams that have a price. */
  readonly byTeam: ReadonlyMap<
    number,
    { readonly attack: MarketStrength; readonly defence: MarketStrength; readonly n: number; readonly nEff: number }
  >
  /** Standard deviation of a match's log market rate about the fit. */
  readonly noise: number
  readonly level: number
  readonly homeAdvantage: number
}

export interface MarketFitOptions {
  /** Index into the history's seasons: whose teams are compared. */
  readonly season: number
  /** Teams of that season, indices. */
  readonly teams: readonly number[]
  readonly xiPerDay?: number
  readonly precision?: number
}

/** Matches with a price, recent enough to count. */
interface PricedMatches {
  readonly home: number[]
  readonly away: number[]
  readonly logHome: number[]
  readonly logAway: number[]
  readonly weights: number[]
  /** Position of each team index among the fit's teams. */
  readonly places: ReadonlyMap<number, number>
}

function pricedMatches(history: MatchHistory, expectation: MarketExpectation, xiPerDay: number): PricedMatches {
  const places = new Map<number, number>()
  const getPlace = (team: number): number => {
    const place = places.get(team) ?? places.size
    places.set(team, place)
    return place
  }
  const matches = { home: [] as number[], away: [] as number[], logHome: [] as number[], logAway: [] as number[], weights: [] as number[] }
  const [days, homes, aways] = [column(history, 'day'), column(history, 'home'), column(history, 'away')]
  const isPriced = (row: number): boolean => (expectation.homeGoals[row] as number) > 0 && (expectation.awayGoals[row] as number) > 0
  // Age is counted from the latest price, so that a summer break ages nothing.
  let latest = history.length - 1
  while (latest >= 0 && !isPriced(latest)) latest--
  for (let row = 0; row <= latest; row++) {
    const age = Math.max(0, (days[latest] as number) - (days[row] as number))
    if (age > MAX_AGE_DAYS || !isPriced(row)) continue
    const rates = [expectation.homeGoals[row] as number, expectation.awayGoals[row] as number] as const
    matches.home.push(getPlace(homes[row] as number))
    matches.away.push(getPlace(aways[row] as number))
    matches.logHome.push(Math.log(rates[0]))
    matches.logAway.push(Math.log(rates[1]))
    matches.weights.push(decayWeight(age, xiPerDay))
  }
  return { ...matches, places }
}

/** The parameters of both equations of a match: level, home or not, whose attack, whose defence (taken away). */
const toEquations = ({ home, away, logHome, logAway, places }: PricedMatches, i: number) => {
  const defences = FIRST_TEAM + places.size
  return [
    { atHome: 1, attack: FIRST_TEAM + home[i]!, defence: defences + away[i]!, value: logHome[i]! },
    { atHome: 0, attack: FIRST_TEAM + away[i]!, defence: defences + home[i]!, value: logAway[i]! },
  ] as const
}

/** Normal equations with the prior in them. */
function normalEquations(matches: PricedMatches, priorMeans: Float64Array, precision: number) {
  const size = priorMeans.length
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  // Level and home advantage have no prior; a trace keeps the matrix regular when a side never plays at home.
  for (let k = 0; k < size; k++) {
    const own = k < FIRST_TEAM ? 1e-6 : precision
    matrix[k * size + k] = own
    right[k] = own * priorMeans[k]!
  }
  const at = new Int32Array(4)
  const by = new Float64Array(4)
  for (let i = 0; i < matches.weights.length; i++) {
    const weight = matches.weights[i]!
    for (const { atHome, attack, defence, value } of toEquations(matches, i)) {
      at.set([LEVEL, HOME, attack, defence])
      by.set([1, atHome, 1, -1])
      for (let a = 0; a < 4; a++) {
        right[at[a]!]! += weight * by[a]! * value
        for (let b = 0; b < 4; b++) {
          const cell = at[a]! * size + at[b]!
          matrix[cell] = matrix[cell]! + weight * by[a]! * by[b]!
        }
      }
    }
  }
  return { matrix, right }
}

/** Weighted squares of what the fit leaves, and the weight they rest on. */
function sumResiduals(matches: PricedMatches, theta: Float64Array): { squares: number; weight: number } {
  let squares = 0
  let weight = 0
  for (let i = 0; i < matches.weights.length; i++) {
    const w = matches.weights[i]!
    for (const { atHome, attack, defence, value } of toEquations(matches, i)) {
      const miss = value - (theta[LEVEL]! + atHome * theta[HOME]! + theta[attack]! - theta[defence]!)
      squares += w * miss * miss
      weight += w
    }
  }
  return { squares, weight }
}

/** Of `theta[first + place]` less the mean over `places`: value and variance, exact under the inverse of the normal equations. */
function againstMean(theta: Float64Array, inverse: Float64Array, first: number, places: readonly number[]) {
  const size = theta.length
  const n = places.length
  const mean = places.reduce((sum, place) => sum + theta[first + place]!, 0) / n
  const rowMeans = places.map((place) => places.reduce((sum, other) => sum + inverse[(first + place) * size + first + other]!, 0) / n)
  const all = rowMeans.reduce((sum, value) => sum + value, 0) / n
  return places.map((place, i) => ({
    value: theta[first + place]! - mean,
    variance: inverse[(first + place) * (size + 1)]! - 2 * rowMeans[i]! + all,
  }))
}

/**
 * Attack and defence that past closing prices imply: a ridge fit of the logs of the goal rates behind the prices, weighted by age. A
 * price is an opinion of both teams before the match, so these strengths follow form, line-ups and news as the market took them in.
 *
 * The ridge is a Gaussian prior in units of the noise: the standard deviation is that of its posterior, the noise the one that makes
 * residuals and strengths together most likely.
 *
 * @returns null with too few priced matches to tell noise from strength
 */
export function fitMarketStrengths(
  history: MatchHistory,
  expectation: MarketExpectation,
  options: MarketFitOptions,
): MarketStrengths | null {
  const { season, teams, xiPerDay = XI_PER_DAY, precision = PRECISION } = options
  const matches = pricedMatches(history, expectation, xiPerDay)
  const count = matches.places.size
  const size = FIRST_TEAM + 2 * count
  const priorMeans = new Float64Array(size)
  for (const team of promotedTeams(history, season) ?? []) {
    const place = matches.places.get(team)
    if (place === undefined) continue
    priorMeans[FIRST_TEAM + place] = PROMOTED_MEAN
    priorMeans[FIRST_TEAM + count + place] = PROMOTED_MEAN
  }
  const { matrix, right: theta } = normalEquations(matches, priorMeans, precision)
  if (count === 0 || !choleskyFactor(matrix, size)) return null
  choleskySolve(matrix, size, theta)
  const inverse = new Float64Array(size * size)
  choleskyInverse(matrix, size, inverse)
  const { squares, weight } = sumResiduals(matches, theta)
  let fromPrior = 0
  for (let k = FIRST_TEAM; k < size; k++) fromPrior += precision * (theta[k]! - priorMeans[k]!) ** 2
  const degrees = weight - FIRST_TEAM
  if (degrees < MIN_DEGREES) return null
  const noise = Math.sqrt((DRIFT_INFLATION * (squares + fromPrior)) / degrees)
  const known = teams.filter((team) => matches.places.has(team))
  const places = known.map((team) => matches.places.get(team)!)
  const attacks = againstMean(theta, inverse, FIRST_TEAM, places)
  const defences = againstMean(theta, inverse, FIRST_TEAM + count, places)
  const priorVariance = (1 - 1 / known.length) / precision
  const strength = ({ value, variance }: { value: number; variance: number }): MarketStrength => ({
    value,
    standardDeviation: noise * Math.sqrt(variance),
    reliability: Math.min(1, Math.max(0, 1 - variance / priorVariance)),
  })
  const sizes = sampleSizes(matches)
  const byTeam = new Map(
    known.map((team, i) => {
      const { n, weight: own, squares: ownSquares } = sizes[places[i]!]!
      return [team, { attack: strength(attacks[i]!), defence: strength(defences[i]!), n, nEff: (own * own) / ownSquares }]
    }),
  )
  return { byTeam, noise, level: theta[LEVEL]!, homeAdvantage: theta[HOME]! }
}

/** Matches, weight and squared weight of every team of the fit. */
function sampleSizes({ home, away, weights, places }: PricedMatches): { n: number; weight: number; squares: number }[] {
  const sizes = Array.from({ length: places.size }, () => ({ n: 0, weight: 0, squares: 0 }))
  for (let i = 0; i < weights.length; i++) {
    for (const place of [home[i]!, away[i]!]) {
      const own = sizes[place]!
      own.n += 1
      own.weight += weights[i]!
      own.squares += weights[i]! ** 2
    }
  }
  return sizes
}
