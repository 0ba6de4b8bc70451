import { describe, expect, test } from 'vitest'
import { COUNTED_MATCHES, countedHistory } from '../../test/counted-league.ts'
import { mean, plainComponents, type PlainGroup } from '../../test/plain-estimates.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { betweenInterval, estimateComponents, groupMoments, deviationOfShrunk } from './group-components.ts'
import { leagueMetrics } from './build-league-dna.ts'
import { estimateMetric } from './estimate-metric.ts'
import { centreBySeasonAndSide, leagueView, observe } from './league-view.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import { leagueMoments, type MetricMoments } from './reliability-moments.ts'
import { reliabilityOfLeagues } from './reliability-table.ts'
import { strengthObservations } from './strength-observations.ts'

const history = countedHistory()
const league = leagueMetrics(history, fitGoalsModel(history), { season: '2020-21' })
const moments = leagueMoments(league)
const getMoments = (key: string): MetricMoments => moments.metrics.find((one) => one.key === key)!

/** Deviations of fouls from the mean of season and ground, oldest first, team by team in the table's order. */
const TABLE_ORDER = [13, 15, 11, 14, 12]
const levels = [0, 1].map((season) =>
  ([0, 1] as const).map((side) => mean(COUNTED_MATCHES.filter((match) => match.season === season).map(({ fouls }) => fouls[side]))),
)
const listFouls = (team: number, season?: number): number[] =>
  COUNTED_MATCHES.filter((match) => (match.home === team || match.away === team) && (season === undefined || match.season === season)).map(
    ({ home, fouls, season: own }) => (home === team ? fouls[0] - levels[own]![0]! : fouls[1] - levels[own]![1]!),
  )

describe('the moments behind a metric’s reliability', () => {
  const fouls = getMoments('fouls_per_match')

  test('are the team-seasons, counted again', () => {
    const expected = TABLE_ORDER.flatMap((team, cluster) =>
      [0, 1].flatMap((season) => {
        const values = listFouls(team, season)
        if (values.length === 0) return []
        const variance = values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1)
        return [{ mean: mean(values), variance, nEff: values.length, cluster }]
      }),
    )
    expect(fouls.groups).toHaveLength(9)
    fouls.groups.forEach(({ mean, variance, nEff, cluster }, at) => {
      expect(mean).toBeCloseTo(expected[at]!.mean, 10)
      expect(variance).toBeCloseTo(expected[at]!.variance, 9)
      expect([nEff, cluster]).toEqual([expected[at]!.nEff, expected[at]!.cluster])
    })
    expect(fouls.window).toBeCloseTo(28.6, 1)
  })

  test('pair a team’s mean in one season with its mean in the next', () => {
    const both = TABLE_ORDER.filter((team) => team !== 15)
    both.forEach((team, at) => {
      expect(fouls.yearOnYear.first[at]).toBeCloseTo(mean(listFouls(team, 0)), 10)
      expect(fouls.yearOnYear.second[at]).toBeCloseTo(mean(listFouls(team, 1)), 10)
    })
    expect(fouls.yearOnYear.first).toHaveLength(4)
  })

  test('pair odd with even matches where there are five of each', () => {
    // No team has ten matches in a season.
    expect(fouls.oddEven.first).toHaveLength(0)
    const { trace } = league.byVector.flatMap(({ metrics }) => metrics).find(({ definition }) => definition.key === 'late_season_residual')!
    const { home, away } = history.columns
    const listResiduals = (team: number): number[] =>
      [...home.keys()]
        .filter((row) => home[row] === team || away[row] === team)
        .map((row) => (home[row] === team ? trace!.deviations.home : trace!.deviations.away)[row]!)
        .filter((value) => !Number.isNaN(value))
    const long = history.teams.map((_, team) => listResiduals(team)).filter((values) => values.length >= 10)
    expect(long.length).toBeGreaterThan(2)
    const { oddEven } = getMoments('late_season_residual')
    expect(oddEven.first).toHaveLength(long.length)
    long.forEach((values, at) => {
      expect(oddEven.first[at]).toBeCloseTo(mean(values.filter((_, i) => i % 2 === 0)), 10)
      expect(oddEven.second[at]).toBeCloseTo(mean(values.filter((_, i) => i % 2 === 1)), 10)
    })
  })

  test('of opponents are meetings of a pair, each counted once', () => {
    const { groups, groupedBy, window, yearOnYear } = getMoments('toughest_opponent')
    expect(groupedBy).toBe('pair')
    expect(groups).toHaveLength(10)
    // 29 of the 30 matches have odds.
    expect(groups.map(({ nEff }) => nEff).sort()).toEqual([2, 2, 2, 3, 3, 3, 3, 3, 4, 4])
    expect(window).toBe(3)
    expect(yearOnYear.first).toHaveLength(0)
  })

  test('leave facts out and say what is missing', () => {
    const keys = [...moments.metrics, ...moments.notMeasured].map(({ key }) => key)
    expect(keys).not.toContain('promoted')
    expect(moments.notMeasured.map(({ key }) => key)).toEqual(['opening_quarter_goal_difference', 'closing_quarter_goal_difference'])
  })
})

