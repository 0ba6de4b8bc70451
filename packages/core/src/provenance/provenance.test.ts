import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settledBet } from '../../test/settled-bet.ts'
import { calculatedLeague } from '../../test/tables-from-records.ts'
import { leagueMetrics } from '../dna/build-league-dna.ts'
import type { DnaMetric } from '../dna/team-dna.ts'
import { FRICTION_COMPONENTS } from '../friction/friction.ts'
import { headToHead } from '../friction/meetings.ts'
import { type MeasuredPair, measureLeagueFriction } from '../friction/measure-friction.ts'
import { evaluateStrategy } from '../strategy/evaluate-strategies.ts'
import type { SettledBet } from '../strategy/strategy.ts'
import { recountLeagueMatches, recountLeagueTeams, recountTeamMatches } from './contribution.ts'
import { recountMetric } from './recount-metric.ts'
import {
  PREDICTED_NUMBERS,
  recountChaos,
  recountEdge,
  recountLevel,
  recountMeetings,
  recountPrediction,
  recountScore,
} from './recount-pair.ts'
import { type CountedBet, recountRecord } from './recount-record.ts'

const { table, history, season, model, dna } = calculatedLeague()
const metrics = leagueMetrics(history, model, { season })
const pairs = measureLeagueFriction({ history, model, dna, season })
const league = { metrics, dna, pairs }

const closeTo = (value: number | null, expected: number | null): void => {
  if (expected === null) expect(value).toBeNull()
  else expect(Math.abs((value ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)))
}

const pairAt = (at: number): MeasuredPair => pairs[at] as MeasuredPair
const getTeams = ({ friction: { homeId, awayId } }: MeasuredPair) => ({ homeId, awayId })

describe('a metric counted again from its matches', () => {
  const all = dna.flatMap((team) =>
    [...Object.values(team.vectors).flatMap((vector) => vector.metrics), ...team.style.metrics].map((metric) => ({
      teamId: team.teamId,
      metric,
    })),
  )
  // The fit is refitted for each team's strengths: two teams stand for all.
  const refitted = (key: string) => key === 'attack_strength' || key === 'defence_strength'
  const kept = all.filter(({ teamId, metric }) => !refitted(metric.key) || teamId === dna[0]?.teamId || teamId === dna[7]?.teamId)

  test('is the metric, for every metric of every team', () => {
    expect(new Set(kept.map(({ metric }) => metric.key)).size).toBeGreaterThan(20)
    for (const { teamId, metric } of kept) {
      const recount = recountMetric(metrics, { teamId, key: metric.key })
      if (metric.status === 'not_measured') continue
      expect(recount, metric.key).not.toBeNull()
      closeTo(recount?.value ?? null, metric.value)
      expect(recount?.n, metric.key).toBe(metric.n)
    }
  })

  test('rests on as many matches as it lists, all of them the team’s own', () => {
    const { teamId, vectors } = dna[3] as (typeof dna)[number]
    const fouls = vectors.risk.metrics.find(({ key }) => key === 'fouls_per_match') as DnaMetric
    const recount = recountMetric(metrics, { teamId, key: 'fouls_per_match' })
    expect(recount?.contributions).toHaveLength(fouls.n)
    expect(recount?.contributions.every(({ homeId, awayId }) => homeId === teamId || awayId === teamId)).toBe(true)
    const [newest, ...older] = recount?.contributions ?? []
    expect(newest?.weight).toBe(1)
    expect(older.every(({ day, weight }) => day <= (newest?.day ?? 0) && weight < 1)).toBe(true)
  })

  test('is null for a metric that no catalogue has', () => {
    expect(recountMetric(metrics, { teamId: dna[0]?.teamId ?? 0, key: 'good_looks' })).toBeNull()
  })
})

