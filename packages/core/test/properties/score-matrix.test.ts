import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  asianHandicap,
  bothTeamsToScore,
  correctScore,
  doubleChance,
  drawNoBet,
  matchOutcome,
  teamTotal,
  totalGoals,
  winToNil,
  type SettlementProbabilities,
} from '../../src/goals-model/markets.ts'
import { CoreError } from '../../src/errors.ts'
import { goalsFromOdds } from '../../src/goals-model/goals-from-odds.ts'
import { scoreMatrix } from '../../src/goals-model/score-matrix.ts'

const rate = fc.double({ min: 0, max: 6, noNaN: true })
const rho = fc.double({ min: -3, max: 3, noNaN: true })
const matrix = fc.tuple(rate, rate, rho).map(([home, away, r]) => scoreMatrix(home, away, r))
const quarterLine = fc.integer({ min: -16, max: 16 }).map((quarters) => quarters / 4)

const sum = (s: SettlementProbabilities) => s.win + s.halfWin + s.push + s.halfLoss + s.loss
/** Expected profit of one unit at these odds. */
const profit = (s: SettlementProbabilities, odds: number) => (s.win + s.halfWin / 2) * (odds - 1) - s.loss - s.halfLoss / 2

test('every score has a probability of 0 or more, and they sum to 1', () => {
  fc.assert(
    fc.property(matrix, ({ cells, tailMass }) => {
      expect(cells.every((p) => p >= 0 && p <= 1)).toBe(true)
      expect(cells.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 12)
      expect(tailMass).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('every market is complete and agrees with the others', () => {
  fc.assert(
    fc.property(matrix, quarterLine, (m, line) => {
      const { home, draw, away } = matchOutcome(m)
      expect(home + draw + away).toBeCloseTo(1, 12)
      expect(doubleChance(m).homeOrDraw).toBeCloseTo(1 - away, 12)
      expect(drawNoBet(m, 'home')).toMatchObject({ win: expect.closeTo(home, 12), push: expect.closeTo(draw, 12) })
      expect(asianHandicap(m, 'away', 0.5).win).toBeCloseTo(away + draw, 12)
      const { yes, no } = bothTeamsToScore(m)
      expect(yes + no).toBeCloseTo(1, 12)
      // No goal on one side: its win to nil, or goalless.
      expect(no).toBeCloseTo(winToNil(m, 'home') + winToNil(m, 'away') + correctScore(m, 0, 0), 12)
      expect(teamTotal(m, 'away', { pick: 'under', line: 0.5 }).win).toBeCloseTo(winToNil(m, 'home') + correctScore(m, 0, 0), 12)
      const sides = [asianHandicap(m, 'home', line), asianHandicap(m, 'away', -line)]
      const totals = [totalGoals(m, 'over', Math.abs(line)), totalGoals(m, 'under', Math.abs(line))]
      for (const [one, other] of [sides, totals]) {
        expect(sum(one!)).toBeCloseTo(1, 12)
        expect(one!.win).toBeCloseTo(other!.loss, 12)
        expect(one!.halfWin).toBeCloseTo(other!.halfLoss, 12)
        expect(one!.push).toBeCloseTo(other!.push, 12)
      }
    }),
  )
})

test('a quarter line pays the mean of its two neighbouring lines', () => {
  fc.assert(
    fc.property(matrix, fc.integer({ min: -8, max: 8 }), fc.double({ min: 1.01, max: 20, noNaN: true }), (m, half, odds) => {
      const quarter = half / 2 + 0.25
      const mean = (line: (l: number) => SettlementProbabilities) =>
        (profit(line(quarter - 0.25), odds) + profit(line(quarter + 0.25), odds)) / 2
      expect(profit(asianHandicap(m, 'home', quarter), odds)).toBeCloseTo(
        mean((line) => asianHandicap(m, 'home', line)),
        10,
      )
      fc.pre(quarter > 0.25)
      expect(profit(totalGoals(m, 'over', quarter), odds)).toBeCloseTo(
        mean((line) => totalGoals(m, 'over', line)),
        10,
      )
    }),
  )
})

test('fair odds of any line leave no profit', () => {
  fc.assert(
    fc.property(matrix, quarterLine, (m, line) => {
      const bet = asianHandicap(m, 'home', line)
      if (bet.fairOdds === null) return
      fc.pre(bet.fairOdds < 1e6)
      expect(profit(bet, bet.fairOdds)).toBeCloseTo(0, 9)
    }),
  )
})

test('swapping the rates mirrors the matrix', () => {
  fc.assert(
    fc.property(rate, rate, rho, (home, away, r) => {
      const one = matchOutcome(scoreMatrix(home, away, r))
      const other = matchOutcome(scoreMatrix(away, home, r))
      expect(one.home).toBeCloseTo(other.away, 12)
      expect(one.draw).toBeCloseTo(other.draw, 12)
    }),
  )
})

test('goal rates come back from the odds that they make, whatever rho', () => {
  const usual = fc.double({ min: 0.2, max: 4, noNaN: true })
  fc.assert(
    fc.property(usual, usual, fc.double({ min: -0.15, max: 0.06, noNaN: true }), (home, away, r) => {
      const m = scoreMatrix(home, away, r, { maxGoals: 40 })
      const rates = goalsFromOdds({ ...matchOutcome(m), over25: totalGoals(m, 'over', 2.5).win })
      expect(rates.homeRate).toBeCloseTo(home, 6)
      expect(rates.awayRate).toBeCloseTo(away, 6)
    }),
  )
})

test('what is no football market is refused by code', () => {
  const m = scoreMatrix(1.5, 1.1, -0.05)
  const refusals: [() => unknown, string][] = [
    [() => scoreMatrix(-1, 1, 0), 'INVALID_ARGUMENT'],
    [() => scoreMatrix(1, Number.NaN, 0), 'INVALID_ARGUMENT'],
    [() => scoreMatrix(1, 16, 0), 'INVALID_ARGUMENT'],
    [() => scoreMatrix(1, 1, Number.NaN), 'INVALID_ARGUMENT'],
    [() => scoreMatrix(1, 1, 0, { maxGoals: 2 }), 'INVALID_ARGUMENT'],
    [() => asianHandicap(m, 'home', 0.3), 'INVALID_ARGUMENT'],
    [() => totalGoals(m, 'over', -1), 'INVALID_ARGUMENT'],
    [() => totalGoals(m, 'over', Number.NaN), 'INVALID_ARGUMENT'],
    [() => correctScore(m, 1, 99), 'INVALID_ARGUMENT'],
    [() => goalsFromOdds({ home: 0.5, draw: 0.3, away: 0.3, over25: 0.5 }), 'NOT_A_DISTRIBUTION'],
    [() => goalsFromOdds({ home: 0.5, draw: 0.3, away: 0.2, over25: 1.2 }), 'INVALID_PROBABILITY'],
    [() => goalsFromOdds({ home: 0.99, draw: 0.01, away: 0, over25: 0.1 }), 'NO_FAIR_PROBABILITIES'],
    [() => goalsFromOdds({ home: 0.5, draw: 0.3, away: 0.2, over25: 1 }), 'NO_FAIR_PROBABILITIES'],
  ]
  for (const [call, code] of refusals) {
    expect(call).toThrowError(CoreError)
    expect(call).toThrowError(expect.objectContaining({ code }))
  }
})
