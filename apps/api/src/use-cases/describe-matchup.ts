import type { Estimate } from '@mon-ps/core/numeric/estimate'
import type { FittedGoalsModel } from '@mon-ps/core/goals-model/goal-rates'
import type { MatchPrediction, PredictionExplanation } from '@mon-ps/core/forecasting/predict-match'
import type { MatchRow } from '@mon-ps/db/repositories/matches'
import type { FrictionComponentWire, Matchup, MeetingWire, ModelSettings } from '@mon-ps/contract/matchup'
import { statOf } from '../wire/to-wire.ts'

/** Goals of each side up to which the page shows the grid; what lies beyond is summed. */
const GRID_GOALS = 6
const MEETINGS_SHOWN = 20

export type Reasons = Matchup['reasons']

/** Core's two explanations side by side: what each cause adds to each side's goals. */
export function reasonsOf({ home, away }: PredictionExplanation): Reasons {
  return home.flatMap((reason) => {
    const other = away.find(({ cause }) => cause === reason.cause)
    return other ? [{ cause: reason.cause, homeGoals: reason.goals, awayGoals: other.goals }] : []
  })
}

export const settingsOf = ({ xiPerDay, prior }: FittedGoalsModel): ModelSettings => ({ xiPerDay, teamPrecision: prior.teamPrecision })

/** What the goals model says, in the shape of the wire: the same whether it was stored or is calculated now. */
export function describePrediction(
  prediction: MatchPrediction,
): Pick<Matchup, 'neutralVenue' | 'basis' | 'probabilities' | 'predictedWinner' | 'goalRates' | 'scoreline' | 'markets'> {
  const { home, draw, away, over25, btts } = prediction
  return {
    neutralVenue: prediction.neutralVenue,
    basis: { ...prediction.basis },
    probabilities: { home: statOf(home), draw: statOf(draw), away: statOf(away), over25: statOf(over25), btts: statOf(btts) },
    predictedWinner: likeliest(home, draw, away),
    goalRates: {
      home: statOf(prediction.homeGoalRate),
      away: statOf(prediction.awayGoalRate),
      total: statOf(prediction.totalGoals),
    },
    scoreline: scorelineOf(prediction),
    markets: prediction.markets.map((market) => ({ ...market })),
  }
}

/** The likeliest of the three outcomes; the first of equals. */
export function likeliest(home: Estimate, draw: Estimate, away: Estimate): Matchup['predictedWinner'] {
  if (home.value === null || draw.value === null || away.value === null) return null
  if (home.value >= draw.value && home.value >= away.value) return 'home'
  return draw.value >= away.value ? 'draw' : 'away'
}

function scorelineOf({ scoreMatrix, maxGoals, tailMass }: MatchPrediction): Matchup['scoreline'] {
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

export function componentsOf(parts: readonly FrictionPart[]): FrictionComponentWire[] {
  return parts.map(({ key, level, weight, contribution }) => ({ key, level: statOf(level), weight, contribution }))
}

/** Meetings of two teams at either ground, counted from the side of the first one. */
export function headToHeadOf(matches: readonly MatchRow[], homeId: number): Matchup['headToHead'] {
  const margins = matches.map((match) => (match.homeId === homeId ? match.homeGoals - match.awayGoals : match.awayGoals - match.homeGoals))
  const goals = matches.reduce((sum, { homeGoals, awayGoals }) => sum + homeGoals + awayGoals, 0)
  return {
    matches: matches.length,
    homeWins: margins.filter((margin) => margin > 0).length,
    draws: margins.filter((margin) => margin === 0).length,
    awayWins: margins.filter((margin) => margin < 0).length,
    avgGoals: matches.length === 0 ? null : goals / matches.length,
    meetings: matches.slice(0, MEETINGS_SHOWN).map(meetingOf),
  }
}

function meetingOf(match: MatchRow): MeetingWire {
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
