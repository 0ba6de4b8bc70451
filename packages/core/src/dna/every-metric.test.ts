import { describe, expect, test } from 'vitest'
import { COUNTED_MATCHES, type CountedMatch, countedHistory } from '../../test/counted-league.ts'
import { mean, plainComponents, type PlainGroup, plainShrunk } from '../../test/plain-estimates.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { goalsFromOdds } from '../goals-model/goals-from-odds.ts'
import { dayFromIso } from '../units.ts'
import { leagueMetrics } from './build-league-dna.ts'
import { estimateMetric, type LeagueMetric, measured } from './estimate-metric.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'

const TEAMS = [11, 12, 13, 14, 15]
const history = countedHistory()
const model = fitGoalsModel(history)
const league = leagueMetrics(history, model, { season: '2020-21' })
const metrics = [...league.byVector.flatMap((vector) => vector.metrics), ...league.style]

/** One side of one match. Numbers that were not recorded are NaN. */
interface Side {
  readonly team: number
  readonly opponent: number
  readonly season: number
  readonly day: number
  readonly side: 0 | 1
  readonly goals: readonly [own: number, other: number]
  readonly late: readonly [own: number, other: number]
  readonly lead: number
  readonly market: readonly [own: number, other: number]
  readonly points: number
  readonly drift: number
  readonly match: CountedMatch
}

const NONE = [Number.NaN, Number.NaN] as const

/** What prices without margin say: P(home), P(draw), P(away), and the goals behind them. */
function opinion({ open, close, over }: CountedMatch) {
  const prices = close ?? open
  const [home, draw, away] = prices === null ? [Number.NaN, Number.NaN, Number.NaN] : prices.map((price) => 1 / price)
  const rates = prices === null || over === null ? null : goalsFromOdds({ home: home!, draw: draw!, away: away!, over25: 1 / over[0] })
  const moved = (at: 0 | 2): number => (open === null || close === null ? Number.NaN : Math.log(open[at] / close[at]))
  return {
    points: [3 * home! + draw!, 3 * away! + draw!],
    goals: rates === null ? NONE : ([rates.homeRate, rates.awayRate] as const),
    drift: [moved(0), moved(2)],
  }
}

const SIDES: readonly Side[] = COUNTED_MATCHES.flatMap((match) => {
  const { points, goals, drift } = opinion(match)
  return ([0, 1] as const).map((side): Side => {
    const other = side === 0 ? 1 : 0
    const half = match.halfTime ?? NONE
    const at = (pair: readonly [number, number]) => [pair[side], pair[other]] as const
    const scored = at(match.goals)
    return {
      team: side === 0 ? match.home : match.away,
      opponent: side === 0 ? match.away : match.home,
      season: match.season,
      day: match.day,
      side,
      goals: scored,
      late: [scored[0] - half[side], scored[1] - half[other]],
      lead: half[side] - half[other],
      market: at(goals),
      points: (scored[0] > scored[1] ? 3 : scored[0] === scored[1] ? 1 : 0) - points[side]!,
      drift: drift[side]!,
      match,
    }
  })
})

/** 37 of the 68 goals of matches with a half-time score fell after it. */
const LATE_SHARE = 37 / 68
const difference = ({ goals, market }: Side): number => goals[0] - goals[1] - (market[0] - market[1])
const lateDifference = ({ late, market }: Side): number => late[0] - late[1] - LATE_SHARE * (market[0] - market[1])
const at = (pair: readonly [number, number] | null, { side }: Side, whose: 'own' | 'other'): number =>
  pair === null ? Number.NaN : (pair[(whose === 'own') === (side === 0) ? 0 : 1] as number)

/** Goals per shot on target, season by season, of the matches that record them. */
const CONVERSION = [37 / 93, 30 / 130] as const
const beyondShots = (side: Side, whose: 'own' | 'other'): number =>
  at(side.match.goals, side, whose) - (CONVERSION[side.season] as number) * at(side.match.onTarget, side, whose)

const closedOn = (day: number): boolean =>
  [
    ['2020-06-17', '2020-07-26'],
    ['2020-09-12', '2020-12-01'],
    ['2020-12-31', '2021-05-16'],
  ].some(([from, until]) => day >= dayFromIso(from!) && day <= dayFromIso(until!))

const listEarlier = (side: Side): number[] =>
  SIDES.filter(({ team, season, day }) => team === side.team && season === side.season && day < side.day).map(({ day }) => day)

/** Late residuals less early ones, scaled so that their plain mean is mean(late) - mean(early), season by season. */
function lateAgainstEarly(side: Side): number {
  const own = SIDES.filter(({ team, season }) => team === side.team && season === side.season).filter(
    (one) => !Number.isNaN(difference(one)),
  )
  const isLate = ({ season, day }: Side): boolean => day >= dayFromIso(season === 0 ? '2020-01-01' : '2021-01-01')
  const [late, early] = [own.filter(isLate).length, own.filter((one) => !isLate(one)).length]
  if (late === 0 || early === 0) return Number.NaN
  return difference(side) * (isLate(side) ? own.length / late : -own.length / early)
}

