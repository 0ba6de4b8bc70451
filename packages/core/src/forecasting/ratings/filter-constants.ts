import type { FilterConstants } from './rating-filter.ts'

/**
 * Constants of the filters. Those of market-implied rates were chosen on the squared distance to the closing rates of
 * 1516-1718, those of results on the squared error of goals and shots of 1314-1718: none has seen a later season.
 * docs/models/tiers.md has what was tried.
 */
export const MARKET_SUPREMACY: FilterConstants = {
  sign: -1,
  matchVariance: 4.42e-4,
  earlyBoost: 46,
  boostDays: 30,
  observationVariance: 0.0588,
  seasonFactor: 1.02,
  seasonVariance: 0.102,
  newcomerMean: -0.416,
  newcomerMemory: 0.478,
  newcomerVariance: 0.247,
  firstVariance: 0.2,
  constantMean: 0.35,
  constantVariance: 0.05,
  constantPerDay: 1e-6,
  constantPerSeason: 0.0014,
  fastVariance: 0.0728,
  fastDays: 78,
  earlyGain: 1.06,
}

/** Levels of the total are not centred: what all teams share drifts through them, which followed the totals of V best. */
export const MARKET_TOTAL: FilterConstants = {
  sign: 1,
  matchVariance: 1.52e-5,
  earlyBoost: 0,
  boostDays: 30,
  observationVariance: 1.3e-4,
  seasonFactor: 0.809,
  seasonVariance: 1.83e-6,
  newcomerMean: 0.0751,
  newcomerMemory: 0.407,
  newcomerVariance: 0.416,
  firstVariance: 0.0195,
  constantMean: 0.55,
  constantVariance: 0.052,
  constantPerDay: 1.06e-6,
  constantPerSeason: 6.85e-8,
  fastVariance: 0,
  fastDays: 1,
  earlyGain: 0,
}

/** What a residual adds to a level: one goal of surprise, one shot on target, and so on. `move` discounts late news, which passes. */
export const SUPREMACY_PUSH = { goals: 0.0093, shotsOnTarget: 0.0042 / 3, shots: 0.0068 / 8, corners: 0.0039 / 5, move: -0.027 }
export const TOTAL_PUSH = { goals: 0.0091, shotsOnTarget: -0.0007 / 3, shots: 0.0062 / 8 }

interface Relative {
  readonly sign: 1 | -1
  /** Standard deviation of one match, the unit of the others. */
  readonly deviation: number
  readonly constantMean: number
  readonly matchVariance: number
  readonly earlyBoost: number
  readonly seasonFactor: number
  readonly seasonVariance: number
  readonly newcomerMean: number
  readonly newcomerMemory: number
  readonly newcomerVariance: number
  readonly constantPerDay: number
  readonly constantPerSeason: number
}

function scaled(relative: Relative): FilterConstants {
  const variance = relative.deviation ** 2
  return {
    sign: relative.sign,
    matchVariance: relative.matchVariance * variance,
    earlyBoost: relative.earlyBoost,
    boostDays: 30,
    observationVariance: variance,
    seasonFactor: relative.seasonFactor,
    seasonVariance: relative.seasonVariance * variance,
    newcomerMean: relative.newcomerMean * relative.deviation,
    newcomerMemory: relative.newcomerMemory,
    newcomerVariance: relative.newcomerVariance * variance,
    firstVariance: 0.1 * variance,
    constantMean: relative.constantMean,
    constantVariance: variance,
    constantPerDay: relative.constantPerDay * variance,
    constantPerSeason: relative.constantPerSeason * variance,
    fastVariance: 0,
    fastDays: 1,
    earlyGain: 0,
  }
}

const difference = (deviation: number, constantMean: number, rest: Omit<Relative, 'sign' | 'deviation' | 'constantMean'>) =>
  scaled({ sign: -1, deviation, constantMean, ...rest })
const sum = (deviation: number, constantMean: number, rest: Omit<Relative, 'sign' | 'deviation' | 'constantMean'>) =>
  scaled({ sign: 1, deviation, constantMean, ...rest })

/** Home minus away and home plus away of goals, shots on target and shots, in that order. */
export const RESULT_FILTERS = [
  {
    statistic: 'Goals',
    difference: difference(1.65, 0.4, {
      matchVariance: 2.44e-4,
      earlyBoost: 0.0443,
      seasonFactor: 1.04,
      seasonVariance: 5.87e-3,
      newcomerMean: -0.22,
      newcomerMemory: 0.31,
      newcomerVariance: 0.043,
      constantPerDay: 4.99e-9,
      constantPerSeason: 2.15e-6,
    }),
    sum: sum(1.6, 2.7, {
      matchVariance: 1.05e-4,
      earlyBoost: 0.0187,
      seasonFactor: 0.786,
      seasonVariance: 9.84e-3,
      newcomerMean: -0.104,
      newcomerMemory: -0.241,
      newcomerVariance: 0.0254,
      constantPerDay: 2.83e-6,
      constantPerSeason: 3.36e-6,
    }),
  },
  {
    statistic: 'ShotsOnTarget',
    difference: difference(3.6, 1, {
      matchVariance: 5.11e-5,
      earlyBoost: 0.0336,
      seasonFactor: 0.934,
      seasonVariance: 0.0417,
      newcomerMean: -0.286,
      newcomerMemory: 0.0631,
      newcomerVariance: 0.0726,
      constantPerDay: 1.57e-7,
      constantPerSeason: 1.39e-3,
    }),
    sum: sum(3.2, 9, {
      matchVariance: 3.71e-4,
      earlyBoost: 1.84,
      seasonFactor: 0.688,
      seasonVariance: 9.84e-3,
      newcomerMean: -0.15,
      newcomerMemory: 0.4,
      newcomerVariance: 0.04,
      constantPerDay: 7.23e-5,
      constantPerSeason: 0.0743,
    }),
  },
  {
    statistic: 'Shots',
    difference: difference(7, 3, {
      matchVariance: 1.97e-3,
      earlyBoost: 0.0418,
      seasonFactor: 0.904,
      seasonVariance: 0.0484,
      newcomerMean: -0.39,
      newcomerMemory: -0.122,
      newcomerVariance: 0.123,
      constantPerDay: 5.79e-9,
      constantPerSeason: 3.36e-6,
    }),
    sum: sum(5.5, 25, {
      matchVariance: 1.69e-3,
      earlyBoost: 3.36e-3,
      seasonFactor: 0.594,
      seasonVariance: 0.0174,
      newcomerMean: -0.0363,
      newcomerMemory: 0.103,
      newcomerVariance: 0.143,
      constantPerDay: 1.73e-4,
      constantPerSeason: 1.28e-3,
    }),
  },
] as const
