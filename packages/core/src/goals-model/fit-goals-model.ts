import { CoreError } from '../errors.ts'
import type { MatchHistory } from '../football/history.ts'
import type { TeamRef } from '../football/match-table.ts'
import { ATTACK_AT, type DixonColesPrior, HOME_ADVANTAGE_AT, INTERCEPT_AT } from './dixon-coles-objective.ts'
import { fitDixonColes } from './fit-dixon-coles.ts'
import { type FitWindow, fitWindow } from './fit-window.ts'
import type { FittedGoalsModel, GoalsPrior } from './fitted-goals-model.ts'

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
 * What is believed of goals before any match: about 1.2 from an away side, within a factor of 7. It
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
 * Dixon-Coles model with time decay. Under a prior one match is enough: then the prior speaks.
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