describe('a pair counted again from its matches', () => {
  test('is the friction, its parts, the edge and the chaos that were measured', () => {
    for (const pair of [pairAt(0), pairAt(101), pairAt(250)]) {
      const { friction } = pair
      for (const key of FRICTION_COMPONENTS) {
        closeTo(recountLevel(league, getTeams(pair), key).value, friction.components.find((part) => part.key === key)?.level.value ?? null)
      }
      closeTo(recountScore(league, getTeams(pair)).value, friction.score.value)
      closeTo(recountEdge(history, getTeams(pair)).value, friction.psychologicalEdge.value)
      closeTo(recountChaos(league, getTeams(pair)).value, friction.chaosPotential.value)
    }
  })

  test('is the prediction of a model fitted on the listed matches alone', () => {
    const pair = pairAt(33)
    for (const number of PREDICTED_NUMBERS) closeTo(recountPrediction(history, getTeams(pair), number).value, pair.prediction[number].value)
    const { contributions } = recountPrediction(history, getTeams(pair), 'home')
    expect(contributions).toHaveLength(model.diagnostics.matches)
  })

  test('is the head to head', () => {
    const { homeId, awayId } = getTeams(pairAt(12))
    const counted = headToHead(history, homeId, awayId)
    for (const number of ['matches', 'homeWins', 'draws', 'awayWins', 'averageGoals'] as const)
      closeTo(recountMeetings(history, { homeId, awayId }, number).value, counted[number])
  })
})

describe('a record counted again from its bets', () => {
  const OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const
  const shares = { won: 1, half_won: 0.5, void: 0, half_lost: -0.5, lost: -1 } as const
  const bet: fc.Arbitrary<Partial<SettledBet>> = fc
    .record({
      outcome: fc.constantFrom(...OUTCOMES),
      cents: fc.integer({ min: 101, max: 900 }),
      stakeUnits: fc.constantFrom(1, 2, 2.5),
      clv: fc.option(fc.double({ min: -0.3, max: 0.3, noNaN: true })),
    })
    .map(({ outcome, cents, stakeUnits, clv }) => {
      const share = shares[outcome]
      const profitUnits = Math.round(1e6 * stakeUnits * share * (share > 0 ? (cents - 100) / 100 : 1)) / 1e6
      return { price: cents / 100, outcome, stakeUnits, profitUnits, closingLineValue: clv, closeProbability: clv === null ? null : 0.5 }
    })
  const counted = ({ stakeUnits, profitUnits, price, outcome, closingLineValue }: SettledBet): CountedBet => ({
    stakeMicro: Math.round(stakeUnits * 1e6),
    profitMicro: Math.round(profitUnits * 1e6),
    price,
    outcome,
    closingLineValue,
  })

  test('is the report, its money to the millionth', () => {
    fc.assert(
      fc.property(fc.array(bet, { minLength: 1, maxLength: 40 }), (drawn) => {
        const bets = drawn.map((overrides, at) => settledBet(at + 1, overrides))
        const report = evaluateStrategy('ANY', bets, { seed: 1, resamples: 100 })
        const again = (number: Parameters<typeof recountRecord>[1]) => recountRecord(bets.map(counted), number).value
        expect(again('totalBets')).toBe(report.bets)
        expect(again('wins')).toBe(report.wins)
        expect(again('losses')).toBe(report.losses)
        expect(again('profit')).toBe(report.profitUnits.value)
        expect(again('maxDrawdown')).toBe(report.maxDrawdownUnits)
        closeTo(again('winRate'), report.winRate.value)
        closeTo(again('roi'), report.yieldFraction.value)
        closeTo(again('avgClv'), report.closingLineValue.value)
        closeTo(again('breakEvenRate'), report.breakEvenRate)
      }),
      { numRuns: 30 },
    )
  })
})

describe('counts', () => {
  test('are those of the table', () => {
    expect(recountLeagueMatches(table).value).toBe(table.length)
    expect(recountLeagueTeams(table).value).toBe(dna.length)
    for (const { teamId, matches } of dna) expect(recountTeamMatches(history, teamId, season).value).toBe(matches)
  })
})
