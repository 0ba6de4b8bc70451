import { measureReliability, type Reliability } from '@mon-ps/core/forecasting/scoring/reliability'
import { measureSkill, SCORES, type Skill, writeMatchScores } from '@mon-ps/core/forecasting/scoring/scores'
import { recordsByCompetition, recordsByTeam, recordsOverall } from '@mon-ps/core/strategy/bet-records'
import { evaluateStrategies } from '@mon-ps/core/strategy/evaluate-strategies'
import { type ContextFilters, contextFilters, performanceByContext } from '@mon-ps/core/strategy/performance-by-context'
import { backtestRules } from './backtest-rules.ts'
import type { CalculatedRecord, CalculatedRecords, RecordsTask } from './league-result.ts'
import { unpackBets } from './packed-bets.ts'

export const PROBABILITIES = ['p_h', 'p_d', 'p_a', 'p_o25', 'p_btts'] as const
export type ProbabilityColumn = (typeof PROBABILITIES)[number]

/** One match and what a source says of it. Probabilities that the source does not give are NaN. */
export interface Prediction {
  readonly div: string
  readonly season: string
  readonly date: string
  readonly home: string
  readonly away: string
  readonly probabilities: Readonly<Record<ProbabilityColumn, number>>
  /** Null in a file that holds forecasts only. */
  readonly goals: { readonly home: number; readonly away: number } | null
}

/** A prediction with the 95 % interval of each probability. */
export interface IntervalPrediction extends Prediction {
  readonly intervals: Readonly<Record<ProbabilityColumn, readonly [low: number, high: number]>>
}

/** Any fixed seed: intervals are the same on every machine. */
export const BOOTSTRAP_SEED = 20_260_101
const DAY_MS = 86_400_000

/** What forecasts of played matches were worth. */
export interface SkillReport {
  readonly matches: number
  readonly skill: Skill
}

/** Number of the calendar week of an ISO date. */
const toWeek = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS / 7)

/** Scores of predictions whose goals are known, in their order. */
export function toScores(predictions: readonly Prediction[]): { readonly scores: Float64Array; readonly week: Float64Array } {
  const scores = new Float64Array(predictions.length * SCORES.length)
  predictions.forEach(({ probabilities: p, goals }, i) => {
    const known = { home: p.p_h, draw: p.p_d, away: p.p_a, over25: p.p_o25, btts: p.p_btts }
    writeMatchScores(known, goals ?? { home: Number.NaN, away: Number.NaN }, scores, i * SCORES.length)
  })
  return { scores, week: Float64Array.from(predictions, ({ date }) => toWeek(date)) }
}

export const skillReport = (predictions: readonly Prediction[]): SkillReport => ({
  matches: predictions.length,
  skill: measureSkill(toScores(predictions), BOOTSTRAP_SEED),
})

/** Whether goals made each market's outcome true. */
export const HAPPENED: Readonly<Record<(typeof PROBABILITIES)[number], (home: number, away: number) => boolean>> = {
  p_h: (home, away) => home > away,
  p_d: (home, away) => home === away,
  p_a: (home, away) => home < away,
  p_o25: (home, away) => home + away > 2,
  p_btts: (home, away) => home > 0 && away > 0,
}

/** Reliability of each market over predictions whose goals are known. */
export function reliabilityByMarket(predictions: readonly Prediction[]): Readonly<Record<string, Reliability>> {
  return Object.fromEntries(
    PROBABILITIES.map((name) => {
      const known = predictions.filter(({ probabilities, goals }) => goals !== null && !Number.isNaN(probabilities[name]))
      const happened = known.map(({ goals }) => (goals !== null && HAPPENED[name](goals.home, goals.away) ? 1 : 0))
      return [
        name,
        measureReliability(
          known.map(({ probabilities }) => probabilities[name]),
          happened,
        ),
      ]
    }),
  )
}

/** Every record that will be shown, evaluated in one go, and every rule's backtest. Pure, and the same in any thread. */
export function evaluateRecords({ leagues, ...options }: RecordsTask): CalculatedRecords {
  const ruleBets = leagues.flatMap(({ bets }) => unpackBets(bets))
  const shown = new Set(leagues.flatMap(({ bets, teamIds }) => teamIds.map((id) => `${bets.competition}|${id}`)))
  const ofTeams = recordsByTeam(ruleBets).filter(({ competition, teamId }) => shown.has(`${competition}|${teamId}`))
  const overall = recordsOverall(ruleBets)
  const records = [...ofTeams, ...recordsByCompetition(ruleBets), ...overall]
  const reports = evaluateStrategies(records, options)
  const contexts = records.map(performanceByContext)
  const filters = contextFilters(contexts)
  return {
    records: records.map((record, index): CalculatedRecord => {
      const { scope, competition, teamId } = record
      return {
        scope: scope === 'competition' ? 'league' : scope,
        competition,
        teamId,
        report: reports[index] as CalculatedRecord['report'],
        contexts: contexts[index] as CalculatedRecord['contexts'],
        contextFilters: filters[index] as ContextFilters,
      }
    }),
    backtests: backtestRules({ ruleBets, overall, seed: options.seed }),
  }
}
