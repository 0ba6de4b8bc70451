import { describe, expect, test } from 'vitest'
import { COUNTED_MATCHES, countedHistory } from '../../test/counted-league.ts'
import { toTeamDna, leagueMetrics } from '../dna/build-league-dna.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import { measureLeagueFriction } from '../friction/measure-friction.ts'
import { carefulSum, toContribution, recountLeagueMatches, recountLeagueTeams, recountTeamMatches } from './contribution.ts'
import { recountMetric } from './recount-metric.ts'
import { recountChaos, recountEdge, recountLevel, recountMeetings, recountPrediction, recountScore } from './recount-pair.ts'
import { type CountedBet, type RecordNumber, recountRecord } from './recount-record.ts'

const history = countedHistory()
const season = '2020-21'
const model = fitGoalsModel(history)
const metrics = leagueMetrics(history, model, { season })
const dna = toTeamDna(metrics)
const pairs = measureLeagueFriction({ history, model, dna, season })
const league = { metrics, dna, pairs }
const pair = { homeId: 11, awayId: 15 }

describe('a contribution', () => {
  test('is the match as it was played', () => {
    COUNTED_MATCHES.forEach(({ id, day, home, away, goals, season: at }, row) => {
      expect(toContribution(history, row, { teamId: 11, part: 'x', observation: 2, weight: 0.5 })).toEqual({
        matchId: id,
        day,
        season: ['2019-20', '2020-21'][at],
        homeId: home,
        awayId: away,
        homeGoals: goals[0],
        awayGoals: goals[1],
        teamId: 11,
        part: 'x',
        observation: 2,
        weight: 0.5,
      })
    })
  })

  test('is summed without losing what is small beside what is large', () => {
    expect(carefulSum([1, 1e16, 1, -1e16])).toBe(2)
    expect(carefulSum([1e16, 1, -1e16])).toBe(1)
  })
})

describe('counts', () => {
  test('list a team’s matches of the season, newest first', () => {
    const { value, contributions } = recountTeamMatches(history, 12, season)
    expect(value).toBe(6)
    expect(contributions.map(({ matchId }) => matchId)).toEqual([24, 23, 22, 21, 20, 15])
    expect(recountTeamMatches(history, 15, '2019-20').value).toBe(0)
  })

  test('count a league’s matches and the teams of its latest season', () => {
    expect(recountLeagueMatches(history).contributions.map(({ matchId }) => matchId)).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i))
    expect(recountLeagueTeams(history)).toMatchObject({ value: 5, n: 18 })
  })
})

describe('meetings of 11 and 15: 1-1 and 1-0 away, 1-1 at home', () => {
  test.each([
    ['matches', 3],
    ['homeWins', 0],
    ['draws', 2],
    ['awayWins', 1],
    ['averageGoals', 5 / 3],
  ] as const)('%s is %d', (number, value) => {
    const recount = recountMeetings(history, pair, number)
    expect(recount).toMatchObject({ value, n: 3 })
    expect(recount.contributions.map(({ matchId }) => matchId)).toEqual([28, 26, 19])
  })

  test('the edge lists what each gave to the first team', () => {
    const recount = recountEdge(history, pair)
    // 1-1 at 0.4, 0.4, 0.2 at home; 0-1 as the outsider at 0.2, 0.4, 0.4 for the home side; 1-1 away at 0.5, 0.25, 0.25 for the home side.
    expect(recount.contributions.map(({ observation }) => observation?.toFixed(6))).toEqual(['-0.300000', '-1.800000', '0.375000'])
    expect(recount.figures.find(({ name }) => name === 'mean')?.value).toBeCloseTo((-0.3 - 1.8 + 0.375) / 3, 6)
    const kappa = recount.figures.find(({ name }) => name === 'kappa')!.value
    expect(recount.value).toBeCloseTo((-0.3 - 1.8 + 0.375) / (3 + kappa), 6)
    expect(recountEdge(history, { homeId: 11, awayId: 99 })).toMatchObject({ value: null, n: 0, contributions: [] })
  })
})

