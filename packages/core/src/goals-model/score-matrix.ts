import { CoreError } from '../errors.ts'
import { fillPoisson } from '../numeric/distributions.ts'

/** Probability of every score of one match: the one source of all its markets. */
export interface ScoreMatrix {
  /** Row-major, shape [maxGoals + 1, maxGoals + 1], rows home goals; sums to 1. */
  readonly cells: Float64Array
  readonly maxGoals: number
  /** Probability of a score beyond the grid, before the grid was scaled to sum to 1. */
  readonly tailMass: number
  /** As used: moved into the range that leaves no score a negative probability. */
  readonly rho: number
}

export interface ScoreMatrixOptions {
  /** Largest number of goals of one side, integer in [5, 60]; default 15. */
  readonly maxGoals?: number
}

export const DEFAULT_MAX_GOALS = 15
const MAX_GRID = 60

/** Keeps every tau strictly above 0 when rho is moved to the edge of its range. */
const INSIDE = 1 - 1e-9

/**
 * The score matrix of two goal rates: independent Poisson counts with Dixon and Coles' correction of the
 * four low scores.
 *
 * The grid is scaled to sum to 1 and what it left out is reported as `tailMass` (5e-10 at rates of
 * 2 and 1 with 15 goals), so probabilities of all markets agree with each other to rounding.
 *
 * @param homeRate  mean goals, in [0, maxGoals]
 * @param awayRate  mean goals, in [0, maxGoals]
 * @param rho       low-score correction; clamped to (max(-1/homeRate, -1/awayRate), min(1, 1/(homeRate awayRate)))
 * @throws {CoreError} INVALID_ARGUMENT  a rate outside its range, rho not finite, maxGoals outside its range
 * @source  Dixon and Coles (1997), Applied Statistics 46, 265-280, equation 4.2
 */
export function scoreMatrix(homeRate: number, awayRate: number, rho: number, options: ScoreMatrixOptions = {}): ScoreMatrix {
  const { maxGoals = DEFAULT_MAX_GOALS } = options
  if (!(Number.isInteger(maxGoals) && maxGoals >= 5 && maxGoals <= MAX_GRID))
    throw new CoreError('INVALID_ARGUMENT', `got maxGoals ${maxGoals}, expected a whole number from 5 to ${MAX_GRID}`, {
      maxGoals,
    })
  if (!isRate(homeRate, maxGoals) || !isRate(awayRate, maxGoals)) {
    const message = `got goal rates ${homeRate} and ${awayRate}, expected both in [0, ${maxGoals}]`
    throw new CoreError('INVALID_ARGUMENT', message, { homeRate, awayRate, maxGoals })
  }
  if (!Number.isFinite(rho)) throw new CoreError('INVALID_ARGUMENT', `got rho ${rho}, expected a finite number`, { rho })
  const size = maxGoals + 1
  const cells = new Float64Array(size * size)
  const used = clampRho(rho, homeRate, awayRate)
  const sum = fillScores(cells, size, { homeRate, awayRate, rho: used })
  return { cells, maxGoals, tailMass: Math.max(0, 1 - sum), rho: used }
}

const isRate = (rate: number, maxGoals: number): boolean => rate >= 0 && rate <= maxGoals

function clampRho(rho: number, homeRate: number, awayRate: number): number {
  const lowest = -INSIDE / Math.max(homeRate, awayRate)
  const highest = INSIDE * Math.min(1, 1 / (homeRate * awayRate))
  return Math.min(highest, Math.max(lowest, rho))
}

/** Scratch for both sides' counts: filled and read within one call. */
const home = new Float64Array(MAX_GRID + 1)
const away = new Float64Array(MAX_GRID + 1)

interface Rates {
  readonly homeRate: number
  readonly awayRate: number
  readonly rho: number
}

/** Writes the grid, scaled to sum to 1, and returns what it summed to before. */
function fillScores(cells: Float64Array, size: number, { homeRate, awayRate, rho }: Rates): number {
  fillPoisson(homeRate, home, size)
  fillPoisson(awayRate, away, size)
  let homeSum = 0
  let awaySum = 0
  for (let i = 0; i < size; i++) {
    homeSum += home[i]!
    awaySum += away[i]!
  }
  // The correction moves mass between the four scores and adds none, so this is the sum of the corrected grid too.
  const sum = homeSum * awaySum
  let cell = 0
  for (let i = 0; i < size; i++) {
    const share = home[i]! / sum
    for (let j = 0; j < size; j++) cells[cell++] = share * away[j]!
  }
  cells[0]! *= 1 - homeRate * awayRate * rho
  cells[1]! *= 1 + homeRate * rho
  cells[size]! *= 1 + awayRate * rho
  cells[size + 1]! *= 1 - rho
  return sum
}
