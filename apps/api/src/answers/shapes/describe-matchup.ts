import { toStat } from '@mon-ps/contract/answer'
import type { Estimate } from '@mon-ps/core/numeric/estimate'
import { likeliestOutcome, type MatchPrediction } from '@mon-ps/core/forecasting/predict-match'
import type { MatchRow } from '@mon-ps/db/repositories/matches'
import type { FrictionComponentWire, Matchup, MeetingWire } from '@mon-ps/contract/matchup'

/** Goals of each side up to which the page shows the grid; what lies beyond is summed. */
const GRID_GOALS = 6
const MEETINGS_SHOWN = 20

/** What the goals model says, in the shape of the wire: the same whether it was stored or is calculated now. */
export function describePrediction(
  prediction: MatchPrediction,
): Pick<Matchup, 'neutralVenue' | 'basis' | 'probabilities' | 'predictedWinner' | 'goalRates' | 'scoreline' | 'markets'> {
  const { home, draw, away, over25, btts } = prediction
  return {
    neutralVenue: prediction.neutralVenue,
    basis: { ...prediction.basis },
    probabilities: { home: toStat(home), draw: toStat(draw), away: toStat(away), over25: toStat(over25), btts: toStat(btts) },
    predictedWinner: likeliestOutcome(home, draw, away),
    goalRates: {
      home: toStat(prediction.homeGoalRate),
      away: toStat(prediction.awayGoalRate),
      total: toStat(prediction.totalGoals),
    },
    scoreline: toScoreline(prediction),
    markets: prediction.markets.map((market) => ({ ...market })),
  }
}

function toScoreline({ scoreMatrix, maxGoals, tailMass }: MatchPrediction): Matchup['scoreline'] {
  const shown = Math.min(GRID_GOALS, maxGoals) + 1
  const grid = Array.from({ length: shown }, (_, home) =>
    Array.from(scoreMatrix.subarray(home * (maxGoals + 1), home * (maxGoals + 1) + shown)),
  )
  const inside = grid.reduce((sum, row) => sum + row.reduce((partial, cell) => partial + cell, 0), 0)
  return { grid, rest: Math.max(0, 1 - inside), tailMass }
}

/** A part of the friction score as core measures it and as a row stores it. */
export interface FrictionPart {
  readonly key: string
  readonly level: Estimate
  readonly weight: number
  readonly contribution: number | null
}

export function toComponents(parts: readonly FrictionPart[]): FrictionComponentWire[] {
  return parts.map(({ key, level, weight, contribution }) => ({ key, level: toStat(level), weight, contribution }))
}

/** Meetings of two teams at either ground, counted from the side of the first one. */
export function toHeadToHead(matches: readonly MatchRow[], homeId: number): Matchup['headToHead'] {
  const margins = matches.map((match) => (match.homeId === homeId ? match.homeGoals - match.awayGoals : match.awayGoals - match.homeGoals))
  const goals = matches.reduce((sum, { homeGoals, awayGoals }) => sum + homeGoals + awayGoals, 0)
  return {
    matches: matches.length,
    homeWins: margins.filter((margin) => margin > 0).length,
    draws: margins.filter((margin) => margin === 0).length,
    awayWins: margins.filter((margin) => margin < 0).length,
    avgGoals: matches.length === 0 ? null : goals / matches.length,
    meetings: matches.slice(0, MEETINGS_SHOWN).map(toMeeting),
  }
}

function toMeeting(match: MatchRow): MeetingWire {
  return {
    matchId: match.id,
    playedOn: match.playedOn,
    season: match.season,
    home: { id: match.homeId, name: match.homeName },
    away: { id: match.awayId, name: match.awayName },
    homeGoals: match.homeGoals,
    awayGoals: match.awayGoals,
  }
}
