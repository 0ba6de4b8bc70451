import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluateStrategy } from '../../src/strategy/evaluate-strategies.ts'
import { performanceByContext } from '../../src/strategy/performance-by-context.ts'
import { settleBet } from '../../src/strategy/settle-bet.ts'
import { settledBet } from '../settled-bet.ts'

const MICROS = 1_000_000n

/** Odds as printed, with up to three decimals, and as whole thousandths; null for a bet that is lost. */
const odds = fc.integer({ min: 1001, max: 101_000 })
const outcome = fc.option(odds, { nil: null })

const listBets = (drawn: readonly (number | null)[]) =>
  drawn.map((thousandths, i) => {
    const price = (thousandths ?? 2000) / 1000
    const score = thousandths === null ? { home: 0, away: 1 } : { home: 1, away: 0 }
    return settledBet(i + 1, { price, ...settleBet({ market: '1x2', side: 'home', line: 0 }, score, price) })
  })
const toMicros = (drawn: readonly (number | null)[]): bigint[] =>
  drawn.map((thousandths) => (thousandths === null ? -MICROS : BigInt(thousandths - 1000) * 1000n))
/** The number that the decimal text of so many millionths reads as. */
const decimal = (micros: bigint): number => {
  const digits = (micros < 0n ? -micros : micros).toString().padStart(7, '0')
  return (micros < 0n ? -1 : 1) * Number(`${digits.slice(0, -6)}.${digits.slice(-6)}`)
}

test('profit, yield and drawdown are what integer arithmetic gives, to the last digit and in any order', () => {
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 300 }), (drawn) => {
      const bets = listBets(drawn)
      let running = 0n
      let highest = 0n
      let deepest = 0n
      for (const micros of toMicros(drawn)) {
        running += micros
        if (running > highest) highest = running
        if (highest - running > deepest) deepest = highest - running
      }
      const report = evaluateStrategy('X', bets, { seed: 1, resamples: 100 })
      // Adding 0 makes one zero of two.
      expect((report.profitUnits.value ?? Number.NaN) + 0).toBe(decimal(running) + 0)
      expect(report.maxDrawdownUnits).toBe(decimal(deepest))
      expect((report.yieldFraction.value ?? Number.NaN) + 0).toBe(decimal(running) / drawn.length + 0)
      expect(evaluateStrategy('X', [...bets].reverse(), { seed: 1, resamples: 100 }).profitUnits.value).toBe(report.profitUnits.value)
      expect(performanceByContext({ bets, teamId: 1, leagues: [] }).bySeason[0]?.profitUnits).toBe(report.profitUnits.value)
    }),
    { numRuns: 60 },
  )
})

test('prices with two decimals come out as a bookmaker would write the profit', () => {
  const bets = listBets([2890, 11_000, 10_900, 1100, null])
  expect(evaluateStrategy('X', bets, { seed: 1 }).profitUnits.value).toBe(20.89)
  expect(bets[0]?.profitUnits).toBe(1.89)
})
