import { type DixonColesInput, fitDixonColes } from '@mon-ps/core/goals-model/fit-dixon-coles'
import { baselineMs } from './timing.ts'

/** One size: leagues that no match connects are fitted one by one, so the cost grows with their number, not with its cube. */
export interface ScalePoint {
  readonly leagues: number
  readonly teams: number
  readonly matches: number
  readonly ms: number
  readonly microsecondsPerMatch: number
  readonly ratioToBaseline: number
}

export interface ScaleBench {
  readonly baselineMs: number
  /** More leagues of twenty teams with ten thousand matches each. */
  readonly byLeagues: readonly ScalePoint[]
  /** More matches in one league of twenty teams. */
  readonly byMatches: readonly ScalePoint[]
  /** More teams in one league that hangs together: here the cost is cubic in the teams. */
  readonly byTeams: readonly ScalePoint[]
}

const TEAMS = 20
const MATCHES = 10_000
const PRIOR = {
  teamPrecision: 6,
  interceptMean: Math.log(1.2),
  interceptPrecision: 1,
  homeAdvantageMean: 0.25,
  homeAdvantagePrecision: 4,
  rhoMean: -0.05,
  rhoPrecision: 200,
}

/** Seeded goals of teams of different strength; a linear congruential generator, the same on every machine. */
function league(teams: number, matches: number, seed: number): DixonColesInput {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const strength = Float64Array.from({ length: teams }, () => next() - 0.5)
  const goals = (rate: number): number => {
    let [count, product] = [0, next()]
    for (const limit = Math.exp(-rate); product > limit; count++) product *= next()
    return count
  }
  const columns = {
    home: new Float64Array(matches),
    away: new Float64Array(matches),
    homeGoals: new Float64Array(matches),
    awayGoals: new Float64Array(matches),
  }
  for (let i = 0; i < matches; i++) {
    const home = Math.floor(next() * teams)
    const away = (home + 1 + Math.floor(next() * (teams - 1))) % teams
    const gap = ((strength[home] ?? 0) - (strength[away] ?? 0)) / 2
    columns.home[i] = home
    columns.away[i] = away
    columns.homeGoals[i] = goals(1.5 * Math.exp(gap))
    columns.awayGoals[i] = goals(1.15 * Math.exp(-gap))
  }
  return {
    ...columns,
    weights: new Float64Array(matches).fill(1),
    teamCount: teams,
    prior: { ...PRIOR, teamMean: new Float64Array(teams) },
  }
}

function measure(leagues: readonly DixonColesInput[], baseline: number): ScalePoint {
  const start = performance.now()
  for (const each of leagues) fitDixonColes(each)
  const ms = performance.now() - start
  const matches = leagues.reduce((sum, each) => sum + each.home.length, 0)
  return {
    leagues: leagues.length,
    teams: leagues.reduce((sum, each) => sum + each.teamCount, 0),
    matches,
    ms,
    microsecondsPerMatch: (ms * 1000) / matches,
    ratioToBaseline: ms / baseline,
  }
}

/** Cost against size, up to 2,000 teams and a million matches. */
export function benchScale(): ScaleBench {
  const baseline = baselineMs()
  const many = (count: number) => Array.from({ length: count }, (_, i) => league(TEAMS, MATCHES, i + 1))
  measure(many(5), baseline)
  return {
    baselineMs: baseline,
    byLeagues: [1, 10, 100].map((count) => measure(many(count), baseline)),
    byMatches: [1000, 10_000, 100_000, 1_000_000].map((matches) => measure([league(TEAMS, matches, 7)], baseline)),
    byTeams: [20, 50, 100, 200, 400].map((teams) => measure([league(teams, teams * 50, 7)], baseline)),
  }
}