interface Plan {
  readonly of: (side: Side) => number
  /** Compared with the mean of season and ground; else with 0. */
  readonly league?: boolean
  /** Every match alike, and teams counted over all seasons. */
  readonly all?: boolean
}

const PLANS: Readonly<Record<string, Plan>> = {
  market_drift: { of: ({ drift }) => drift },
  points_against_market: { of: ({ points }) => points },
  home_goal_difference_residual: { of: (side) => (side.side === 0 ? difference(side) : Number.NaN) },
  away_goal_difference_residual: { of: (side) => (side.side === 1 ? difference(side) : Number.NaN) },
  late_season_residual: { of: lateAgainstEarly, all: true },
  closed_doors_home_residual: { of: (side) => (side.side === 0 && closedOn(side.day) ? difference(side) : Number.NaN), all: true },
  cards_per_match: { of: (side) => at(side.match.yellows, side, 'own') + 2 * at(side.match.reds, side, 'own'), league: true },
  fouls_per_match: { of: (side) => at(side.match.fouls, side, 'own'), league: true },
  total_goals_residual: { of: ({ goals, market }) => goals[0] + goals[1] - market[0] - market[1] },
  total_goals_dispersion: { of: ({ goals, market }) => Math.abs(goals[0] + goals[1] - market[0] - market[1]), league: true },
  margin_dispersion: { of: (side) => Math.abs(difference(side)), league: true },
  second_half_goals_residual: { of: ({ late, market }) => late[0] - LATE_SHARE * market[0] },
  second_half_goal_difference_residual: { of: lateDifference },
  second_half_when_behind: { of: (side) => (side.lead < 0 ? lateDifference(side) : Number.NaN), league: true },
  second_half_when_ahead: { of: (side) => (side.lead > 0 ? lateDifference(side) : Number.NaN), league: true },
  second_half_when_level: { of: (side) => (side.lead === 0 ? lateDifference(side) : Number.NaN), league: true },
  rest_days: { of: (side) => Math.min(14, side.day - Math.max(...listEarlier(side), Number.NEGATIVE_INFINITY)), league: true },
  matches_in_14_days: { of: (side) => listEarlier(side).filter((day) => day >= side.day - 14).length, league: true },
  goals_above_market: { of: ({ goals, market }) => goals[0] - market[0] },
  conceded_above_market: { of: ({ goals, market }) => goals[1] - market[1] },
  finishing_above_shots: { of: (side) => beyondShots(side, 'own') },
  conceded_above_shots: { of: (side) => beyondShots(side, 'other') },
  shots_for: { of: (side) => at(side.match.shots, side, 'own'), league: true },
  shots_against: { of: (side) => at(side.match.shots, side, 'other'), league: true },
  corners_for: { of: (side) => at(side.match.corners, side, 'own'), league: true },
  corners_against: { of: (side) => at(side.match.corners, side, 'other'), league: true },
  shots_on_target_share: { of: (side) => at(side.match.onTarget, side, 'own') / at(side.match.shots, side, 'own'), league: true },
}

/** A first match of a season has no rest before it. */
const getObserved = (key: string, plan: Plan, side: Side): number =>
  key === 'rest_days' && listEarlier(side).length === 0 ? Number.NaN : plan.of(side)

function estimateAgain(key: string, plan: Plan) {
  const seen = SIDES.map((side) => ({ side, value: getObserved(key, plan, side) })).filter(({ value }) => !Number.isNaN(value))
  const computeLevel = (season: number, side: 0 | 1): number =>
    mean(seen.filter((one) => one.side.season === season && one.side.side === side).map(({ value }) => value))
  const deviations = seen.map(({ side, value }) => ({ ...side, value: plan.league ? value - computeLevel(side.season, side.side) : value }))
  const groups = new Map<string, PlainGroup>()
  for (const { team, season, value } of deviations) {
    const name = plan.all ? `${team}` : `${team} ${season}`
    groups.set(name, { values: [...(groups.get(name)?.values ?? []), value], cluster: team })
  }
  const components = plainComponents([...groups.values()])
  const level = plan.league ? mean([computeLevel(1, 0), computeLevel(1, 1)]) : 0
  const newestFirst = (team: number) => deviations.filter((one) => one.team === team).sort((a, b) => b.day - a.day)
  const byTeam = TEAMS.map((team) => {
    const own = newestFirst(team)
    const shrunk = plainShrunk(
      own.map(({ value }) => value),
      plan.all ? Number.POSITIVE_INFINITY : 10,
      components,
    )
    const season = own.filter((one) => one.season === 1).map(({ value }) => value)
    return { ...shrunk, value: level + shrunk.value, seen: level + mean(season), seenMatches: season.length }
  })
  return { components, byTeam }
}

