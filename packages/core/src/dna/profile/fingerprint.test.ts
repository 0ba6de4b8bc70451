import { expect, test } from 'vitest'
import { constructedDna } from '../../../test/constructed-dna.ts'
import { createRandom, normal, type RandomState, uniformInteger } from '../../numeric/random.ts'
import { canonicalDna, canonicalReason } from '../build-league-dna.ts'
import { DNA_VECTORS, type DnaMetric, type DnaVector, type TeamDna } from '../team-dna.ts'

const KEYS = ['attack_strength', 'defence_strength', 'market_drift', 'points_against_market']
const start = constructedDna({
  teamId: 1,
  market: Object.fromEntries(KEYS.map((key, i) => [key, { value: i / 7 }])),
  luck: { goals_above_market: { value: 0.1 } },
})

const METRIC_EDITS: readonly ((metric: DnaMetric, x: number) => Partial<DnaMetric>)[] = [
  ({ value }, x) => ({ value: (value ?? 0) + x }),
  ({ n }) => ({ n: n + 1 }),
  ({ nEff }, x) => ({ nEff: (nEff ?? 0) + x }),
  (_, x) => ({ interval: [-x, x] }),
  (_, x) => ({ reliability: x }),
  (_, x) => ({ percentile: 50 + x }),
  () => ({ value: null, interval: null, status: 'not_measured' }),
  () => ({ evidence: 'predictive' }),
  ({ key }) => ({ key: `${key}_again` }),
  (_, x) => ({ subjectTeamId: Math.round(1000 * x) }),
]
const VECTOR_EDITS: readonly ((vector: DnaVector) => Partial<DnaVector>)[] = [
  () => ({ status: 'not_measured' }),
  ({ metrics }) => ({
    reason: { code: 'metrics_not_measured', metrics: metrics.map(({ key }) => ({ code: 'data_lack_it', metric: key })) },
  }),
  () => ({ headline: 'market_drift' }),
  ({ metrics }) => ({ metrics: metrics.slice(1) }),
]

/** One change of one field of one vector, drawn at random. */
function edited(dna: TeamDna, random: RandomState): TeamDna {
  const name = uniformInteger(random, 2) === 0 ? 'market' : 'luck'
  const vector = dna.vectors[name]
  const x = 0.01 + Math.abs(normal(random))
  const which = uniformInteger(random, METRIC_EDITS.length + VECTOR_EDITS.length)
  const vectorEdit = VECTOR_EDITS[which - METRIC_EDITS.length]
  const at = uniformInteger(random, Math.max(1, vector.metrics.length))
  const metrics = vector.metrics.map((metric, i) => (i === at ? { ...metric, ...METRIC_EDITS[which]?.(metric, x) } : metric))
  return { ...dna, vectors: { ...dna.vectors, [name]: { ...vector, metrics, ...vectorEdit?.(vector) } } }
}

/** The same DNA with every list of metrics and every record's fields in another order. */
function rewritten(dna: TeamDna, random: RandomState): TeamDna {
  const shuffle = <Item>(items: readonly Item[]): Item[] =>
    items
      .map((item) => ({ item, at: normal(random) }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  const reorder = <Record extends object>(record: Record): Record => Object.fromEntries(shuffle(Object.entries(record))) as Record
  const vectors = reorder(
    DNA_VECTORS.reduce(
      (all, name) => ({ ...all, [name]: reorder({ ...dna.vectors[name], metrics: shuffle(dna.vectors[name].metrics).map(reorder) }) }),
      dna.vectors,
    ),
  )
  return reorder({ ...dna, vectors })
}

/** Equal in content, whatever the order of fields: what "the vectors are the same" means. */
const sameVectors = (a: TeamDna, b: TeamDna): boolean => {
  const byKey = (vector: DnaVector) => [...vector.metrics].sort((x, y) => (x.key < y.key ? -1 : 1))
  const plain = (dna: TeamDna) => DNA_VECTORS.map((name) => ({ ...dna.vectors[name], metrics: byKey(dna.vectors[name]) }))
  try {
    expect(plain(a)).toEqual(plain(b))
    return true
  } catch {
    return false
  }
}

test('the fingerprint’s text changes when and only when a vector does', () => {
  const random = createRandom(23)
  const seen: TeamDna[] = [start]
  let dna = start
  for (let step = 0; step < 35; step++) {
    dna = edited(dna, random)
    seen.push(dna)
  }
  const texts = seen.map(canonicalDna)
  for (const [i, a] of seen.entries()) {
    for (const [j, b] of seen.entries()) {
      if (j < i) expect(texts[i] === texts[j], `${i} against ${j}`).toBe(sameVectors(a, b))
    }
    expect(canonicalDna(rewritten(a, random))).toBe(texts[i])
    expect(canonicalDna(JSON.parse(JSON.stringify(a)) as TeamDna)).toBe(texts[i])
    expect(
      canonicalDna({ ...a, teamId: i, season: '1999-00', matches: i, style: { reason: { code: 'line_ups_not_imported' }, metrics: [] } }),
    ).toBe(texts[i])
  }
  expect(new Set(texts).size).toBeGreaterThan(15)
})

test.each([
  ['data_lack_it', 'Fouls: the data have no fouls'],
  ['season_lacks_it', 'Fouls: the season has no fouls'],
  ['fit_lacks_it', 'Fouls: the fit has no fouls'],
  ['team_lacks_it', 'Fouls: the team has no match with fouls'],
  ['too_few_recent_matches', 'Fouls: too few recent matches with fouls'],
  ['too_few_meetings', 'Fouls: too few meetings with fouls'],
  ['teams_not_told_apart', 'Fouls: too few matches, or no differences, to tell teams apart'],
  ['spectators_not_recorded', 'Fouls: it is not recorded when this competition played without spectators'],
  ['nothing_to_tell_it_from', 'Fouls: nothing to tell it from'],
] as const)('the code %s is hashed as the words that it always was', (code, words) => {
  const fouls = { code, metric: 'fouls_per_match' } as const
  expect(canonicalReason({ code: 'metrics_not_measured', metrics: [fouls] })).toBe(words)
  expect(canonicalReason({ code: 'metrics_not_measured', metrics: [fouls, { ...fouls, metric: 'unheard_of' }] })).toMatch(
    new RegExp(`^${words}; unheard_of: `),
  )
})

test('line-ups are hashed as the words that they always were, and nothing as nothing', () => {
  expect(canonicalReason(null)).toBeNull()
  expect(canonicalReason({ code: 'line_ups_not_imported' })).toBe(
    'line-ups are not imported: who played, and who was missing, is not known',
  )
})
