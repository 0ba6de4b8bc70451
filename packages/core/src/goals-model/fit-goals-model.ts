import { CoreError } from '../errors.ts'
import { type MatchHistory, promotedTeams } from '../football/history.ts'
import type { TeamRef } from '../football/match-table.ts'
import { toDay } from '../football/time.ts'
import { ATTACK_AT, type DixonColesPrior, HOME_ADVANTAGE_AT, INTERCEPT_AT } from './dixon-coles-objective.ts'
import type { DixonColesMatches } from './dixon-coles-statistics.ts'
import { fitDixonColes } from './fit-dixon-coles.ts'
import type { FittedGoalsModel, GoalsPrior } from './goal-rates.ts'

/** Chosen on the seasons 2015-16 to 2017-18 of the big five leagues; the optimum is flat around them. */
export const DEFAULT_GOALS_PRIOR: GoalsPrior = {
  teamPrecision: 6,
  promotedMean: -0.2,
  homeAdvantageMean: 0.25,
  homeAdvantagePrecision: 4,
  rhoMean: -0.05,
  rhoPrecision: 200,
}
/** Per day: a match counts half after 385 days. */
export const DEFAULT_XI_PER_DAY = 0.0018
/** Seasons before the latest one that a fit reads. */
export const DEFAULT_PREVIOUS_SEASONS = 3

/**
 * Prior of goals before any match: about 1.2 from an away side, within a factor of 7. It
 * weighs as much as one goal, and it keeps a league finite whose first matches all ended 0-0.
 */
const INTERCEPT_PRIOR = { mean: Math.log(1.2), precision: 1 }

export interface FitGoalsModelOptions {
  /** Default 0.0018; 0 counts all matches alike. */
  readonly xiPerDay?: number
  /** Seasons before the latest one; default 3. */
  readonly previousSeasons?: number
  /** Overrides of {@link DEFAULT_GOALS_PRIOR}; teamPrecision 0 and the others 0 give maximum likelihood. */
  readonly prior?: Partial<GoalsPrior>
  /** An earlier model of the same competition: its optimum is where the search starts. */
  readonly warmStart?: FittedGoalsModel
  /** Default 50. */
  readonly maxIterations?: number
  /** Return a fit that ran out of iterations, marked `converged: false`, in place of an error; default false. */
  readonly allowUnconverged?: boolean
}

/**
 * Fits one competition's goals model to what was known at the history's `asOf`: a shrunken (MAP)
 * Dixon-Coles model with time decay. With a prior one match is enough: the fit then stays near the prior.
 *
 * @throws {CoreError} TOO_FEW_MATCHES   no match in the window, or all too old to weigh anything
 * @throws {CoreError} DID_NOT_CONVERGE  iterations ran out (unless allowed), or the data do not determine the
 *                                       parameters and no prior helps
 * @throws {CoreError} INVALID_ARGUMENT  a negative decay or precision, a previousSeasons that is no whole number, a
 *                                       score that is no score
 * @source  Dixon and Coles (1997), Applied Statistics 46, 265-280; priors as penalties: docs/models/goals-model.md
 */
export function fitGoalsModel(history: MatchHistory, options: FitGoalsModelOptions = {}): FittedGoalsModel {
  const { xiPerDay = DEFAULT_XI_PER_DAY, previousSeasons = DEFAULT_PREVIOUS_SEASONS } = options
  if (!(Number.isInteger(previousSeasons) && previousSeasons >= 0))
    throw new CoreError('INVALID_ARGUMENT', `got previousSeasons ${previousSeasons}, expected a whole number of 0 or more`, {
      previousSeasons,
    })
  if (history.length === 0) {
    const { competition, asOf } = history
    throw new CoreError('TOO_FEW_MATCHES', `got no match of ${competition} before the date asked for, expected at least 1`, {
      competition,
      asOf,
    })
  }
  const prior = { ...DEFAULT_GOALS_PRIOR, ...options.prior }
  const window = fitWindow(history, previousSeasons, xiPerDay)
  const teamMean = Float64Array.from(window.promoted, (promoted) => (promoted ? prior.promotedMean : 0))
  const fit = fitDixonColes({
    ...window.matches,
    prior: matchPrior(prior, teamMean),
    ...(options.warmStart && { start: warmStart(options.warmStart, window, teamMean) }),
    ...(options.maxIterations !== undefined && { maxIterations: options.maxIterations }),
    ...(options.allowUnconverged !== undefined && { allowUnconverged: options.allowUnconverged }),
  })
  const { statistics, iterations, converged, negativeLogLikelihood, gradientNorm, ...parameters } = fit
  const effectiveMatches = statistics.weight ** 2 / statistics.squaredWeight
  return {
    competition: history.competition,
    asOf: history.asOf,
    teams: window.teams,
    ...parameters,
    matchesByTeam: statistics.matchesByTeam,
    weightByTeam: statistics.weightByTeam,
    promoted: window.promoted,
    prior,
    xiPerDay,
    diagnostics: { matches: statistics.matches, effectiveMatches, iterations, converged, negativeLogLikelihood, gradientNorm },
  }
}

