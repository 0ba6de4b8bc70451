import { describe, expect, test } from 'vitest'
import { ladder, simulatedHistory } from '../../test/simulated-history.ts'
import { calculatedLeague } from '../../test/tables-from-records.ts'
import { historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { assertNoConstantMetric, buildLeagueDna, canonicalDna, canonicalReason, metricFaults } from './build-league-dna.ts'
import { describeStyles, classifyByStrength, STYLE_LABELS } from './classify-teams.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import { reliabilityTable } from './reliability-table.ts'
import { DNA_VECTORS, type DnaMetric, type DnaVector, type DnaVectorName, type TeamDna } from './team-dna.ts'

const { table, history, model, dna: league } = calculatedLeague()

const listMetrics = (dna: TeamDna): DnaMetric[] => [...DNA_VECTORS.flatMap((vector) => dna.vectors[vector].metrics), ...dna.style.metrics]
const getMetric = (dna: TeamDna, key: string): DnaMetric | undefined => listMetrics(dna).find((metric) => metric.key === key)

/** Replace one metric of one vector. */
function withMetric(dna: TeamDna, key: string, change: Partial<DnaMetric>): TeamDna {
  const vectors: Record<DnaVectorName, DnaVector> = { ...dna.vectors }
  for (const name of DNA_VECTORS) {
    const { metrics } = vectors[name]
    vectors[name] = { ...vectors[name], metrics: metrics.map((metric) => (metric.key === key ? { ...metric, ...change } : metric)) }
  }
  return { ...dna, vectors }
}

describe('DNA of a league', () => {
  test('covers every team of the season in the nine vectors, ordered by id', () => {
    expect(league).toHaveLength(18)
    expect(league.map((dna) => dna.teamId)).toEqual(league.map((dna) => dna.teamId).sort((a, b) => a - b))
    for (const dna of league) expect(Object.keys(dna.vectors).sort()).toEqual([...DNA_VECTORS].sort())
  })

  test('every measured number has n, an interval that holds it, a reliability and a percentile; every other is null', () => {
    for (const metric of league.flatMap(listMetrics)) {
      if (metric.status === 'not_measured') {
        expect([metric.value, metric.interval, metric.reliability, metric.percentile, metric.n]).toEqual([null, null, null, null, 0])
        continue
      }
      const [low, high] = metric.interval ?? [Number.NaN, Number.NaN]
      expect(low).toBeLessThanOrEqual(metric.value ?? Number.NaN)
      expect(high).toBeGreaterThanOrEqual(metric.value ?? Number.NaN)
      expect(metric.n).toBeGreaterThan(0)
      expect(metric.reliability).toBeGreaterThanOrEqual(0)
      expect(metric.reliability).toBeLessThanOrEqual(1)
    }
  })

  test('has no metric that is constant over the league or out of range', () => {
    expect(() => assertNoConstantMetric(league)).not.toThrow()
  })

  test('the roster is never measured without line-ups, and says why', () => {
    for (const { vectors } of league) {
      expect(vectors.roster).toMatchObject({ status: 'not_measured', headline: null, metrics: [] })
      expect(vectors.roster.reason).toEqual({ code: 'line_ups_not_imported' })
    }
  })

  test('a nemesis names an opponent of the league, never the team itself', () => {
    const ids = new Set(league.map((dna) => dna.teamId))
    for (const dna of league) {
      const opponent = getMetric(dna, 'toughest_opponent')?.subjectTeamId as number
      expect(ids.has(opponent) && opponent !== dna.teamId).toBe(true)
    }
  })

  test('a rivalry is antisymmetric: what one loses by, the other wins by', () => {
    const toughest = league.map((dna) => getMetric(dna, 'toughest_opponent')?.value ?? 0)
    const favourite = league.map((dna) => getMetric(dna, 'favourite_opponent')?.value ?? 0)
    expect(Math.min(...toughest)).toBeCloseTo(-Math.max(...favourite), 12)
  })

  test('the source’s gaps become not measured with the reason, never 0 or 50', () => {
    const bare = simulatedHistory({ seed: 2, seasons: [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 7])] })
    const [first] = buildLeagueDna(bare, fitGoalsModel(bare), { season: '2020-21' })
    expect(first?.vectors.luck).toMatchObject({ status: 'not_measured', headline: null })
    expect(canonicalReason(first?.vectors.luck.reason ?? null)).toContain('no 1X2 and over/under 2.5 odds')
    expect(canonicalReason(first?.vectors.luck.reason ?? null)).toContain('no shots on target')
    expect(first?.vectors.market.status).toBe('measured')
    expect(canonicalReason(first?.vectors.market.reason ?? null)).toContain('no opening and closing odds')
    expect(canonicalReason(first?.style.reason ?? null)).toContain('no shots')
    expect(describeStyles(buildLeagueDna(bare, fitGoalsModel(bare), { season: '2020-21' }))[0]).toMatchObject({
      style: null,
      confidence: null,
      n: 0,
    })
  })

  test('a team that was not there the season before is new in the division', () => {
    const bare = simulatedHistory({ seed: 2, seasons: [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 7])] })
    const dna = buildLeagueDna(bare, fitGoalsModel(bare), { season: '2020-21' })
    expect(dna.map((team) => getMetric(team, 'promoted')?.value)).toEqual([0, 0, 0, 0, 0, 1])
    const firstSeason = simulatedHistory({ seed: 2, seasons: [ladder([1, 2, 3, 4])] })
    const [early] = buildLeagueDna(firstSeason, fitGoalsModel(firstSeason), { season: '2019-20' })
    expect(early && getMetric(early, 'promoted')?.status).toBe('not_measured')
  })

  test('with a gap before the season nobody is called new, and the reason says what is missing', () => {
    const seasons = [ladder([1, 2, 3, 4, 5, 6]), ladder([1, 2, 3, 4, 5, 7])]
    const gap = simulatedHistory({ seed: 2, seasons, years: [2018, 2020] })
    const dna = buildLeagueDna(gap, fitGoalsModel(gap), { season: '2020-21' })
    expect(dna.map((team) => getMetric(team, 'promoted')?.value)).toEqual([null, null, null, null, null, null])
    expect(canonicalReason(dna[0]?.vectors.context.reason ?? null)).toContain('no season before this one')
  })

  test('sees nothing after its history', () => {
    const early = historyBefore(table, (history.asOf - 200 * 1440) as Minute)
    const shuffled = {
      ...table,
      columns: { ...table.columns, homeGoals: table.columns.homeGoals.map((goals, row) => (row < early.length ? goals : 9)) },
    }
    const dna = buildLeagueDna(early, fitGoalsModel(early), { season: table.seasons.at(-2) as string })
    const blind = historyBefore(shuffled, early.asOf)
    expect(buildLeagueDna(blind, fitGoalsModel(blind), { season: table.seasons.at(-2) as string })).toEqual(dna)
  })

  test('refuses a season that is not there', () => {
    expect(() => buildLeagueDna(history, model, { season: '1999-00' })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })
})