const getMetric = (key: string): LeagueMetric => metrics.find(({ definition }) => definition.key === key) as LeagueMetric
const ofTeam = (metric: LeagueMetric, id: number) => metric.byTeam.get(history.teams.findIndex((team) => team.id === id))
/** Share of the values below, those alike counted half. */
const getRank = (value: number, values: readonly number[]): number =>
  mean(values.map((other) => (other < value ? 100 : other === value ? 50 : 0)))

describe('every averaged metric of thirty matches', () => {
  test.each(Object.entries(PLANS))('%s is what counting the matches again gives', (key, plan) => {
    const metric = getMetric(key)
    const again = estimateAgain(key, plan)
    const [low, high] = metric.definition.range
    expect(metric.components?.kappa).toBeCloseTo(again.components.kappa, 6)
    expect(metric.components?.pValue).toBeCloseTo(again.components.pValue, 8)
    TEAMS.forEach((id, at) => {
      const found = ofTeam(metric, id)
      const { value, deviation, reliability, n, nEff } = again.byTeam[at]!
      expect(found?.value).toBeCloseTo(value, 8)
      expect(found?.n).toBe(n)
      expect(found?.nEff).toBeCloseTo(nEff, 9)
      expect(found?.reliability).toBeCloseTo(reliability, 9)
      expect(found?.interval?.[0]).toBeCloseTo(Math.max(low, value - 1.959963984540054 * deviation), 8)
      expect(found?.interval?.[1]).toBeCloseTo(Math.min(high, value + 1.959963984540054 * deviation), 8)
    })
    const values = TEAMS.map((id) => ofTeam(metric, id)?.value as number)
    // Where all teams of the season are alike a percentile says nothing: here none are.
    expect(new Set(values).size).toBe(5)
    expect(TEAMS.map((id) => ofTeam(metric, id)?.percentile)).toEqual(values.map((value) => getRank(value, values)))
  })

  test('is counted again, and none is left out', () => {
    const averaged = metrics.filter(({ trace }) => trace !== undefined && trace.over !== 'meetings').map(({ definition }) => definition.key)
    expect(averaged.toSorted()).toEqual(Object.keys(PLANS).toSorted())
  })

  test.each(['goals_above_market', 'conceded_above_market', 'finishing_above_shots', 'conceded_above_shots'])(
    '%s says what was seen this season and what to expect of the next ten matches',
    (key) => {
      const again = estimateAgain(key, PLANS[key]!)
      TEAMS.forEach((id, at) => {
        const { value, deviation, seen, seenMatches } = again.byTeam[at]!
        const half = 1.959963984540054 * Math.sqrt(deviation ** 2 + again.components.within / 10)
        const outlook = ofTeam(getMetric(key), id)?.outlook
        expect(outlook).toMatchObject({ seenMatches, nextMatches: 10 })
        expect(outlook?.seen).toBeCloseTo(seen, 9)
        expect(outlook?.expected).toBeCloseTo(value, 8)
        expect(outlook?.interval[0]).toBeCloseTo(value - half, 8)
        expect(outlook?.interval[1]).toBeCloseTo(value + half, 8)
      })
    },
  )
})

describe('levels that can be counted on paper', () => {
  test('are the mean of home and away sides in the season', () => {
    // 229 fouls by home sides and 207 by away sides in the 18 matches of 2020-21.
    expect(getMetric('fouls_per_match').trace?.level).toBeCloseTo((229 / 18 + 207 / 18) / 2, 12)
    expect(getMetric('goals_above_market').trace?.level).toBe(0)
  })
})

describe('an interval', () => {
  test('ends where the metric’s range does', () => {
    const { view } = league
    const observations = { home: history.columns.homeFouls, away: history.columns.awayFouls }
    const narrow = estimateMetric(view, { definition: { ...METRIC_CATALOGUE.fouls, range: [12, 12.2] }, observations, against: 'league' })
    for (const { interval } of narrow.byTeam.values()) {
      expect(interval![0]).toBeGreaterThanOrEqual(12)
      expect(interval![1]).toBeLessThanOrEqual(12.2)
    }
    expect([...narrow.byTeam.values()].some(({ interval }) => interval![0] === 12 && interval![1] === 12.2)).toBe(true)
  })
})

describe('a style', () => {
  test('is named from a reliability of 0.3 and below a p-value of 0.05, and is no signal otherwise', () => {
    const evidence = (reliability: number, pValue: number) =>
      measured(METRIC_CATALOGUE.fouls, { value: 11, standardDeviation: 1, n: 20, nEff: 10, reliability, pValue }).evidence
    expect([evidence(0.3, 0.049), evidence(0.3, 0.05), evidence(0.29, 0.001)]).toEqual(['stable_style', 'no_signal', 'no_signal'])
  })
})