function matchPrior(prior: GoalsPrior, teamMean: Float64Array): DixonColesPrior {
  const { promotedMean: _, ...shared } = prior
  return {
    ...shared,
    teamMean,
    interceptMean: INTERCEPT_PRIOR.mean,
    interceptPrecision: prior.teamPrecision > 0 ? INTERCEPT_PRIOR.precision : 0,
  }
}

/** The earlier optimum, reordered; a team that it does not know starts at its prior mean. */
function warmStart(model: FittedGoalsModel, window: FitWindow, teamMean: Float64Array): Float64Array {
  const n = window.teams.length
  const start = new Float64Array(3 + 2 * n)
  const index = new Map(model.teams.map((team: TeamRef, i): [number, number] => [team.id, i]))
  start[INTERCEPT_AT] = model.intercept
  start[HOME_ADVANTAGE_AT] = model.homeAdvantage
  start[2 + 2 * n] = model.rho
  window.teams.forEach((team, i) => {
    const before = index.get(team.id)
    start[ATTACK_AT + i] = before === undefined ? teamMean[i]! : model.attack[before]!
    start[ATTACK_AT + n + i] = before === undefined ? teamMean[i]! : model.defence[before]!
  })
  return start
}

/** The matches that a fit reads, with teams numbered among those that played in them. */
export interface FitWindow {
  readonly matches: DixonColesMatches
  readonly teams: readonly TeamRef[]
  /** 1 where a team entered the competition in the history's latest season. */
  readonly promoted: Uint8Array
}

/**
 * The history's latest season and `previousSeasons` before it, weighted by age at `asOf`.
 *
 * A team counts as promoted when it played in that latest season and not in the one directly before it. Where that one is not
 * loaded no team does, because its teams are unknown.
 */
function fitWindow(history: MatchHistory, previousSeasons: number, xiPerDay: number): FitWindow {
  const { season, home, away, day, homeGoals, awayGoals } = history.columns
  let latest = -1
  for (let i = 0; i < history.length; i++) latest = Math.max(latest, season[i]!)
  const oldest = latest - previousSeasons
  let first = history.length
  let count = 0
  for (let i = 0; i < history.length; i++) {
    if (season[i]! < oldest) continue
    if (count++ === 0) first = i
  }
  const index = new Map<number, number>()
  const numbered = (team: number): number => {
    const known = index.get(team)
    if (known !== undefined) return known
    index.set(team, index.size)
    return index.size - 1
  }
  const columns = {
    home: new Float64Array(count),
    away: new Float64Array(count),
    homeGoals: new Float64Array(count),
    awayGoals: new Float64Array(count),
    weights: new Float64Array(count),
  }
  const today = toDay(history.asOf)
  let row = 0
  for (let i = first; i < history.length; i++) {
    if (season[i]! < oldest) continue
    columns.home[row] = numbered(home[i]!)
    columns.away[row] = numbered(away[i]!)
    columns.homeGoals[row] = homeGoals[i]!
    columns.awayGoals[row] = awayGoals[i]!
    // A match known by `asOf` may still carry the local date of a day that has not begun in UTC.
    columns.weights[row] = decayWeight(Math.max(0, today - day[i]!), xiPerDay)
    row++
  }
  const tableTeams = [...index.keys()]
  const promoted = promotedTeams(history, latest)
  return {
    matches: { ...columns, teamCount: index.size },
    teams: tableTeams.map((team) => history.teams[team]!),
    promoted: Uint8Array.from(tableTeams, (team) => (promoted?.has(team) ? 1 : 0)),
  }
}

/**
 * How much a match still counts after `days`: exp(-xiPerDay x days). At the default rate of 0.0018 a
 * match counts half after 385 days.
 *
 * @param days      since the match, >= 0
 * @param xiPerDay  >= 0; 0 counts all matches alike
 * @throws {CoreError} INVALID_ARGUMENT  either negative or not finite
 * @source  Dixon and Coles (1997), section 4.4 (there per half week)
 * @example decayWeight(0, 0.0018) // 1
 */
export function decayWeight(days: number, xiPerDay: number): number {
  if (!(days >= 0 && xiPerDay >= 0 && Number.isFinite(days) && Number.isFinite(xiPerDay)))
    throw new CoreError('INVALID_ARGUMENT', `got ${days} days at ${xiPerDay} per day, expected finite numbers of 0 or more`, {
      days,
      xiPerDay,
    })
  return Math.exp(-xiPerDay * days)
}
