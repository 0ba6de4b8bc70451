import type { LeagueMetrics } from '../dna/build-league-dna.ts'
import { pairResiduals } from '../dna/opponents.ts'
import type { TeamDna } from '../dna/team-dna.ts'
import type { MatchHistory } from '../football/history.ts'
import { measureChaos } from '../friction/chaos.ts'
import { type Friction, type FrictionComponentName, QUANTITIES, roundForRank } from '../friction/friction.ts'
import { leagueTraits } from '../friction/pair-quantities.ts'
import { pointResiduals } from '../friction/meetings.ts'
import { predictMatch } from '../forecasting/predict-match.ts'
import { type MeasuredPair, toOutcome } from '../friction/measure-friction.ts'
import { carefulSum, toContribution, type MatchContribution, type Recount, refitGoalsModel } from './contribution.ts'
import { metricContributions } from './recount-metric.ts'

/** Everything that a pair's numbers were made from. */
export interface LeagueOfPairs {
  readonly metrics: LeagueMetrics
  readonly dna: readonly TeamDna[]
  /** All ordered pairs of the league. */
  readonly pairs: readonly MeasuredPair[]
}

export interface PairOfTeams {
  readonly homeId: number
  readonly awayId: number
}

/** Estimates of the goals model for a pair, by name. */
export const PREDICTED_NUMBERS = ['home', 'draw', 'away', 'over25', 'btts', 'totalGoals', 'homeGoalRate', 'awayGoalRate'] as const
export type PredictedNumber = (typeof PREDICTED_NUMBERS)[number]

/** What meetings of a pair were counted into. */
export const MEETING_NUMBERS = ['matches', 'homeWins', 'draws', 'awayWins', 'averageGoals'] as const
export type MeetingNumber = (typeof MEETING_NUMBERS)[number]

const NOTHING: Omit<Recount, 'formula'> = { value: null, n: 0, figures: [], contributions: [] }

const findPair = (league: LeagueOfPairs, { homeId, awayId }: PairOfTeams): MeasuredPair | undefined =>
  league.pairs.find(({ friction }) => friction.homeId === homeId && friction.awayId === awayId)

/** Share of the others that lie below, those alike counted half; in percent. Compared as the ranks compare. */
function placeAmong(value: number, all: readonly number[]): { value: number; below: number; alike: number } {
  const own = roundForRank(value)
  const below = all.filter((other) => roundForRank(other) < own).length
  const alike = all.filter((other) => roundForRank(other) === own).length
  return { value: (below + alike / 2) / (all.length / 100), below, alike }
}

const getQuantity = ({ components }: Friction, part: FrictionComponentName): number | null =>
  components.find(({ key }) => key === part)?.quantity ?? null

/** The matches behind the traits that a part of friction reads, whatever they are. */
function traitMatches(league: LeagueOfPairs, part: FrictionComponentName, { homeId, awayId }: PairOfTeams): MatchContribution[] {
  const traits = leagueTraits(league.dna)
  const asked = new Map<string, readonly [teamId: number, key: string]>()
  QUANTITIES[part](
    (teamId, key) => {
      asked.set(`${teamId}|${key}`, [teamId, key])
      return traits(teamId, key)
    },
    homeId,
    awayId,
  )
  return [...asked.values()].flatMap(([teamId, key]) => metricContributions(league.metrics, { teamId, key }))
}

const newestFirst = (matches: readonly MatchContribution[]): MatchContribution[] =>
  [...matches].sort((a, b) => b.day - a.day || b.matchId - a.matchId)

const LEVEL = 'Share of the league’s ordered pairs whose quantity is lower, those alike counted half, in percent.'

/** The level of one part of friction: where the pair's quantity stands among all pairs. */
export function recountLevel(league: LeagueOfPairs, pair: PairOfTeams, part: FrictionComponentName): Recount {
  const own = findPair(league, pair)
  const quantity = own === undefined ? null : getQuantity(own.friction, part)
  if (quantity === null) return { ...NOTHING, formula: LEVEL }
  const all = league.pairs.flatMap(({ friction }) => getQuantity(friction, part) ?? [])
  const { value, below, alike } = placeAmong(quantity, all)
  const contributions = newestFirst(traitMatches(league, part, pair))
  return {
    value,
    n: new Set(contributions.map(({ matchId }) => matchId)).size,
    formula: LEVEL,
    figures: [
      { name: 'quantity', value: quantity },
      { name: 'pairs', value: all.length },
      { name: 'pairsBelow', value: below },
      { name: 'pairsAlike', value: alike },
    ],
    contributions,
  }
}

/** The friction score: the weighted sum of the levels, each placed again. */
export function recountScore(league: LeagueOfPairs, pair: PairOfTeams): Recount {
  const formula = 'Sum over the measured parts of weight · level; the weights are the league’s, by how reliable each part is.'
  const parts = (findPair(league, pair)?.friction.components ?? []).filter(({ quantity }) => quantity !== null)
  if (parts.length === 0) return { ...NOTHING, formula }
  const levels = parts.map(({ key, weight }) => ({ key, weight, level: recountLevel(league, pair, key) }))
  const contributions = newestFirst([
    ...new Map(
      levels.flatMap(({ level }) => level.contributions.map((match) => [`${match.matchId}|${match.teamId}|${match.part}`, match] as const)),
    ).values(),
  ])
  return {
    value: carefulSum(levels.map(({ weight, level }) => weight * (level.value ?? Number.NaN))),
    n: new Set(contributions.map(({ matchId }) => matchId)).size,
    formula,
    figures: levels.flatMap(({ key, weight, level }) => [
      { name: `weight:${key}`, value: weight },
      { name: `level:${key}`, value: level.value ?? Number.NaN },
    ]),
    contributions,
  }
}

