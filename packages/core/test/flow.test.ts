import { describe, expect, test } from 'vitest'
import { assertNoConstantMetric, buildLeagueDna, canonicalDna } from '../src/dna/build-league-dna.ts'
import { compactPrediction, expandPrediction, explainPrediction, type StoredPrediction } from '../src/forecasting/predict-match.ts'
import { describeStyles, classifyByStrength } from '../src/dna/classify-teams.ts'
import { evaluateStrategies } from '../src/strategy/evaluate-strategies.ts'
import { fitGoalsModel } from '../src/goals-model/fit-goals-model.ts'
import { headToHead } from '../src/friction/meetings.ts'
import { historyBefore } from '../src/football/history.ts'
import { measureLeagueFriction } from '../src/friction/measure-friction.ts'
import type { Minute } from '../src/football/time.ts'
import { performanceByContext } from '../src/strategy/performance-by-context.ts'
import { REFERENCE_STRATEGIES } from '../src/strategy/strategies.ts'
import { recordsByTeam, recordsOverall } from '../src/strategy/bet-records.ts'
import { walkForwardBets } from '../src/strategy/walk-forward.ts'
import { demoTable } from './tables-from-records.ts'

/** The whole chain in memory: simulated season -> table -> history -> fit -> DNA -> friction -> prediction -> strategies -> report. */
function runChain(seed: number) {
  const table = demoTable(seed)
  const season = table.seasons.at(-1) as string
  const history = historyBefore(table, ((table.columns.knownAt.at(-1) ?? 0) + 1) as Minute)
  const model = fitGoalsModel(history)
  const dna = buildLeagueDna(history, model, { season })
  const pairs = measureLeagueFriction({ history, model, dna, season })
  const ruleBets = walkForwardBets(table, REFERENCE_STRATEGIES)
  const records = [...recordsOverall(ruleBets), ...recordsByTeam(ruleBets)]
  const reports = evaluateStrategies(records, { seed: 1, resamples: 200 })
  return { table, history, model, dna, pairs, records, reports }
}

/** Every number in a value, however deep. */
function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value
  else if (ArrayBuffer.isView(value)) yield* value as Float64Array
  else if (Array.isArray(value)) for (const entry of value) yield* numbersIn(entry)
  else if (typeof value === 'object' && value !== null) for (const entry of Object.values(value)) yield* numbersIn(entry)
}

describe('the whole walk from matches to a report', () => {
  const chain = runChain(7)
  const { table, history, model, dna, pairs, records, reports } = chain

  test('gives DNA for every team, friction for every ordered pair and a report for every record', () => {
    expect(history.length).toBe(table.length)
    expect(dna).toHaveLength(18)
    expect(pairs).toHaveLength(18 * 17)
    expect(reports).toHaveLength(records.length)
    expect(records.filter(({ scope }) => scope === 'overall').map(({ strategy }) => strategy)).toEqual(
      REFERENCE_STRATEGIES.map(({ name }) => name),
    )
    expect(() => assertNoConstantMetric(dna)).not.toThrow()
  })

  test('no number of it is NaN or infinite', () => {
    let count = 0
    for (const number of numbersIn([dna, pairs, reports])) {
      if (!Number.isFinite(number)) throw new Error(`got ${number} after ${count} numbers`)
      count += 1
    }
    expect(count).toBeGreaterThan(100_000)
  })

  test('is the same a second time, to the last digit', () => {
    const again = runChain(7)
    expect(again.dna.map(canonicalDna)).toEqual(dna.map(canonicalDna))
    expect(again.pairs).toEqual(pairs)
    expect(again.reports).toEqual(reports)
  })

  test('a pair’s page can be made from what is stored of it', () => {
    const { friction, prediction } = pairs[0] as (typeof pairs)[number]
    const stored = JSON.parse(JSON.stringify(compactPrediction(prediction))) as StoredPrediction
    expect(expandPrediction(stored)).toEqual(prediction)
    const { homeId, awayId } = friction
    expect(explainPrediction(model, { homeId, awayId }).home).toHaveLength(4)
    expect(headToHead(history, homeId, awayId).matches).toBe(friction.psychologicalEdge.n)
  })

  test('teams that the truth made strong come out strong, and have a style and a place', () => {
    const places = classifyByStrength(
      model,
      dna.map(({ teamId }) => teamId),
    )
    const points = new Map<number, number>()
    const { season, home, away, homeGoals, awayGoals } = table.columns
    for (let row = 0; row < table.length; row++) {
      if (season[row] !== table.seasons.length - 1) continue
      const margin = (homeGoals[row] as number) - (awayGoals[row] as number)
      const add = (team: number, own: number): void => {
        const id = table.teams[team]?.id as number
        points.set(id, (points.get(id) ?? 0) + (own > 0 ? 3 : own === 0 ? 1 : 0))
      }
      add(home[row] as number, margin)
      add(away[row] as number, -margin)
    }
    const mean = (ids: readonly number[]): number => ids.reduce((sum, id) => sum + (points.get(id) ?? 0), 0) / ids.length
    const listIds = (teamClass: string): number[] => places.filter((place) => place.teamClass === teamClass).map(({ teamId }) => teamId)
    expect(mean(listIds('ELITE'))).toBeGreaterThan(mean(listIds('BRONZE')) * 1.5)
    expect(describeStyles(dna).every(({ style }) => style !== null)).toBe(true)
  })

  test('rules that ask no model lose the margin, and no team’s record is called evidence', () => {
    const overall = reports.slice(0, REFERENCE_STRATEGIES.length)
    for (const [i, report] of overall.entries()) {
      if (REFERENCE_STRATEGIES[i]?.role === 'benchmark') expect(report.closingLineValue.interval?.[1], report.strategy).toBeLessThan(0)
    }
    expect(reports.filter(({ verdict }) => verdict === 'evidence')).toEqual([])
  })

  test('a record’s parts sum to its report', () => {
    const index = records.findIndex(({ scope }) => scope === 'team')
    const record = records[index] as (typeof records)[number]
    const parts = performanceByContext(record)
    expect(parts.bySeason.reduce((sum, part) => sum + part.bets, 0)).toBe(reports[index]?.bets)
    expect(parts.bySeason.reduce((sum, part) => sum + part.profitUnits, 0)).toBeCloseTo(reports[index]?.profitUnits.value ?? Number.NaN, 9)
  })
})
