import { CoreError } from '../errors.ts'
import { bisect } from '../numeric/newton.ts'
import { fillPoisson, poissonCdf } from '../numeric/distributions.ts'
import { type GoalRate, goalRate } from '../units.ts'

/** A market's opinion of one match, without margin. */
export interface FairMarket {
  readonly home: number
  readonly draw: number
  readonly away: number
  /** More than 2.5 goals. */
  readonly over25: number
}

const MIN_TOTAL = 1e-3
const MAX_TOTAL = 20
/** Counts beyond it have no weight at the largest total. */
const GRID = 60

/**
 * The goal rates that a market's prices imply: the total from P(over 2.5), its split from P(home) - P(away).
 *
 * Dixon and Coles' correction moves neither quantity (it shifts mass among 0-0, 0-1, 1-0 and 1-1, equally for both
 * sides and all below the line), so no rho enters. The draw is left over: it is what rho would be fitted to.
 *
 * @returns  rates whose Poisson model gives back over25 and home - away
 * @throws {CoreError} INVALID_PROBABILITY    an entry outside [0, 1]
 * @throws {CoreError} NOT_A_DISTRIBUTION     home + draw + away is off 1 by more than 1e-6
 * @throws {CoreError} NO_FAIR_PROBABILITIES  no goal rates give these probabilities
 * @source  the usual inversion, e.g. Wheatcroft (2020); split by bisection because the difference grows with it
 */
export function goalsFromOdds(market: FairMarket): { readonly homeRate: GoalRate; readonly awayRate: GoalRate } {
  const { home, draw, away, over25 } = market
  for (const p of [home, draw, away, over25]) {
    if (!(p >= 0 && p <= 1)) throw new CoreError('INVALID_PROBABILITY', `got ${p}, expected a probability in [0, 1]`, { ...market })
  }
  if (Math.abs(home + draw + away - 1) > 1e-6) {
    const message = `got home + draw + away = ${home + draw + away}, expected 1; remove the margin first`
    throw new CoreError('NOT_A_DISTRIBUTION', message, { ...market })
  }
  const underTotal = (total: number): number => 1 - over25 - poissonCdf(2, total)
  if (!(underTotal(MIN_TOTAL) < 0 && underTotal(MAX_TOTAL) > 0)) throw noRates(market)
  const total = bisect(underTotal, MIN_TOTAL, MAX_TOTAL)
  const marginals = new Float64Array(2 * GRID)
  const gap = (share: number): number => homeMinusAway(share * total, (1 - share) * total, marginals) - (home - away)
  if (!(gap(0) < 0 && gap(1) > 0)) throw noRates(market)
  const share = bisect(gap, 0, 1)
  return { homeRate: goalRate(share * total), awayRate: goalRate((1 - share) * total) }
}

function noRates(market: FairMarket): CoreError {
  const { home, draw, away, over25 } = market
  const message = `got home ${home}, draw ${draw}, away ${away}, over 2.5 ${over25}, which no two goal rates give, expected a football match`
  return new CoreError('NO_FAIR_PROBABILITIES', message, { ...market })
}

/** P(home > away) - P(home < away) of independent Poisson counts, by running sums. */
function homeMinusAway(homeRate: number, awayRate: number, marginals: Float64Array): number {
  const home = marginals.subarray(0, GRID)
  const away = marginals.subarray(GRID)
  fillPoisson(homeRate, home)
  fillPoisson(awayRate, away)
  let homeBelow = 0
  let awayBelow = 0
  let difference = 0
  for (let goals = 0; goals < GRID; goals++) {
    difference += home[goals]! * awayBelow - away[goals]! * homeBelow
    homeBelow += home[goals]!
    awayBelow += away[goals]!
  }
  return difference
}