describe('the reliability of a metric', () => {
  const row = reliabilityOfLeagues([moments]).rows.find(({ key }) => key === 'fouls_per_match')!
  const groups: PlainGroup[] = TABLE_ORDER.flatMap((team) =>
    [0, 1].flatMap((season) => (listFouls(team, season).length > 0 ? [{ values: listFouls(team, season), cluster: team }] : [])),
  )
  const again = plainComponents(groups)
  const weights = Array.from({ length: 80 }, (_, age) => 0.5 ** (age / 10))
  const window = weights.reduce((a, b) => a + b) ** 2 / weights.reduce((a, b) => a + b * b, 0)
  const at = (between: number): number => (between <= 0 ? 0 : window / (window + again.within / between))
  /** Wilson and Hilferty's quantile of chi-squared. */
  const chiSquared = (z: number): number => again.degrees * (1 - 2 / (9 * again.degrees) + z * Math.sqrt(2 / (9 * again.degrees))) ** 3
  const end = (z: number): number => ((again.degrees * again.meanSquare) / chiSquared(z) - again.within) / again.size

  test('follows from the variances, with its interval', () => {
    expect(row.withinSd).toBeCloseTo(Math.sqrt(again.within), 9)
    expect(row.betweenSd).toBeCloseTo(Math.sqrt(Math.max(0, again.moment)), 9)
    expect(row.window).toBeCloseTo(window, 9)
    expect(row.reliability.value).toBeCloseTo(at(again.moment), 9)
    expect(row.reliability.interval?.[0]).toBeCloseTo(at(end(1.959963984540054)), 8)
    expect(row.reliability.interval?.[1]).toBeCloseTo(at(end(-1.959963984540054)), 8)
    expect(row).toMatchObject({ groups: 9, observations: 60, groupedBy: 'team_season', unit: 'fouls per match' })
    expect(row.pValue).toBeCloseTo(again.pValue, 8)
    expect(row.kappa).toBe(again.moment > 0 ? row.kappa : null)
  })

  test('correlates seasons about their means', () => {
    const [first, second] = [0, 1].map((season) => TABLE_ORDER.filter((team) => team !== 15).map((team) => mean(listFouls(team, season))))
    const off = (values: number[]) => values.map((value) => value - mean(values))
    const product = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
    const [x, y] = [off(first!), off(second!)]
    expect(row.yearOnYear.value).toBeCloseTo(product(x, y) / Math.sqrt(product(x, x) * product(y, y)), 9)
    expect(row.yearOnYear.n).toBe(4)
  })

  test('is pooled about each league’s own mean: the same league twice, one of them shifted, has the same variances', () => {
    const shifted = {
      ...moments,
      metrics: moments.metrics.map((metric) => ({ ...metric, groups: metric.groups.map((group) => ({ ...group, mean: group.mean + 7 })) })),
    }
    const pooled = reliabilityOfLeagues([moments, shifted]).rows.find(({ key }) => key === 'fouls_per_match')!
    expect(pooled.withinSd).toBeCloseTo(row.withinSd, 9)
    expect(pooled.groups).toBe(18)
    // Twice the spread over one degree of freedom more than twice the eight.
    const square = (2 * 8 * again.meanSquare) / 17
    const size = (120 - 2 * (groups.reduce((sum, { values }) => sum + values.length ** 2, 0) / 120)) / 17
    expect(pooled.betweenSd).toBeCloseTo(Math.sqrt(Math.max(0, (square - again.within) / size)), 9)
  })
})

