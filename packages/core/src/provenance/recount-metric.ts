import type { LeagueMetrics } from '../dna/build-league-dna.ts'
import { HALF_LIFE_MATCHES, type LeagueMetric, type MetricTrace, WINDOW_MATCHES } from '../dna/estimate-metric.ts'
import type { MarketExpectation } from '../dna/market-expectation.ts'
import { fitMarketStrengths, MAX_AGE_DAYS, XI_PER_DAY } from '../dna/market-strengths.ts'
import { METRIC_CATALOGUE } from '../dna/metric-catalogue.ts'
import type { MatchHistory } from '../football/history.ts'
import { previousSeason } from '../football/season.ts'
import { decayWeight } from '../goals-model/fit-goals-model.ts'
import { carefulSum, toContribution, type MatchContribution, type Recount, refitGoalsModel } from './contribution.ts'

/** A metric of one team, by the team's id. */
export interface MetricOfTeam {
  readonly teamId: number
  /** As in the metric catalogue. */
  readonly key: string
}

/** Rows of a team, newest first, each with the side on which it played. */
function listAppearances(history: MatchHistory, team: number): { row: number; atHome: boolean }[] {
  const { home, away } = history.columns
  const found: { row: number; atHome: boolean }[] = []
  for (let row = history.length - 1; row >= 0; row--) {
    if (home[row] === team) found.push({ row, atHome: true })
    else if (away[row] === team) found.push({ row, atHome: false })
  }
  return found
}

interface Weighted {
  readonly row: number
  readonly observation: number
  readonly deviation: number
  readonly weight: number
}

/** The appearances that a trace averages for a team: its latest ones, all of them, or all against one opponent. */
function selectAveraged(history: MatchHistory, trace: MetricTrace, team: number, opponent: number | null): Weighted[] {
  const { home, away } = history.columns
  const all = listAppearances(history, team).flatMap(({ row, atHome }) => {
    const at = atHome ? 'home' : 'away'
    const deviation = trace.deviations[at][row] as number
    const isMeeting = (atHome ? away[row] : home[row]) === opponent
    if (Number.isNaN(deviation) || (trace.over === 'meetings' && !isMeeting)) return []
    return [{ row, observation: trace.observations[at][row] as number, deviation }]
  })
  if (trace.over !== 'recent') return all.map((one) => ({ ...one, weight: 1 }))
  return all.slice(0, WINDOW_MATCHES).map((one, age) => ({ ...one, weight: 2 ** (-age / HALF_LIFE_MATCHES) }))
}

/** level + nEff / (nEff + kappa) x weighted mean of the deviations, from the listed matches. */
function recountMean(history: MatchHistory, metric: LeagueMetric, trace: MetricTrace, { teamId, key }: MetricOfTeam): Recount {
  const findTeam = (id: number | undefined): number => history.teams.findIndex((team) => team.id === id)
  const team = findTeam(teamId)
  const subject = metric.byTeam.get(team)?.subjectTeamId
  const matches = selectAveraged(history, trace, team, subject === undefined ? null : findTeam(subject))
  const weight = carefulSum(matches.map((match) => match.weight))
  const squares = carefulSum(matches.map((match) => match.weight ** 2))
  const mean = carefulSum(matches.map((match) => match.weight * match.deviation)) / weight
  const nEff = weight ** 2 / squares
  const kappa = metric.components?.kappa ?? 0
  const reliability = 1 / (1 + kappa / nEff)
  return {
    value: matches.length === 0 ? null : trace.level + reliability * mean,
    n: matches.length,
    formula: `${metric.definition.formula}. ${SHRINKAGE}`,
    figures: [
      { name: 'level', value: trace.level },
      { name: 'mean', value: mean },
      { name: 'nEff', value: nEff },
      { name: 'kappa', value: kappa },
      { name: 'reliability', value: reliability },
    ].filter(({ value }) => Number.isFinite(value)),
    contributions: matches.map(({ row, observation, weight: own }) =>
      toContribution(history, row, { teamId, part: key, observation, weight: own }),
    ),
  }
}

const SHRINKAGE = 'Of it: level + nEff / (nEff + kappa) · weighted mean of the differences from what was expected.'

/** A strength of the goals model: fitted again on the model's matches. */
function recountStrength(history: MatchHistory, metric: LeagueMetric, teamId: number, parameter: 'attack' | 'defence'): Recount {
  const { model, contributions } = refitGoalsModel(history)
  const index = model.teams.findIndex((team) => team.id === teamId)
  const own = contributions.filter(({ homeId, awayId }) => homeId === teamId || awayId === teamId)
  return {
    value: own.length === 0 ? null : (model[parameter][index] as number),
    n: own.length,
    formula: metric.definition.formula,
    figures: [{ name: 'matches', value: contributions.length }],
    contributions,
  }
}

