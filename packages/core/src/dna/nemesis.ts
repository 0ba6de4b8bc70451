import {
  type DnaContext,
  type LeagueMetric,
  type MetricTrace,
  measured,
  notMeasured,
  nowhereMeasured,
  withPercentiles,
} from './estimate-metric.ts'
import type { Observations } from './league-view.ts'
import { goalResiduals } from './market-residuals.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'
import { type PairResiduals, pairResiduals } from './pair-residuals.ts'
import type { DnaMetric, MetricDefinition } from './team-dna.ts'

/** The opponent of the season against whom the shrunk residual is the most extreme. */
function extremeOpponent(
  context: DnaContext,
  pairs: PairResiduals,
  options: { definition: MetricDefinition; sign: 1 | -1; residual: Observations },
): LeagueMetric {
  const { view } = context
  const { definition, sign, residual } = options
  const byTeam = new Map<number, DnaMetric>()
  for (const team of view.teams) {
    let best: DnaMetric | null = null
    for (const opponent of view.teams) {
      const pair = opponent === team ? null : pairs.of(team, opponent)
      if (pair === null || (best !== null && sign * pair.value <= sign * (best.value ?? 0))) continue
      const { value, standardDeviation, reliability, n } = pair
      const subjectTeamId = view.history.teams[opponent]?.id
      best = {
        ...measured(definition, { value, standardDeviation, reliability, n, nEff: n, pValue: pairs.components.pValue }),
        ...(subjectTeamId !== undefined && { subjectTeamId }),
      }
    }
    byTeam.set(team, best ?? notMeasured(definition))
  }
  const trace: MetricTrace = { observations: residual, deviations: residual, level: 0, over: 'meetings' }
  return { definition, reason: null, components: pairs.components, byTeam: withPercentiles(byTeam), trace }
}

/**
 * Opponents against whom the team does worse or better than the market expects. The extreme of many is large by selection:
 * the shrinkage, not the ranking, says what it is worth.
 */
export function nemesisMetrics(context: DnaContext): LeagueMetric[] {
  const { view, expectation } = context
  const { toughestOpponent, favouriteOpponent } = METRIC_CATALOGUE
  const residual = goalResiduals(
    view.history,
    expectation,
    (side) => side.scored - side.conceded - (side.expectedScored - side.expectedConceded),
  )
  const pairs = pairResiduals(view.history, residual.home)
  if (pairs === null) {
    return [toughestOpponent, favouriteOpponent].map((definition) =>
      nowhereMeasured(view, definition, `too few meetings with ${definition.needs}`),
    )
  }
  return [
    extremeOpponent(context, pairs, { definition: toughestOpponent, sign: -1, residual }),
    extremeOpponent(context, pairs, { definition: favouriteOpponent, sign: 1, residual }),
  ]
}
