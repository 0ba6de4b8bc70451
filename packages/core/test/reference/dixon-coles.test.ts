import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  asianHandicap,
  bothTeamsToScore,
  correctScore,
  matchOutcome,
  teamTotal,
  totalGoals,
  winToNil,
} from '../../src/goals-model/markets.ts'
import { fitDixonColes } from '../../src/goals-model/fit-dixon-coles.ts'
import { scoreMatrix } from '../../src/goals-model/score-matrix.ts'
import { realFitSlice } from '../real-files.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const slice = realFitSlice()
const flat = { interceptMean: 0, interceptPrecision: 0, homeAdvantageMean: 0, homeAdvantagePrecision: 0, rhoMean: 0, rhoPrecision: 0 }

interface Optimum {
  negativeLogLikelihood: number
  parameters: number[]
  standardErrors: number[]
}

function columns(rows: number[][], teamCount: number) {
  const column = (at: number) => Float64Array.from(rows, (row) => row[at]!)
  return { home: column(0), away: column(1), homeGoals: column(2), awayGoals: column(3), weights: column(4), teamCount }
}

test('a small league is fitted to the optimum and standard errors that scipy finds, with and without a prior', () => {
  const reference: { matches: number[][]; teamMean: number[]; maximumLikelihood: Optimum; withPrior: Optimum } = read('dixon-coles.json')
  const matches = columns(reference.matches, 6)
  const prior = {
    teamPrecision: 6,
    teamMean: Float64Array.from(reference.teamMean),
    interceptMean: Math.log(1.2),
    interceptPrecision: 1,
    homeAdvantageMean: 0.25,
    homeAdvantagePrecision: 4,
    rhoMean: -0.05,
    rhoPrecision: 200,
  }
  const fits = [
    [fitDixonColes(matches), reference.maximumLikelihood],
    [fitDixonColes({ ...matches, prior }), reference.withPrior],
  ] as const
  for (const [fit, optimum] of fits) {
    expect(fit.converged).toBe(true)
    expect(fit.negativeLogLikelihood).toBeCloseTo(optimum.negativeLogLikelihood, 5)
    const parameters = [fit.intercept, fit.homeAdvantage, ...fit.attack, ...fit.defence, fit.rho]
    parameters.forEach((value, i) => {
      expect(value).toBeCloseTo(optimum.parameters[i]!, 4)
      expect(Math.sqrt(fit.covariance[i * 15 + i]!)).toBeCloseTo(optimum.standardErrors[i]!, 4)
    })
  }
})

test.skipIf(slice === null)(
  `three Premier League seasons are fitted to their known optimum${slice === null ? ' (skipped: no real data)' : ''}`,
  () => {
    const rows = readFileSync(slice ?? '', 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','))
    const teams = [...new Set(rows.flatMap((row) => [row[1], row[2]]))]
    const matches = columns(
      rows.map((row) => [teams.indexOf(row[1]), teams.indexOf(row[2]), ...row.slice(3).map(Number)]),
      teams.length,
    )
    expect([rows.length, teams.length]).toEqual([1140, 25])
    const likelihood = fitDixonColes(matches)
    expect(likelihood.negativeLogLikelihood).toBeCloseTo(2121.3043, 4)
    expect(likelihood.homeAdvantage).toBeCloseTo(0.181, 4)
    expect(likelihood.rho).toBeCloseTo(0.02195, 5)
    expect(Math.abs(likelihood.attack.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-9)
    const shrunk = fitDixonColes({ ...matches, prior: { ...flat, teamPrecision: 6, teamMean: new Float64Array(25) } })
    expect(shrunk.negativeLogLikelihood).toBeCloseTo(2122.7455, 4)
    expect(shrunk.homeAdvantage).toBeCloseTo(0.181, 4)
    expect(shrunk.rho).toBeCloseTo(0.02333, 5)
  },
)

test('the score matrix and its markets agree with sums over a grid made by scipy', () => {
  const r = read('score-matrix.json')
  const matrix = scoreMatrix(r.homeRate, r.awayRate, r.rho)
  const { home, draw, away } = matchOutcome(matrix)
  const handicap = asianHandicap(matrix, 'home', -1)
  const pairs: [number, number][] = [
    [home, r.home],
    [draw, r.draw],
    [away, r.away],
    [totalGoals(matrix, 'over', 2.5).win, r.over25],
    [totalGoals(matrix, 'under', 3.5).win, r.under35],
    [bothTeamsToScore(matrix).yes, r.btts],
    [handicap.win, r.homeMinusOne.win],
    [handicap.push, r.homeMinusOne.push],
    [handicap.loss, r.homeMinusOne.loss],
    [winToNil(matrix, 'home'), r.homeToNil],
    [teamTotal(matrix, 'away', { pick: 'over', line: 1.5 }).win, r.awayOver15],
    [correctScore(matrix, 2, 1), r.score21],
    [matrix.tailMass, r.tailMass],
  ]
  for (const [ours, theirs] of pairs) expect(ours).toBeCloseTo(theirs, 12)
})
