import type { Estimate, Interval } from '../../numeric/estimate.ts'
import { blockBootstrapInterval } from '../../numeric/bootstrap.ts'
import { normalCdf } from '../../numeric/distributions.ts'
import { createRandom, uniformInteger } from '../../numeric/random.ts'
import {
  addSums,
  emptySums,
  type FittedCandidate,
  fitCandidate,
  goalsGain,
  scoreStatistics,
  type Surpluses,
  measureSurpluses,
  sumCandidate,
  type CandidateSums,
  type AblationData,
  type Candidate,
} from './fit-candidate.ts'
import { type Corrected, holmIntervals } from '../../numeric/multiple-testing.ts'
import { ABLATION_SCORES, type AblationScore, scoreGains } from './score-gains.ts'

/** Gain of one score, in milli-nats a match. */
export interface ScoreGain {
  /** With the 95 % interval of weeks drawn with replacement. */
  readonly gain: Estimate
  /** After Holm's correction over all candidates; null where nothing was measured. */
  readonly corrected: Interval | null
  readonly isAboveZero: boolean
}

/** One candidate on seasons that its coefficients have not seen. */
export interface CandidateVerdict {
  readonly key: string
  readonly kind: Candidate['kind']
  /** Matches judged on which all of its columns were known. */
  readonly matches: number
  readonly columns: readonly {
    readonly name: string
    readonly part: 'S' | 'T'
    /** Change of the log goal rate per standard deviation, as the last season took it from those before. */
    readonly coefficient: number
    /** Standard errors from no effect, on the judged seasons alone. */
    readonly z: number
  }[]
  readonly scores: Readonly<Record<AblationScore, ScoreGain>>
  /** Share of deals with other opponents whose goals gain is as large; null without permutations. */
  readonly permutationP: number | null
  /** Corrected intervals of at least two scores above 0, and no chance deal of opponents does as well. */
  readonly passes: boolean
}

export interface JudgeOptions {
  /** Codes of the seasons to judge; each needs an earlier one to learn from. */
  readonly seasons: readonly string[]
  readonly seed: number
  /** Deals of opponents for the permutation null. Default 99. */
  readonly permutations?: number
  /** Resamples of the bootstrap. Default 1000. */
  readonly resamples?: number
  /** Every candidate that is tried: the correction counts them all. */
  readonly candidates: readonly Candidate[]
}

const MIN_SCORES = 2
const MAX_PERMUTATION_P = 0.05
const MILLI = 1000

/** Matches, and where the judged seasons stand among the seasons that there are. */
interface Trial {
  readonly data: AblationData
  readonly surpluses: Surpluses
  readonly judged: readonly number[]
}

/** Every candidate, judged together: the correction counts all of them. */
export function judgeCandidates(data: AblationData, options: JudgeOptions): CandidateVerdict[] {
  const { seed, permutations = 99, candidates } = options
  const trial = setUpTrial(data, options.seasons)
  const own = pairsAt(data, (_, place) => place)
  const places = candidates.map(({ columns }) => measuredColumns(data, columns))
  const tried = places.map((columns) => tryCandidate(trial, columns, own))
  const exceeded = candidates.map(() => 0)
  for (let p = 0; p < permutations; p++) {
    const dealt = dealOpponents(data, seed, p + 1)
    places.forEach((columns, t) => {
      if (tryCandidate(trial, columns, dealt).goalsGain >= tried[t]!.goalsGain) exceeded[t]! += 1
    })
  }
  const gains = tried.map((each, t) => measureGains(trial, places[t]!, each, options))
  const corrected = new Map(ABLATION_SCORES.map((score) => [score, correct(gains.map((each) => each[score]))]))
  return candidates.map(({ key, kind }, t): CandidateVerdict => {
    const { fitted, judgedSums, matches } = tried[t]!
    const scores = Object.fromEntries(
      ABLATION_SCORES.map((score) => [score, toScoreGain(gains[t]![score], corrected.get(score)?.[t] ?? null)]),
    ) as Record<AblationScore, ScoreGain>
    const permutationP = permutations === 0 ? null : (1 + exceeded[t]!) / (1 + permutations)
    const z = scoreStatistics(fitted, judgedSums)
    return {
      key,
      kind,
      matches,
      columns: places[t]!.map((column, k) => ({ ...data.columns[column]!, coefficient: fitted.coefficients[k]!, z: z[k]! })),
      scores,
      permutationP,
      passes: isPassed(ABLATION_SCORES.filter((score) => scores[score].isAboveZero).length, permutationP),
    }
  })
}

/** Whether a candidate adds something: enough scores above 0, and hardly a chance deal of opponents that does as well. */
export function isPassed(scoresAboveZero: number, permutationP: number | null): boolean {
  return scoresAboveZero >= MIN_SCORES && (permutationP ?? 0) <= MAX_PERMUTATION_P
}

function setUpTrial(data: AblationData, wanted: readonly string[]): Trial {
  const seasons = [...new Set(data.matches.map(({ season }) => season))].sort()
  const judged = seasons.flatMap((season, index) => (index > 0 && wanted.includes(season) ? [index] : []))
  return { data, surpluses: measureSurpluses(data, seasons), judged }
}