describe('the reliability of a league’s metrics', () => {
  test('of a whole league: every metric has a row or a reason, and its league beside the pool', () => {
    const reliability = reliabilityTable([table])
    const keys = [...reliability.rows, ...reliability.notMeasured].map(({ key }) => key)
    const told = Object.values(METRIC_CATALOGUE).filter(({ unit }) => unit !== 'yes or no')
    expect(told.map(({ key }) => key).filter((key) => !keys.includes(key))).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
    expect(reliability.byLeague.map(({ competition }) => competition)).toEqual(['VE1'])
    expect(reliability.rows.find(({ key }) => key === 'market_attack')?.verdict).toBe('predictive')
    expect(reliability.notMeasured.find(({ key }) => key === 'closing_quarter_goal_difference')?.reason).toEqual({
      code: 'data_lack_it',
      metric: 'closing_quarter_goal_difference',
    })
    for (const row of reliability.rows) {
      expect(row.reliability.value).toBeGreaterThanOrEqual(0)
      expect(row.reliability.value).toBeLessThanOrEqual(1)
      if (row.kappa === null) expect(row.betweenSd).toBe(0)
      else expect(row.kappa).toBeCloseTo((row.withinSd / row.betweenSd) ** 2, 6)
    }
  })
})

describe('the guard against metrics that say nothing', () => {
  test('finds a planted constant', () => {
    const constant = league.map((dna) => withMetric(dna, 'fouls_per_match', { value: 11 }))
    expect(metricFaults(constant)).toEqual([
      { key: 'fouls_per_match', fault: 'constant', message: 'got fouls_per_match = 11 for all 18 teams, expected them to differ' },
    ])
    expect(() => assertNoConstantMetric(constant)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  })

  test('finds a value out of range', () => {
    const [first, ...others] = league as [TeamDna, ...TeamDna[]]
    expect(metricFaults([withMetric(first, 'cards_per_match', { value: -1 }), ...others]).map((fault) => fault.fault)).toEqual([
      'out_of_range',
    ])
  })

  test('lets a fact be the same for all', () => {
    expect(metricFaults(league.map((dna) => withMetric(dna, 'promoted', { value: 0 })))).toEqual([])
  })
})

describe('the fingerprint’s text', () => {
  const dna = league[0] as TeamDna

  test('changes with any number of a vector', () => {
    for (const change of [{ value: 1 }, { n: 3 }, { percentile: 1 }, { interval: [0, 1] as const }, { evidence: 'predictive' as const }]) {
      expect(canonicalDna(withMetric(dna, 'fouls_per_match', change))).not.toBe(canonicalDna(dna))
    }
  })

  test('does not change with the order of metrics, the season, the name or the style', () => {
    const { risk } = dna.vectors
    const reversed = { ...dna, vectors: { ...dna.vectors, risk: { ...risk, metrics: [...risk.metrics].reverse() } } }
    expect(canonicalDna({ ...reversed, teamId: 99, season: '1999-00', style: { reason: null, metrics: [] } })).toBe(canonicalDna(dna))
  })

  test('survives JSON', () => {
    expect(canonicalDna(JSON.parse(JSON.stringify(dna)) as TeamDna)).toBe(canonicalDna(dna))
  })
})

describe('words for a team', () => {
  test('a style is the side of the league’s middle on which a team shoots and is shot at', () => {
    const styles = describeStyles(league)
    const most = league.reduce((a, b) => ((getMetric(a, 'shots_for')?.value ?? 0) > (getMetric(b, 'shots_for')?.value ?? 0) ? a : b))
    expect(['DOMINANT', 'OPEN']).toContain(styles.find(({ teamId }) => teamId === most.teamId)?.style)
    for (const { style, confidence } of styles) {
      expect(STYLE_LABELS).toContain(style)
      expect(confidence).toBeGreaterThanOrEqual(0.25)
      expect(confidence).toBeLessThanOrEqual(1)
    }
  })

  test('classes are quarters of the league by fitted strength', () => {
    const places = classifyByStrength(
      model,
      league.map((dna) => dna.teamId),
    )
    expect(places.map((place) => place.rank)).toEqual(places.map((_, index) => index + 1))
    expect(places.filter((place) => place.teamClass === 'ELITE')).toHaveLength(5)
    expect(places.at(-1)?.teamClass).toBe('BRONZE')
    expect((places[0]?.strength ?? 0) > (places.at(-1)?.strength ?? 0)).toBe(true)
    expect(() => classifyByStrength(model, [987])).toThrow(expect.objectContaining({ code: 'UNKNOWN_TEAM' }))
  })
})