describe('variance components', () => {
  const repeated = (groups: number, each: number) =>
    groupMoments(
      Array.from({ length: groups * each }, (_, i) => (i % each) + (i % groups)),
      Array.from({ length: groups * each }, (_, i) => Math.floor(i / each)),
    )

  test('need four groups and ten repeats', () => {
    expect(estimateComponents(repeated(3, 20))).toBeNull()
    expect(estimateComponents(repeated(4, 20))).not.toBeNull()
    // 4 groups of 3 repeat 8 times, 5 of 3 ten times.
    expect(estimateComponents(repeated(4, 3))).toBeNull()
    expect(estimateComponents(repeated(5, 3))).not.toBeNull()
  })

  test('never rest on fewer than three degrees of freedom, however few clusters differ', () => {
    // Three of 23 groups lie far out and belong to one team: by themselves they leave little more than one degree.
    const values = Array.from({ length: 69 }, (_, i) => (i < 9 ? (i < 3 ? -10 : 10) : 0) + (i % 3))
    const groups = values.map((_, i) => Math.floor(i / 3))
    expect(estimateComponents(groupMoments(values, groups, (group) => (group < 3 ? 0 : 1)))?.between.degrees).toBe(3)
  })

  test('of groups far apart: the interval of what lies between them holds the moment estimate', () => {
    const values = [1, 3, 2, 11, 13, 12, 21, 23, 22, 31, 33, 32, 41, 43, 42]
    const components = estimateComponents(
      groupMoments(
        values,
        values.map((_, i) => Math.floor(i / 3)),
      ),
    )!
    // Means 2, 12, 22, 32, 42: mean square 3 x 250 = 750, within 1, so (750 - 1) / 3 between.
    expect(components.withinVariance).toBeCloseTo(1, 12)
    expect(components.momentVariance).toBeCloseTo(749 / 3, 9)
    const [low, high] = betweenInterval(components)
    expect(low).toBeLessThan(749 / 3)
    expect(high).toBeGreaterThan(749 / 3)
    // No observation is missing: what is open about the shrunk value is nearly the error of a mean of three.
    const value = 10 * (3 / (3 + components.kappa))
    expect(deviationOfShrunk(components, { mean: 10, nEff: 3, value })).toBeCloseTo(Math.sqrt(1 / 3), 2)
  })
})

describe('a metric of a team without an observation', () => {
  test('is not measured, while the others’ is; a whole season without one says so', () => {
    const view = leagueView(history, '2020-21')
    const silent = history.teams.findIndex(({ id }) => id === 12)
    const [home, away, seasons] = [history.columns.home, history.columns.away, history.columns.season]
    const definition = METRIC_CATALOGUE.fouls
    const fouls = observe(history, (row, atHome) => ((atHome ? home : away)[row] === silent ? Number.NaN : 8 + ((row * 7) % 5)))
    const { byTeam } = estimateMetric(view, { definition, observations: fouls, against: 'league' })
    expect(byTeam.get(silent)).toEqual({
      key: 'fouls_per_match',
      value: null,
      n: 0,
      nEff: null,
      interval: null,
      reliability: null,
      percentile: null,
      status: 'not_measured',
      evidence: 'stable_style',
    })
    expect([...byTeam.values()].filter(({ status }) => status === 'measured')).toHaveLength(4)
    const before = observe(history, (row) => (seasons[row] === 1 ? Number.NaN : 8 + ((row * 7) % 5)))
    expect(estimateMetric(view, { definition, observations: before, against: 'league' }).reason).toBe('season_lacks_it')
  })
})

describe('strengths match by match', () => {
  test('are a season’s fit with the match’s own surprise left in, about the mean of season and ground', () => {
    const observations = strengthObservations(league)
    expect([...observations.keys()]).toEqual(['market_attack', 'market_defence', 'attack_strength', 'defence_strength'])
    const rows = [...history.columns.season.keys()].filter((row) => history.columns.season[row] === 1)
    const only = fitGoalsModel(countedHistory(), { previousSeasons: 0, xiPerDay: 0 })
    const { home, away, homeGoals, awayGoals } = history.columns
    const raw = { home: new Float64Array(30).fill(Number.NaN), away: new Float64Array(30).fill(Number.NaN) }
    const defence = { home: raw.home.slice(), away: raw.away.slice() }
    for (const row of rows) {
      const place = (index: number) => only.teams.findIndex(({ id }) => id === history.teams[index]?.id)
      const [h, a] = [place(home[row]!), place(away[row]!)]
      const homeRate = Math.exp(only.intercept + only.homeAdvantage + only.attack[h]! - only.defence[a]!)
      const awayRate = Math.exp(only.intercept + only.attack[a]! - only.defence[h]!)
      raw.home[row] = only.attack[h]! + homeGoals[row]! / homeRate - 1
      raw.away[row] = only.attack[a]! + awayGoals[row]! / awayRate - 1
      defence.home[row] = only.defence[h]! - (awayGoals[row]! / awayRate - 1)
      defence.away[row] = only.defence[a]! - (homeGoals[row]! / homeRate - 1)
    }
    for (const [key, own] of [
      ['attack_strength', raw],
      ['defence_strength', defence],
    ] as const) {
      const centred = centreBySeasonAndSide(league.view, own).deviations
      for (const row of rows) {
        expect(observations.get(key)?.home[row]).toBeCloseTo(centred.home[row]!, 6)
        expect(observations.get(key)?.away[row]).toBeCloseTo(centred.away[row]!, 6)
      }
    }
  })
})
