import type { MetricDefinition, MetricGroup } from './team-dna.ts'

type Details = Omit<MetricDefinition, 'key' | 'vector' | 'version'>

/** A definition in its first version; a changed formula raises it. */
export const metric = (vector: MetricGroup, key: string, details: Details): MetricDefinition => ({ vector, key, ...details, version: 1 })

/** Columns and needs that several metrics share. */
export const GOALS = ['homeGoals', 'awayGoals']
export const HALVES = ['halfTimeHomeGoals', 'halfTimeAwayGoals', ...GOALS]
export const CLOSING = ['1x2|close', 'ou|close', 'ou|open']
export const ODDS = '1X2 and over/under 2.5 odds'
export const HALF_TIME = 'half-time scores with odds'
export const MINUTES = 'minutes of goals'
