import { likeliestOutcome } from '@mon-ps/core/forecasting/predict-match'
import { type Day, isoFromDay } from '@mon-ps/core/units'
import type { FrictionVersionRow } from '@mon-ps/db/repositories/frictions'
import type { CalculatedLeague, CalculatedPair } from '../compute/league-result.ts'
import { toEstimates, type LeagueOfRows } from './version-rows.ts'

/** Friction rows of a league's ordered pairs. A pair whose friction cannot be measured has no row. */
export function frictionRows(league: LeagueOfRows, calculated: CalculatedLeague): FrictionVersionRow[] {
  const teamNames = new Map(calculated.teams.map(({ id, name }) => [id, name]))
  const styles = new Map(calculated.styles.map(({ teamId, style }) => [teamId, style]))
  return calculated.pairs.flatMap((pair): FrictionVersionRow[] => {
    const { friction } = pair
    const { homeId, awayId, score } = friction
    if (score.value === null) return []
    const level = (key: string) => friction.components.find((component) => component.key === key)?.level.value ?? null
    return [
      {
        homeId,
        awayId,
        competitionId: league.id,
        season: calculated.season,
        teamHomeName: teamNames.get(homeId) ?? String(homeId),
        teamAwayName: teamNames.get(awayId) ?? String(awayId),
        styleHome: styles.get(homeId) ?? null,
        styleAway: styles.get(awayId) ?? null,
        frictionScore: score.value,
        styleClash: level('style_clash'),
        tempoFriction: level('tempo_friction'),
        mentalClash: level('mental_clash'),
        tacticalFriction: level('tactical_friction'),
        riskFriction: level('risk_friction'),
        ...predictionColumns(pair),
        frictionVector: { components: friction.components, prediction: pair.stored, reasons: pair.reasons, model: calculated.model },
        confidenceLevel: friction.confidence,
        historicalFriction: pair.earlier,
      },
    ]
  })
}

function predictionColumns({ friction, estimates, headToHead }: CalculatedPair) {
  const { home, draw, away, over25, btts, totalGoals } = estimates
  const { psychologicalEdge, chaosPotential, score } = friction
  return {
    psychologicalEdge: psychologicalEdge.value,
    chaosPotential: chaosPotential.value,
    predictedGoals: totalGoals.value,
    predictedBttsProb: btts.value,
    predictedOver25Prob: over25.value,
    predictedWinner: likeliestOutcome(home, draw, away),
    homeWinProb: home.value,
    uncertainty: home.interval === null ? null : home.interval[1] - home.interval[0],
    h2hMatches: headToHead.matches,
    h2hHomeWins: headToHead.homeWins,
    h2hAwayWins: headToHead.awayWins,
    h2hDraws: headToHead.draws,
    h2hAvgGoals: headToHead.averageGoals,
    lastMatchDate: headToHead.lastDay === null ? null : `${isoFromDay(headToHead.lastDay as Day)}T00:00:00Z`,
    matchesAnalyzed: home.n,
    estimates: toEstimates({
      frictionScore: score,
      chaosPotential,
      psychologicalEdge,
      predictedGoals: totalGoals,
      predictedBttsProb: btts,
      predictedOver25Prob: over25,
      homeWinProb: home,
    }),
  }
}