describe('a pair among the pairs', () => {
  const own = pairs.find(({ friction }) => friction.homeId === 11 && friction.awayId === 15)!

  test('its level is the share of pairs below and half of those alike', () => {
    const recount = recountLevel(league, pair, 'tempo_friction')
    const figure = (name: string) => recount.figures.find((one) => one.name === name)!.value
    expect(figure('pairs')).toBe(20)
    // The same pair swapped is as fast.
    expect(figure('pairsAlike')).toBe(2)
    expect(recount.value).toBe((100 * (figure('pairsBelow') + 1)) / 20)
    expect(recount.value).toBe(own.friction.components.find(({ key }) => key === 'tempo_friction')?.level.value)
  })

  test('its matches are those behind the traits of both, newest first', () => {
    const { contributions, n } = recountLevel(league, pair, 'tempo_friction')
    const keys = contributions.map(({ day, matchId }) => day * 1000 + matchId)
    expect(keys).toEqual([...keys].sort((a, b) => b - a))
    const played = COUNTED_MATCHES.filter(({ home, away }) => [home, away].some((team) => team === 11 || team === 15))
    expect(n).toBe(played.length)
    expect(new Set(contributions.map(({ part }) => part)).size).toBe(4)
    const score = recountScore(league, pair)
    expect(new Set(score.contributions.map(({ matchId, teamId, part }) => `${matchId} ${teamId} ${part}`)).size).toBe(
      score.contributions.length,
    )
    expect(score.value).toBeCloseTo(own.friction.score.value!, 10)
  })

  test('a pair that is not there has no level, score or chaos', () => {
    const nobody = { homeId: 11, awayId: 99 }
    for (const recount of [recountLevel(league, nobody, 'style_clash'), recountScore(league, nobody), recountChaos(league, nobody)])
      expect(recount).toMatchObject({ value: null, n: 0, contributions: [] })
  })

  test('a forecast rests on every match of the fit, weighed by its age', () => {
    const { contributions, n } = recountPrediction(history, pair, 'home')
    expect(n).toBe(30)
    expect(contributions.map(({ matchId }) => matchId)).toEqual(Array.from({ length: 30 }, (_, i) => 30 - i))
    // From 23 May to 30 June 2021 are 38 days, and the rate is 0.0018 a day.
    expect(contributions[0]?.weight).toBeCloseTo(Math.exp(-38 * model.xiPerDay), 12)
  })
})

describe('a metric of a team', () => {
  test('lists what was observed and how it weighs', () => {
    const fouls = recountMetric(metrics, { teamId: 15, key: 'fouls_per_match' })!
    // Matches 29, 28, 26, 23, 19, 18, 17, 15, 14.
    expect(fouls.contributions.map(({ observation }) => observation)).toEqual([10, 17, 12, 13, 13, 13, 17, 18, 13])
    fouls.contributions.forEach(({ weight }, age) => expect(weight).toBeCloseTo(0.5 ** (age / 10), 12))
    expect(fouls.figures.map(({ name }) => name)).toEqual(['level', 'mean', 'nEff', 'kappa', 'reliability'])
  })

  test('lists meetings for an opponent, all alike', () => {
    const found = dna.find(({ teamId }) => teamId === 11)!.vectors.nemesis.metrics[0]!
    const { contributions, value } = recountMetric(metrics, { teamId: 11, key: 'toughest_opponent' })!
    expect(contributions.every(({ homeId, awayId, weight }) => weight === 1 && [homeId, awayId].includes(found.subjectTeamId!))).toBe(true)
    expect(value).toBeCloseTo(found.value!, 10)
  })

  test('says of a newcomer that it had no match the season before', () => {
    expect(recountMetric(metrics, { teamId: 15, key: 'promoted' })).toMatchObject({
      value: 1,
      n: 9,
      figures: [{ name: 'matchesSeasonBefore', value: 0 }],
    })
    expect(recountMetric(metrics, { teamId: 14, key: 'promoted' })).toMatchObject({ value: 0, n: 6, figures: [{ value: 6 }] })
  })
})

describe('a record', () => {
  const bet = (outcome: CountedBet['outcome'], profitMicro: number, price: number, closingLineValue: number | null): CountedBet => ({
    stakeMicro: 2_000_000,
    profitMicro,
    price,
    outcome,
    closingLineValue,
  })
  const bets = [
    bet('won', 3_000_000, 2.5, 0.1),
    bet('half_lost', -1_000_000, 2, null),
    bet('lost', -2_000_000, 4, -0.3),
    bet('void', 0, 5, 0.05),
    bet('half_won', 1_000_000, 2, null),
    bet('lost', -2_000_000, 2, null),
  ]

  test.each([
    ['totalBets', 6, 6],
    ['wins', 2, 6],
    ['losses', 3, 6],
    ['winRate', 0.4, 5],
    ['breakEvenRate', (0.4 + 0.5 + 0.25 + 0.2 + 0.5 + 0.5) / 6, 6],
    ['profit', -1, 6],
    ['roi', -1 / 12, 6],
    ['avgClv', -0.05, 3],
    // From 3 down to 0, up to 1, down to -1.
    ['maxDrawdown', 4, 6],
  ] as const)('%s is %d', (number: RecordNumber, value: number, n: number) => {
    const recount = recountRecord(bets, number)
    expect(recount.value).toBeCloseTo(value, 12)
    expect(recount.n).toBe(n)
    expect(recount.observations).toHaveLength(6)
  })

  test('without a bet is not measured, but for what is counted', () => {
    expect((['totalBets', 'winRate', 'profit', 'roi', 'maxDrawdown'] as const).map((number) => recountRecord([], number).value)).toEqual([
      0,
      null,
      null,
      null,
      null,
    ])
  })
})
