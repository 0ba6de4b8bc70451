import { historyBefore } from '../football/history.ts'
import type { Minute } from '../football/time.ts'
import { fitGoalsModel } from '../goals-model/fit-goals-model.ts'
import type { LeagueMetrics } from './build-league-dna.ts'
import { centreBySeasonAndSide, column, type LeagueView, type Observations } from './league-view.ts'
import { fitMarketStrengths } from './market-strengths.ts'
import { METRIC_CATALOGUE } from './metric-catalogue.ts'

/** Strengths by metric, match by match: a season's fit with the team's own part left in the match. */
export type StrengthObservations = ReadonlyMap<string, Observations>

/** Rows of each season, and the minute at which the last of them was known. */
function listSeasons({ history }: LeagueView): { season: number; rows: number[]; end: Minute }[] {
  const seasons = column(history, 'season')
  const known = column(history, 'knownAt')
  return history.seasons.flatMap((_, season) => {
    const rows = Array.from({ length: history.length }, (__, row) => row).filter((row) => seasons[row] === season)
    const last = rows.at(-1)
    return last === undefined ? [] : [{ season, rows, end: known[last] as Minute }]
  })
}

interface Sides {
  readonly attack: Observations
  readonly defence: Observations
}

const emptySides = ({ history }: LeagueView): Sides => {
  const missing = (): Float64Array => new Float64Array(history.length).fill(Number.NaN)
  return { attack: { home: missing(), away: missing() }, defence: { home: missing(), away: missing() } }
}

/** ln(market goals) less the opponent's part in it. */
function marketSides({ view, expectation }: LeagueMetrics): Sides {
  const sides = emptySides(view)
  const [homes, aways] = [column(view.history, 'home'), column(view.history, 'away')]
  const everyone = view.history.teams.map((_, team) => team)
  for (const { season, rows, end } of listSeasons(view)) {
    const fit = fitMarketStrengths(historyBefore(view.history, end), expectation, { season, teams: everyone, xiPerDay: 0 })
    for (const row of fit === null ? [] : rows) {
      const home = fit?.byTeam.get(homes[row] as number)
      const away = fit?.byTeam.get(aways[row] as number)
      if (home === undefined || away === undefined) continue
      const [logHome, logAway] = [Math.log(expectation.homeGoals[row] as number), Math.log(expectation.awayGoals[row] as number)]
      sides.attack.home[row] = logHome + away.defence.value
      sides.attack.away[row] = logAway + home.defence.value
      sides.defence.home[row] = away.attack.value - logAway
      sides.defence.away[row] = home.attack.value - logHome
    }
  }
  return sides
}

/** A fitted strength and what the match's goals went beyond it, in parts of the goals expected: one step of the fit, undone. */
function goalSides({ view }: LeagueMetrics): Sides {
  const sides = emptySides(view)
  const { history } = view
  const [homes, aways] = [column(history, 'home'), column(history, 'away')]
  const [homeGoals, awayGoals] = [column(history, 'homeGoals'), column(history, 'awayGoals')]
  for (const { rows, end } of listSeasons(view)) {
    const model = fitGoalsModel(historyBefore(history, end), { previousSeasons: 0, xiPerDay: 0 })
    const placeById = new Map(model.teams.map(({ id }, place) => [id, place]))
    for (const row of rows) {
      const home = placeById.get(history.teams[homes[row] as number]?.id as number) as number
      const away = placeById.get(history.teams[aways[row] as number]?.id as number) as number
      const [attacks, defences] = [model.attack, model.defence] as const
      const homeRate = Math.exp(model.intercept + model.homeAdvantage + attacks[home]! - defences[away]!)
      const awayRate = Math.exp(model.intercept + attacks[away]! - defences[home]!)
      const [beyondHome, beyondAway] = [(homeGoals[row] as number) / homeRate - 1, (awayGoals[row] as number) / awayRate - 1]
      sides.attack.home[row] = attacks[home]! + beyondHome
      sides.attack.away[row] = attacks[away]! + beyondAway
      sides.defence.home[row] = defences[home]! - beyondAway
      sides.defence.away[row] = defences[away]! - beyondHome
    }
  }
  return sides
}

/**
 * Strengths season by season, each match cleared of the opponent and the ground, so that their reliability can be told as that of any
 * metric: how far teams' seasons lie apart against how far a team's matches do.
 */
export function strengthObservations(league: LeagueMetrics): StrengthObservations {
  const market = marketSides(league)
  const goals = goalSides(league)
  const { marketAttack, marketDefence, attackStrength, defenceStrength } = METRIC_CATALOGUE
  const sides = [
    [marketAttack, market.attack],
    [marketDefence, market.defence],
    [attackStrength, goals.attack],
    [defenceStrength, goals.defence],
  ] as const
  return new Map(sides.map(([{ key }, observations]) => [key, centreBySeasonAndSide(league.view, observations).deviations]))
}