/** Where the pair's chance of chaos stands among all pairs. Its matches are those of the goals model. */
export function recountChaos(league: LeagueOfPairs, pair: PairOfTeams): Recount {
  const formula = `${LEVEL} The quantity: half the entropy of 1X2, half twice the chance of the outsider, from the score matrix.`
  const quantity = ({ prediction }: MeasuredPair): number => measureChaos({ outcome: toOutcome(prediction), sigma: [], n: 0 }).value
  const own = findPair(league, pair)
  if (own === undefined) return { ...NOTHING, formula }
  const { value, below, alike } = placeAmong(quantity(own), league.pairs.map(quantity))
  const { contributions } = refitGoalsModel(league.metrics.view.history)
  return {
    value,
    n: contributions.length,
    formula,
    figures: [
      { name: 'quantity', value: quantity(own) },
      { name: 'pairs', value: league.pairs.length },
      { name: 'pairsBelow', value: below },
      { name: 'pairsAlike', value: alike },
    ],
    contributions,
  }
}

/** A number that the goals model predicts: the model fitted again on its matches, and the pair predicted again. */
export function recountPrediction(history: MatchHistory, pair: PairOfTeams, number: PredictedNumber): Recount {
  const { model, contributions } = refitGoalsModel(history)
  const prediction = predictMatch(model, pair)
  return {
    value: prediction[number].value,
    n: contributions.length,
    formula: 'The goals model fitted on the listed matches by weighted, penalised likelihood; the number is a sum over its score matrix.',
    figures: [
      { name: 'homeGoalRate', value: prediction.homeGoalRate.value ?? Number.NaN },
      { name: 'awayGoalRate', value: prediction.awayGoalRate.value ?? Number.NaN },
      { name: 'rho', value: prediction.rho },
    ],
    contributions,
  }
}

/** Rows in which the two met at either ground, newest first. */
function listMeetings(history: MatchHistory, { homeId, awayId }: PairOfTeams): { row: number; asListed: boolean }[] {
  const getId = (index: number | undefined): number | undefined => history.teams[index ?? -1]?.id
  const found: { row: number; asListed: boolean }[] = []
  for (let row = history.length - 1; row >= 0; row--) {
    const [home, away] = [getId(history.columns.home[row]), getId(history.columns.away[row])]
    if (home === homeId && away === awayId) found.push({ row, asListed: true })
    else if (home === awayId && away === homeId) found.push({ row, asListed: false })
  }
  return found
}

/** What meetings gave beyond the market, shrunk over them; above 0 for the home side. */
export function recountEdge(history: MatchHistory, pair: PairOfTeams): Recount {
  const formula =
    'Of each meeting half the difference of both sides’ points against the market; their mean · n / (n + kappa), kappa from the league’s pairs.'
  const residuals = pointResiduals(history)
  const components = pairResiduals(history, residuals)?.components
  const meetings = listMeetings(history, pair).flatMap(({ row, asListed }) => {
    const residual = residuals[row] as number
    return Number.isNaN(residual) ? [] : [{ row, observation: asListed ? residual : -residual }]
  })
  if (components === undefined || meetings.length === 0) return { ...NOTHING, formula }
  const sum = carefulSum(meetings.map(({ observation }) => observation))
  return {
    value: sum / (meetings.length + components.kappa),
    n: meetings.length,
    formula,
    figures: [
      { name: 'mean', value: sum / meetings.length },
      { name: 'kappa', value: components.kappa },
    ],
    contributions: meetings.map(({ row, observation }) =>
      toContribution(history, row, { teamId: pair.homeId, part: null, observation, weight: 1 }),
    ),
  }
}

/** What the meetings of two teams were counted into; wins from the side of the first team. */
export function recountMeetings(history: MatchHistory, pair: PairOfTeams, number: MeetingNumber): Recount {
  const { homeGoals, awayGoals } = history.columns
  const meetings = listMeetings(history, pair).map(({ row, asListed }) => {
    const margin = (homeGoals[row] as number) - (awayGoals[row] as number)
    return { row, margin: asListed ? margin : -margin, goals: (homeGoals[row] as number) + (awayGoals[row] as number) }
  })
  const counts: Readonly<Record<Exclude<MeetingNumber, 'averageGoals'>, (margin: number) => boolean>> = {
    matches: () => true,
    homeWins: (margin) => margin > 0,
    draws: (margin) => margin === 0,
    awayWins: (margin) => margin < 0,
  }
  const given = meetings.map(({ row, margin, goals }) => ({
    row,
    observation: number === 'averageGoals' ? goals : Number(counts[number](margin)),
  }))
  const sum = carefulSum(given.map(({ observation }) => observation))
  const mean = meetings.length === 0 ? null : sum / meetings.length
  return {
    value: number === 'averageGoals' ? mean : sum,
    n: meetings.length,
    formula: number === 'averageGoals' ? 'Goals of both sides over the meetings, divided by their number.' : 'A count of meetings.',
    figures: [{ name: 'sum', value: sum }],
    contributions: given.map(({ row, observation }) =>
      toContribution(history, row, { teamId: pair.homeId, part: null, observation, weight: 1 }),
    ),
  }
}
