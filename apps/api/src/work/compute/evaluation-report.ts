import { type Reliability, measureReliability } from '@mon-ps/core/forecasting/scoring/reliability'
import { SCORES, type Skill, measureSkill, writeMatchScores } from '@mon-ps/core/forecasting/scoring/scores'
import { type Prediction, PROBABILITIES } from './prediction.ts'

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
