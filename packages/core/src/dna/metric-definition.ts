import type { MetricDefinition, MetricGroup } from './team-dna.ts'

type Details = Omit<MetricDefinition, 'key' | 'vector' | 'version'> & { readonly version?: number }

/**
 * Of the estimator that all averaged metrics share: raised when the same observations would give other numbers. 2: kappa is the mean of
 * a posterior that counts a team's seasons together, and intervals hold what is not known of it.
 */
export const ESTIMATOR_VERSION = 2

/** A definition in the estimator's version, or in one of its own where it is not averaged; a changed formula raises it. */
export const metric = (vector: MetricGroup, key: string, details: Details): MetricDefinition => ({
  vector,
  key,
  ...details,
  version: details.version ?? ESTIMATOR_VERSION,
})

/** Columns and needs that several metrics share. */
export const GOALS = ['homeGoals', 'awayGoals']
export const HALVES = ['halfTimeHomeGoals', 'halfTimeAwayGoals', ...GOALS]
export const CLOSING = ['1x2|close', 'ou|close', 'ou|open']
export const ODDS = '1X2 and over/under 2.5 odds'
export const HALF_TIME = 'half-time scores with odds'
export const MINUTES = 'minutes of goals'
