import { expect, test } from 'vitest'
import { byDistance, headlineOf, type Metric, type Vector } from './vectors.ts'

const metric = (key: string, percentile: number | null, value: number | null = 1): Metric => ({
  key,
  name: key,
  meaning: '',
  unit: 'log rate',
  value,
  n: 38,
  nEff: null,
  interval: null,
  reliability: null,
  percentile,
  status: value === null ? 'not_measured' : 'measured',
  evidence: 'no_signal',
  leagueValues: [],
  subject: null,
  outlook: null,
})
const vector = (name: string, metrics: Metric[], headline: string | null = null): Vector => ({
  vector: name,
  status: metrics.length > 0 ? 'measured' : 'not_measured',
  reason: null,
  headline,
  metrics,
  legacy: null,
})

test('a vector is shown by the metric it names, else by its first measured one', () => {
  expect(headlineOf(vector('luck', [metric('a', 10), metric('b', 20)], 'b'))?.key).toBe('b')
  expect(headlineOf(vector('luck', [metric('a', 10, null), metric('b', 20)], 'a'))?.key).toBe('b')
  expect(headlineOf(vector('roster', []))).toBeNull()
})

test('the most unusual vectors come first, at either end of the league, and the unmeasured last', () => {
  const ordered = byDistance([
    vector('roster', []),
    vector('market', [metric('a', 55)]),
    vector('risk', [metric('b', 4)]),
    vector('luck', [metric('c', 91)]),
  ])
  expect(ordered.map(({ vector: name }) => name)).toEqual(['risk', 'luck', 'market', 'roster'])
})