/** Market rates of the rows alone; NaN for all other matches. */
function keepRows(expectation: MarketExpectation, rows: readonly number[]): MarketExpectation {
  const only = (values: Float64Array): Float64Array => {
    const kept = new Float64Array(values.length).fill(Number.NaN)
    for (const row of rows) kept[row] = values[row] as number
    return kept
  }
  return { ...expectation, homeGoals: only(expectation.homeGoals), awayGoals: only(expectation.awayGoals) }
}

/** A strength in the eyes of closing prices: fitted again on the matches of the last months that have them. */
function recountMarketStrength(league: LeagueMetrics, metric: LeagueMetric, teamId: number, part: 'attack' | 'defence'): Recount {
  const { view, expectation } = league
  const { history } = view
  const { day } = history.columns
  const priced = Array.from(day.keys()).filter(
    (row) => (expectation.homeGoals[row] as number) > 0 && (expectation.awayGoals[row] as number) > 0,
  )
  // As the fit counts it: from the latest price.
  const age = (row: number): number => Math.max(0, (day[priced.at(-1) ?? row] as number) - (day[row] as number))
  const rows = priced.filter((row) => age(row) <= MAX_AGE_DAYS)
  const fit = fitMarketStrengths(history, keepRows(expectation, rows), { season: view.season, teams: view.teams })
  const own = fit?.byTeam.get(history.teams.findIndex(({ id }) => id === teamId))
  return {
    value: own?.[part].value ?? null,
    n: own?.n ?? 0,
    formula: metric.definition.formula,
    figures: [{ name: 'matches', value: rows.length }],
    contributions: rows
      .reverse()
      .map((row) =>
        toContribution(history, row, { teamId: null, part: null, observation: null, weight: decayWeight(age(row), XI_PER_DAY) }),
      ),
  }
}

/** A fact of the calendar: matches in the season, none in the one before. */
function recountPromoted({ view }: LeagueMetrics, metric: LeagueMetric, teamId: number): Recount {
  const { history } = view
  const season = history.seasons[view.season] ?? ''
  const before = previousSeason(season)
  const played = listAppearances(
    history,
    history.teams.findIndex(({ id }) => id === teamId),
  ).map(({ row }) => toContribution(history, row, { teamId, part: metric.definition.key, observation: 1, weight: 1 }))
  const contributions = played.filter((match) => match.season === season || match.season === before)
  const earlier = contributions.filter((match) => match.season === before).length
  const now = contributions.length - earlier
  const { formula } = metric.definition
  return { value: earlier === 0 ? 1 : 0, n: now, formula, figures: [{ name: 'matchesSeasonBefore', value: earlier }], contributions }
}

/**
 * A metric's value calculated again from the matches that made it: the observations are the metric's own, the sums are not.
 *
 * @returns null for a metric that the league does not have, or that is not averaged from matches
 * @throws {CoreError} as fitGoalsModel, for a strength of the goals model
 */
export function recountMetric(league: LeagueMetrics, of: MetricOfTeam): Recount | null {
  const { history } = league.view
  const all = [...league.byVector.flatMap(({ metrics }) => metrics), ...league.style]
  const metric = all.find(({ definition }) => definition.key === of.key)
  if (metric === undefined) return null
  if (of.key === METRIC_CATALOGUE.attackStrength.key) return recountStrength(history, metric, of.teamId, 'attack')
  if (of.key === METRIC_CATALOGUE.defenceStrength.key) return recountStrength(history, metric, of.teamId, 'defence')
  if (of.key === METRIC_CATALOGUE.marketAttack.key) return recountMarketStrength(league, metric, of.teamId, 'attack')
  if (of.key === METRIC_CATALOGUE.marketDefence.key) return recountMarketStrength(league, metric, of.teamId, 'defence')
  if (of.key === METRIC_CATALOGUE.promoted.key) return recountPromoted(league, metric, of.teamId)
  return metric.trace === undefined ? null : recountMean(history, metric, metric.trace, of)
}

/** The matches that a metric of a team was averaged from, for a number that is made of several metrics. */
export function metricContributions(league: LeagueMetrics, of: MetricOfTeam): readonly MatchContribution[] {
  return recountMetric(league, of)?.contributions ?? []
}