/** Where a term's columns stand. One that is measured nowhere, such as reactions without half-time scores, leaves the others alone. */
const measuredColumns = (data: AblationData, names: readonly string[]): number[] =>
  names
    .map((name) => data.columns.findIndex((column) => column.name === name))
    .filter((column) => data.values[column]!.some((value) => !Number.isNaN(value)))

interface TriedCandidate {
  /** Per judged season, from the seasons before it. */
  readonly bySeason: ReadonlyMap<number, FittedCandidate>
  /** Of the last judged season. */
  readonly fitted: FittedCandidate
  readonly judgedSums: CandidateSums
  readonly matches: number
  /** Over the judged seasons. */
  readonly goalsGain: number
}

function tryCandidate({ data, surpluses, judged }: Trial, columns: readonly number[], at: Int32Array): TriedCandidate {
  const sums = sumCandidate(data, columns, surpluses, at)
  const parts = columns.map((column) => data.columns[column]!.part)
  const past = emptySums(columns.length)
  const judgedSums = emptySums(columns.length)
  const bySeason = new Map<number, FittedCandidate>()
  let fitted = fitCandidate(past, parts)
  let gain = 0
  sums.forEach((season, index) => {
    if (judged.includes(index)) {
      fitted = fitCandidate(past, parts)
      bySeason.set(index, fitted)
      gain += goalsGain(fitted, season)
      addSums(judgedSums, season)
    }
    addSums(past, season)
  })
  return { bySeason, fitted, judgedSums, matches: columns.length === 0 ? 0 : judgedSums.matches, goalsGain: gain }
}

/** Where each match's pair stands when its home side meets the away side of that place in its group. */
const pairsAt = ({ matches, starts, sizes }: AblationData, opponent: (group: number, place: number) => number): Int32Array =>
  Int32Array.from(matches, ({ group, place }) => starts[group]! + place * sizes[group]! + opponent(group, place))

/** Another opponent for every home side, from the same league and week. */
function dealOpponents(data: AblationData, seed: number, stream: number): Int32Array {
  const random = createRandom(seed, stream)
  const orders = data.sizes.map((size) => {
    const order = Array.from({ length: size }, (_, i) => i)
    for (let i = size - 1; i > 0; i--) {
      const j = uniformInteger(random, i + 1)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    return order
  })
  return pairsAt(data, (group, place) => orders[group]![place]!)
}

interface MeasuredGain {
  readonly estimate: Estimate
  readonly standardError: number
}

/** Mean gain of every score over the judged matches that have all columns. */
function measureGains(
  { data, surpluses }: Trial,
  columns: readonly number[],
  { bySeason }: TriedCandidate,
  { seed, resamples = 1000 }: JudgeOptions,
): Record<AblationScore, MeasuredGain> {
  const perMatch: number[][] = ABLATION_SCORES.map(() => [])
  const weeks: number[] = []
  const out = new Float64Array(ABLATION_SCORES.length)
  data.matches.forEach((match, i) => {
    const fitted = bySeason.get(surpluses.season[i]!)
    if (fitted === undefined || columns.length === 0) return
    const at = data.starts[match.group]! + match.place * (data.sizes[match.group]! + 1)
    let apart = 0
    let together = 0
    columns.forEach((column, k) => {
      const shift = fitted.coefficients[k]! * (data.values[column]![at]! - fitted.centre[k]!) * fitted.scale[k]!
      if (data.columns[column]!.part === 'S') apart += shift
      else together += shift
    })
    if (Number.isNaN(apart + together)) return
    scoreGains(match, together + apart, together - apart, out)
    weeks.push(match.week)
    perMatch.forEach((gains, score) => gains.push(out[score]! * MILLI))
  })
  const ones = new Float64Array(weeks.length).fill(1)
  return Object.fromEntries(
    ABLATION_SCORES.map((score, s) => {
      const drawn = blockBootstrapInterval({ numerator: perMatch[s]!, denominator: ones, block: weeks }, { seed, resamples })
      const estimate = { value: drawn.ratio, n: weeks.length, interval: drawn.interval }
      return [score, { estimate, standardError: drawn.standardError ?? 0 }]
    }),
  ) as Record<AblationScore, MeasuredGain>
}

/** A gain that does not vary at all comes from a column that is nowhere known, and is none. */
function correct(gains: readonly MeasuredGain[]): Corrected[] {
  return holmIntervals(
    gains.map(({ estimate, standardError }) => {
      const mean = estimate.value ?? 0
      return { mean, standardError, p: standardError > 0 ? 1 - normalCdf(mean / standardError) : 1 }
    }),
  )
}

function toScoreGain({ estimate, standardError }: MeasuredGain, corrected: Corrected | null): ScoreGain {
  const known = estimate.interval !== null && standardError > 0
  return {
    gain: estimate,
    corrected: known ? (corrected?.interval ?? null) : null,
    isAboveZero: known && (corrected?.isAboveZero ?? false),
  }
}
