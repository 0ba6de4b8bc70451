import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateStrategy } from '../src/strategy/evaluate-strategies.ts'
import { performanceByContext } from '../src/strategy/performance-by-context.ts'
import { recordsByCompetition, recordsByTeam, recordsOverall } from '../src/strategy/bet-records.ts'
import { STRATEGIES } from '../src/strategy/strategies.ts'
import type { SettledBet } from '../src/strategy/strategy.ts'
import { settledBet } from './settled-bet.ts'

const OPTIONS = { seed: 1, resamples: 100 }
const OUTCOMES = ['won', 'half_won', 'void', 'half_lost', 'lost'] as const
/** Of the stake, in quarters that are not needed for a half: won, half won, void, half lost, lost. */
const HALVES = { won: 2n, half_won: 1n, void: 0n, half_lost: -1n, lost: -2n }

interface Drawn {
  readonly outcome: (typeof OUTCOMES)[number]
  readonly cents: number
  readonly halfUnits: number
  readonly day: number
  readonly homeId: number
  readonly awayId: number
  readonly account: SettledBet['account']
}

const drawn = fc.record<Drawn>({
  outcome: fc.constantFrom(...OUTCOMES),
  cents: fc.integer({ min: 101, max: 3000 }),
  halfUnits: fc.integer({ min: 1, max: 6 }),
  day: fc.integer({ min: 0, max: 300 }),
  homeId: fc.integer({ min: 1, max: 4 }),
  awayId: fc.integer({ min: 5, max: 8 }),
  account: fc.constantFrom('home', 'away', 'both'),
})

/** Profit of one bet in ten-thousandths of a unit, from its outcome and price alone: whole numbers from end to end. */
function computeProfit({ outcome, cents, halfUnits }: Drawn): bigint {
  const halves = HALVES[outcome]
  const each = halves > 0n ? BigInt(cents - 100) : 100n
  // Half units x hundredths x halves: 1 / 400 of a unit, so times 25 for ten-thousandths.
  return BigInt(halfUnits) * each * halves * 25n
}

function settled(bet: Drawn, i: number): SettledBet {
  const { outcome, cents, halfUnits, ...place } = bet
  return settledBet(i, {
    ...place,
    outcome,
    price: cents / 100,
    stakeUnits: halfUnits / 2,
    profitUnits: Number(computeProfit(bet)) / 10_000,
  })
}

const sum = (bets: readonly Drawn[], of: (bet: Drawn) => bigint) => Number(bets.reduce((total, bet) => total + of(bet), 0n)) / 10_000

describe('an independent recount in whole numbers', () => {
  test('gives every count and sum of a record, of its parts, of its teams and leagues', () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 50 }), (all) => {
        const bets = all.map(settled)
        const report = evaluateStrategy('X', bets, OPTIONS)
        const count = (...outcomes: string[]) => all.filter(({ outcome }) => outcomes.includes(outcome)).length
        expect(report).toMatchObject({
          bets: all.length,
          wins: count('won', 'half_won'),
          losses: count('lost', 'half_lost'),
          voids: count('void'),
          halfWins: count('half_won'),
          halfLosses: count('half_lost'),
        })
        const profit = sum(all, computeProfit)
        const turnover = sum(all, ({ halfUnits }) => BigInt(halfUnits) * 5000n)
        expect(report.profitUnits.value).toBe(profit)
        expect(report.yieldFraction.value).toBe(profit / turnover)

        const { bySeason, byOdds } = performanceByContext({ bets, teamId: null, leagues: [] })
        for (const parts of [bySeason, byOdds])
          expect(parts.reduce((total, part) => total + Math.round(part.profitUnits * 10_000), 0)).toBe(Math.round(profit * 10_000))
      }),
      { numRuns: 60 },
    )
  })

  test('a bet is counted once over all, once in its league, and in the record of each team that it is about', () => {
    const [rule] = STRATEGIES
    if (rule === undefined) throw new Error('there are no rules')
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 30 }), fc.array(drawn, { maxLength: 30 }), (first, second) => {
        const groups = [first, second].map((own, i) => ({ competition: `L${i}`, rule, bets: own.map(settled), unpriced: i }))
        const all = [...first, ...second]
        const [overall] = recordsOverall(groups)
        expect(overall?.bets.length).toBe(all.length)
        expect(recordsByCompetition(groups).map(({ bets }) => bets.length)).toEqual([first.length, second.length])
        const inTeams = recordsByTeam(groups).reduce((total, { bets }) => total + bets.length, 0)
        expect(inTeams).toBe(all.reduce((total, { account }) => total + (account === 'both' ? 2 : 1), 0))
      }),
      { numRuns: 60 },
    )
  })
})
