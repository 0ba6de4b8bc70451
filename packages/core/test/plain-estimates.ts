/**
 * The estimator of docs/models/dna.md written a second time, over plain lists and without a line of the first: what tests compare it with.
 */

export interface PlainGroup {
  readonly values: readonly number[]
  /** Groups of one cluster are counted together. */
  readonly cluster: number
}

export interface PlainComponents {
  readonly within: number
  readonly moment: number
  readonly kappa: number
  readonly degrees: number
  readonly size: number
  readonly meanSquare: number
  readonly pValue: number
  /** What may lie between groups, each with its probability. */
  readonly grid: readonly { readonly between: number; readonly probability: number }[]
}

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
export const mean = (values: readonly number[]): number => add(values) / values.length
const squaresAbout = (centre: number, values: readonly number[]): number => add(values.map((value) => (value - centre) ** 2))

/** P(Z > z), by Simpson's rule over the density. */
export function normalTail(z: number): number {
  const steps = 4000
  const width = z / steps
  let area = 0
  for (let i = 0; i <= steps; i++) area += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp(-((i * width) ** 2) / 2)
  return 0.5 - (area * width) / 3 / Math.sqrt(2 * Math.PI)
}

/** One-way analysis of variance, the posterior of what lies between the groups, and the chance of such a ratio without any. */
export function plainComponents(groups: readonly PlainGroup[]): PlainComponents {
  const all = groups.flatMap(({ values }) => values)
  const repeats = all.length - groups.length
  const within = add(groups.map(({ values }) => squaresAbout(mean(values), values))) / repeats
  const centre = mean(all)
  const spread = ({ values }: PlainGroup): number => values.length * (mean(values) - centre) ** 2
  const meanSquare = add(groups.map(spread)) / (groups.length - 1)
  const size = (all.length - add(groups.map(({ values }) => values.length ** 2)) / all.length) / (groups.length - 1)
  const clusters = [...new Set(groups.map(({ cluster }) => cluster))]
  const excess = clusters.map((one) => add(groups.filter(({ cluster }) => cluster === one).map((group) => spread(group) - meanSquare)))
  const variance = squaresAbout(0, excess) / (groups.length - 1) ** 2
  const degrees = Math.min(groups.length - 1, Math.max(3, (2 * meanSquare ** 2) / variance))

  // 200 midpoints of 1 / (within + size x between), eight standard deviations about what was seen.
  const top = Math.min(1 / within, (1 + 8 * Math.sqrt(2 / degrees)) / meanSquare)
  const bottom = Math.min(1 / within, 1 / meanSquare) * Math.max(0.02, 1 - 8 * Math.sqrt(2 / degrees))
  const midpoints = Array.from({ length: 200 }, (_, k) => bottom + ((2 * k + 1) * (top - bottom)) / 400)
  const densities = midpoints.map((u) => u ** (degrees / 2 - 2) * Math.exp((-degrees * meanSquare * u) / 2))
  const total = add(densities)
  const grid = midpoints.map((u, k) => ({ between: (1 / u - within) / size, probability: (densities[k] as number) / total }))
  const between = add(grid.map((step) => step.between * step.probability))

  const [a, b, root] = [2 / (9 * (groups.length - 1)), 2 / (9 * repeats), (meanSquare / within) ** (1 / 3)]
  const pValue = normalTail(((1 - b) * root - (1 - a)) / Math.sqrt(b * root ** 2 + a))
  return { within, moment: (meanSquare - within) / size, kappa: within / between, degrees, size, meanSquare, pValue, grid }
}

export interface PlainValue {
  readonly value: number
  readonly deviation: number
  readonly reliability: number
  readonly n: number
  readonly nEff: number
}

/**
 * A team's value from its deviations, newest first.
 *
 * @param halfLife  matches after which a weight is halved; infinity counts all alike
 */
export function plainShrunk(deviations: readonly number[], halfLife: number, components: PlainComponents): PlainValue {
  const weights = deviations.map((_, age) => 0.5 ** (age / halfLife))
  const nEff = add(weights) ** 2 / squaresAbout(0, weights)
  const average = add(deviations.map((deviation, age) => deviation * (weights[age] as number))) / add(weights)
  const value = (average * nEff) / (nEff + components.kappa)
  // Variance about the shrunk value, averaged over what may lie between the groups.
  const variance = add(
    components.grid.map(({ between, probability }) => {
      const posteriorVariance = 1 / (nEff / components.within + 1 / between)
      const posteriorMean = (posteriorVariance * nEff * average) / components.within
      return probability * (posteriorVariance + (posteriorMean - value) ** 2)
    }),
  )
  return { value, deviation: Math.sqrt(variance), reliability: nEff / (nEff + components.kappa), n: deviations.length, nEff }
}
