import { assertNoConstantMetric, toTeamDna, leagueMetrics } from '@mon-ps/core/dna/build-league-dna'
import { compactPrediction, explainPrediction, listCauses } from '@mon-ps/core/forecasting/predict-match'
import { describeStyles, classifyByStrength } from '@mon-ps/core/dna/classify-teams'
import { fitGoalsModel } from '@mon-ps/core/goals-model/fit-goals-model'
import { type FrictionHistory, frictionHistory } from '@mon-ps/core/friction/historical-friction'
import { type FittedGoalsModel, fitSettings } from '@mon-ps/core/goals-model/goal-rates'
import { headToHead } from '@mon-ps/core/friction/meetings'
import { historyBefore, type MatchHistory, getTableEnd, latestSeason } from '@mon-ps/core/football/history'
import { leagueMoments } from '@mon-ps/core/dna/reliability-moments'
import type { MatchTable } from '@mon-ps/core/football/match-table'
import { type MeasuredPair, measureLeagueFriction } from '@mon-ps/core/friction/measure-friction'
import { outlineTeams } from '@mon-ps/core/dna/profile/team-profile'
import { STRATEGIES } from '@mon-ps/core/strategy/strategies'
import { walkForwardBets } from '@mon-ps/core/strategy/walk-forward'
import type { CalculatedLeague, CalculatedPair } from './league-result.ts'
import { packBets } from './packed-bets.ts'

/** What a league's calculation goes through, in this order. */
export const LEAGUE_PHASES = ['fit', 'dna', 'friction', 'strategies'] as const
export type LeaguePhase = (typeof LEAGUE_PHASES)[number]

/**
 * Everything that is stored of one league: model, the DNA of its latest season's teams, friction and prediction of all
 * their ordered pairs, and the rules' bets. Pure: the same table gives the same result in any thread.
 *
 * @param report  called when a phase has ended
 * @throws {CoreError} INVALID_ARGUMENT  a metric that is constant over the league or out of its range
 */
export function calculateLeague(table: MatchTable, report: (phase: LeaguePhase) => void): CalculatedLeague {
  const history = historyBefore(table, getTableEnd(table))
  const season = latestSeason(history)
  const model = fitGoalsModel(history)
  report('fit')
  const metrics = leagueMetrics(history, model, { season })
  const dna = toTeamDna(metrics)
  // A number that is the same for every team says nothing of any: it is an error here, and never stored.
  assertNoConstantMetric(dna)
  const reliability = leagueMoments(metrics)
  const outlines = outlineTeams(history, metrics.expectation, dna)
  report('dna')
  const measured = measureLeagueFriction({ history, model, dna, season })
  const earlier = frictionHistory(history, season, metrics.expectation)
  const pairs = measured.map((pair) => toStored(pair, { model, history, earlier }))
  report('friction')
  const bets = packBets(table.competition, walkForwardBets(table, STRATEGIES))
  report('strategies')
  const ids = new Set(dna.map(({ teamId }) => teamId))
  return {
    competition: table.competition,
    season,
    teams: table.teams.filter(({ id }) => ids.has(id)),
    dna,
    reliability,
    outlines,
    styles: describeStyles(dna),
    classes: classifyByStrength(model, [...ids]),
    model: fitSettings(model),
    pairs,
    bets,
  }
}

interface LeagueOfPair {
  readonly model: FittedGoalsModel
  readonly history: MatchHistory
  readonly earlier: FrictionHistory
}

function toStored({ friction, prediction }: MeasuredPair, { model, history, earlier }: LeagueOfPair): CalculatedPair {
  const { home, draw, away, over25, btts, totalGoals } = prediction
  const { meetings, ...counts } = headToHead(history, prediction.homeId, prediction.awayId)
  return {
    friction,
    estimates: { home, draw, away, over25, btts, totalGoals },
    stored: compactPrediction(prediction),
    reasons: listCauses(explainPrediction(model, prediction)),
    headToHead: { ...counts, lastDay: meetings[0]?.day ?? null },
    earlier: earlier(prediction.homeId, prediction.awayId),
  }
}
