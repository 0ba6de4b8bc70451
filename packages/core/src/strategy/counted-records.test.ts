import { describe, expect, test } from 'vitest'
import { betRecord, settledBet } from '../../test/settled-bet.ts'
import { plainComponents, type PlainGroup } from '../../test/plain-estimates.ts'
import { expectedMaximumSharpe, probabilisticSharpe } from '../numeric/deflated-sharpe.ts'
import { poissonBlockWeights } from '../numeric/bootstrap.ts'
import type { BetRecord } from './bet-records.ts'
import { draftReport, evaluateStrategies, shrinkYields } from './evaluate-strategies.ts'
import { countTrials, deflatedSharpeRatios, luckSharpe, countPlaces, type WeeklyRecord } from './trials.ts'
import type { SettledBet } from './strategy.ts'
import { ratioInterval, ratioPValue, weeklyLuck, weeklyRatio, weeklySums, getWeek } from './weekly.ts'

const Z = 1.959963984540054
const numbers = (...values: number[]) => Float64Array.from(values)

describe('sums by week', () => {
  test('a week runs from Thursday to Wednesday', () => {
    // 1 January 1970 was a Thursday.
    expect([0, 6, 7, 13, 14].map(getWeek)).toEqual([0, 0, 1, 1, 2])
  })

  test('gather bets in any order, and the luck of those that have a close', () => {
    const sums = weeklySums([
      settledBet(1, { day: 15, profitUnits: -2, stakeUnits: 2, outcome: 'lost', price: 3, closeProbability: 0.4, closingLineValue: 0.18 }),
      settledBet(2, { day: 1, profitUnits: 1 }),
      settledBet(3, { day: 14, profitUnits: 0.5, price: 1.5, closeProbability: 0.6, closingLineValue: -0.1 }),
      settledBet(4, { day: 6, profitUnits: -1 }),
    ])
    expect([...sums.weeks]).toEqual([0, 2])
    expect([...sums.bets]).toEqual([2, 2])
    expect([...sums.profit]).toEqual([0, -1.5])
    expect([...sums.stake]).toEqual([2, 3])
    expect([...sums.closed]).toEqual([0, 2])
    expect(sums.closingLineValue[1]).toBeCloseTo(0.08, 12)
    // -2 - 2 x (3 x 0.4 - 1) and 0.5 - (1.5 x 0.6 - 1).
    expect(sums.luck[1]).toBeCloseTo(-2.4 + 0.6, 12)
    expect([...weeklyLuck(sums)]).toEqual([sums.luck[1]])
  })
})

describe('a ratio of weekly sums', () => {
  test('has the error of weeks about it', () => {
    const found = weeklyRatio(numbers(1, -1, 2), numbers(1, 1, 2))
    // Left over: 0.5, -1.5, 1; squares 3.5; over three weeks, one degree lost: 3.5 x 3 / 2; stakes 4.
    expect(found.ratio).toBe(0.5)
    expect(found.standardError).toBeCloseTo(Math.sqrt(5.25) / 4, 12)
    expect(ratioInterval(found)?.[0]).toBeCloseTo(0.5 - (Z * Math.sqrt(5.25)) / 4, 12)
    expect(ratioInterval(found)?.[1]).toBeCloseTo(0.5 + (Z * Math.sqrt(5.25)) / 4, 12)
    // Student's tail with two degrees of freedom: 1/2 - t / (2 sqrt(2 + t^2)).
    const t = 2 / Math.sqrt(5.25)
    expect(ratioPValue(found)).toBeCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), 10)
  })

  test('counts weeks with a stake, needs two of them, and something to divide by', () => {
    expect(weeklyRatio(numbers(1, 0, 3), numbers(1, 0, 1))).toEqual({ ratio: 2, standardError: 1, weeks: 2 })
    expect(weeklyRatio(numbers(1, 0), numbers(2, 0))).toEqual({ ratio: 0.5, standardError: null, weeks: 1 })
    expect(weeklyRatio(numbers(0, 0), numbers(0, 0))).toEqual({ ratio: null, standardError: null, weeks: 0 })
    expect(ratioInterval({ ratio: 0.5, standardError: null, weeks: 1 })).toBeNull()
    expect(ratioPValue({ ratio: 0.1, standardError: 0, weeks: 9 })).toBe(0)
    expect(ratioPValue({ ratio: -0.1, standardError: 0, weeks: 9 })).toBe(1)
  })
})

describe('a report counted by hand', () => {
  const causes = (probabilityUnlucky: number | null) => ({ shotShare: 0.5, redCards: 0, probabilityUnlucky })
  const bets = [
    settledBet(1, { price: 2.5, profitUnits: 1.5 }),
    settledBet(2, { price: 2, outcome: 'lost', profitUnits: -1, lossCauses: causes(0.2) }),
    settledBet(3, { price: 4, stakeUnits: 2, outcome: 'half_won', profitUnits: 3 }),
    settledBet(4, { price: 2, outcome: 'half_lost', profitUnits: -0.5 }),
    settledBet(5, { price: 5, outcome: 'void', profitUnits: 0 }),
    settledBet(6, { price: 2, outcome: 'lost', profitUnits: -1, lossCauses: causes(0.5) }),
    settledBet(7, { price: 2, outcome: 'lost', profitUnits: -1, lossCauses: causes(null) }),
  ]
  const { report } = draftReport(betRecord(bets, { unpriced: 3 }), poissonBlockWeights({ seed: 1, resamples: 100 }))

  test('counts half wins with wins, half losses with losses, and voids with neither', () => {
    expect(report).toMatchObject({ bets: 7, wins: 2, losses: 4, voids: 1, halfWins: 1, halfLosses: 1 })
    expect(report.winRate).toMatchObject({ value: 2 / 6, n: 6 })
    // Wilson: (p + z²/2n ± z sqrt(p q / n + z² / 4n²)) / (1 + z²/n).
    const [p, n, s] = [2 / 6, 6, Z * Z]
    const half = Z * Math.sqrt((p * (1 - p)) / n + s / (4 * n * n))
    expect(report.winRate.interval?.[0]).toBeCloseTo((p + s / (2 * n) - half) / (1 + s / n), 10)
    expect(report.winRate.interval?.[1]).toBeCloseTo((p + s / (2 * n) + half) / (1 + s / n), 10)
  })

  test('has its money, its coverage and its falls', () => {
    // 1.5 - 1 + 3 - 0.5 + 0 - 1 - 1 on eight units.
    expect(report.profitUnits.value).toBe(1)
    expect(report.yieldFraction.value).toBe(1 / 8)
    expect(report.profitUnits.interval?.map((end) => end / 8)).toEqual([...(report.yieldFraction.interval ?? [])])
    expect(report.breakEvenRate).toBeCloseTo((0.4 + 0.5 + 0.25 + 0.5 + 0.2 + 0.5 + 0.5) / 7, 12)
    expect(report.priceCoverage).toBe(0.7)
    // From 3.5 after the third bet down to 1.
    expect(report.maxDrawdownUnits).toBe(2.5)
    expect(report.longestLosingRun?.actual).toBe(3)
    expect([report.closingLineValue.n, report.quarterKelly, report.luckZ, report.pValue]).toEqual([0, null, null, null])
  })

  test('sums the chances that losses were bad luck', () => {
    const half = Z * Math.sqrt(0.2 * 0.8 + 0.5 * 0.5)
    expect(report.unluckyLosses.value).toBeCloseTo(0.7, 12)
    expect(report.unluckyLosses.n).toBe(2)
    expect(report.unluckyLosses.interval).toEqual([0, expect.closeTo(0.7 + half, 12)])
    expect(report.badAnalysisLosses.value).toBeCloseTo(1.3, 12)
    expect(report.badAnalysisLosses.interval).toEqual([expect.closeTo(1.3 - half, 12), 2])
  })

  test('needs (2.8 sd / yield) squared bets, profits per unit of stake', () => {
    // Per unit 1.5, -1, 1.5, -0.5, 0, -1, -1 about a yield of 1/8.
    const squares = [1.5, -1, 1.5, -0.5, 0, -1, -1].reduce((sum, profit) => sum + (profit - 1 / 8) ** 2, 0)
    expect(report.betsNeeded).toBe(Math.ceil((7.84 * (squares / 6)) / (1 / 64)))
    const draft = (profits: readonly number[]) =>
      draftReport(
        betRecord(profits.map((profitUnits, i) => settledBet(i, { profitUnits }))),
        poissonBlockWeights({ seed: 1, resamples: 100 }),
      ).report.betsNeeded
    expect(draft([1, 1, -1])).toBe(95)
    expect(draft([1, -1])).toBeNull()
    expect(draft([1])).toBeNull()
    // A thousandth of a thousandth would take 10^13 bets.
    expect(draft([1, -1 + 2e-6])).toBeNull()
  })

  test('has a p-value from thirty bets on, and no coverage where nothing was wanted', () => {
    const weights = poissonBlockWeights({ seed: 1, resamples: 100 })
    const of = (count: number) => Array.from({ length: count }, (_, i) => settledBet(i, { profitUnits: i % 2 === 0 ? 1 : -1 }))
    expect(draftReport(betRecord(of(29)), weights).report.pValue).toBeNull()
    expect(draftReport(betRecord(of(30)), weights).report.pValue).toBeCloseTo(0.5, 10)
    expect(draftReport(betRecord([]), weights).report.priceCoverage).toBeNull()
    expect(draftReport(betRecord(of(1), { unpriced: null }), weights).report.priceCoverage).toBeNull()
  })
})

/** A record with one bet a week whose profits are given; a close at even odds has no promise. */
const weeklyRecord = (profits: readonly number[], overrides: Partial<BetRecord>): BetRecord =>
  betRecord(
    profits.map((profitUnits, i) => settledBet(i, { day: 7 * i, profitUnits, closeProbability: 0.5, closingLineValue: 0 })),
    overrides,
  )

describe('the Sharpe ratio among all that was tried', () => {
  const profits = [1, -1, 1, 1, -1, 1, 1, 1, -1, 1, 1, -1]
  const cases = ['A', 'B', 'C'].flatMap((strategy, rule) =>
    [1, 2].map((teamId) =>
      weeklyRecord(
        profits.map((profit, i) => ((i + rule) % 4 === 0 ? -profit : profit)),
        { strategy, scope: 'team', competition: 'E0', teamId },
      ),
    ),
  )
  const weekly: WeeklyRecord[] = cases.map((record, i) => ({
    record,
    moments: { observations: 12, sharpe: 0.1 * i, skewness: 0.2, kurtosis: 3 },
    luckSharpe: 0.05 * i,
  }))

  test('counts every rule once for each team, and those that the ledger knows', () => {
    expect(countPlaces(cases)).toBe(2)
    expect(countTrials(cases, { count: 4, sharpeRatios: [] })).toBe(7)
    expect(
      countTrials([betRecord([], { unpriced: 0 }), betRecord([], { strategy: 'Y', unpriced: 1 })], { count: 0, sharpeRatios: [] }),
    ).toBe(1)
    // Luck of 0, 0.05 … 0.25: their variance over five is 0.00875 / ... counted out below.
    const lucks = [0, 0.05, 0.1, 0.15, 0.2, 0.25]
    const spread = Math.sqrt(lucks.reduce((sum, luck) => sum + (luck - 0.125) ** 2, 0) / 5)
    const ratios = deflatedSharpeRatios(weekly, { count: 4, sharpeRatios: [9, -9] })
    weekly.forEach(({ moments }, i) => expect(ratios[i]).toBeCloseTo(probabilisticSharpe(moments!, expectedMaximumSharpe(14, spread))!, 12))
  })

  test('takes the ledger’s spread only over all leagues, and one trial’s own where there is no other', () => {
    const overall = weekly.slice(0, 1).map((own) => ({ ...own, record: { ...own.record, scope: 'overall' as const } }))
    const [wide] = deflatedSharpeRatios(overall, { count: 1, sharpeRatios: [0.6, -0.6] })
    const spread = Math.sqrt(((0 - 0) ** 2 + 0.36 + 0.36) / 2)
    expect(wide).toBeCloseTo(probabilisticSharpe(weekly[0]!.moments!, expectedMaximumSharpe(2, spread))!, 12)
    const [alone] = deflatedSharpeRatios(overall, { count: 1, sharpeRatios: [] })
    expect(alone).toBeCloseTo(probabilisticSharpe(weekly[0]!.moments!, expectedMaximumSharpe(2, 1 / Math.sqrt(11)))!, 12)
  })

  test('needs ten weeks, of profits and of luck', () => {
    const of = (weeks: number) => weeklySums(weeklyRecord(profits.slice(0, weeks), {}).bets)
    expect(luckSharpe(of(9))).toBeNull()
    // Ten weeks of 1, -1, 1, 1, -1, 1, 1, 1, -1, 1: mean 0.4, squares 10 - 1.6 over nine.
    expect(luckSharpe(of(10))).toBeCloseTo(0.4 / Math.sqrt(8.4 / 9), 12)
    const short = weekly.map((own) => ({ ...own, moments: { ...own.moments!, observations: 9 } }))
    expect(deflatedSharpeRatios(short, { count: 0, sharpeRatios: [] })).toEqual([null, null, null, null, null, null])
  })
})

describe('yields pulled towards their rule', () => {
  const bets = (matchId: number, profits: readonly number[]): SettledBet[] =>
    profits.map((profitUnits, i) => settledBet(matchId + i, { profitUnits }))
  /** Two rules that differ far more from each other than their teams do. */
  const yields: Readonly<Record<string, readonly (readonly number[])[]>> = {
    A: [
      [1, -1, 1, 1],
      [1, -1, -1, 1, 1],
      [-1, -1, 1],
      [1, 1, 1, -1, -1, 1],
    ],
    B: [
      [9, 8, 9],
      [7, 9, 9, 8],
      [8, 8, 7],
      [9, 9, 9, 10, 8],
    ],
  }
  const records = Object.entries(yields).flatMap(([strategy, teams]) =>
    teams.map((profits, teamId) => betRecord(bets(100 * teamId, profits), { strategy, scope: 'team', competition: 'E0', teamId })),
  )

  test('by the variance between the records of the same rule and scope, and of no other', () => {
    const shrunk = shrinkYields(records)
    Object.entries(yields).forEach(([, teams], rule) => {
      const components = plainComponents(teams.map((values, cluster): PlainGroup => ({ values, cluster })))
      const all = teams.flat()
      const centre = all.reduce((sum, profit) => sum + profit, 0) / all.length
      teams.forEach((profits, team) => {
        const own = profits.reduce((sum, profit) => sum + profit, 0) / profits.length
        const reliability = profits.length / (profits.length + components.kappa)
        const value = centre + reliability * (own - centre)
        const half = Z * Math.sqrt(components.within / (profits.length + components.kappa))
        const found = shrunk[4 * rule + team]!
        expect(found.value).toBeCloseTo(value, 9)
        expect(found.n).toBe(profits.length)
        expect(found.interval?.[0]).toBeCloseTo(value - half, 9)
        expect(found.interval?.[1]).toBeCloseTo(value + half, 9)
      })
    })
  })

  test('records of leagues are no company for records of teams', () => {
    const leagues = [5, -1, 4, 3].map((profit, i) =>
      betRecord(bets(5000 + 10 * i, [profit, -1, profit]), { strategy: 'A', scope: 'competition', competition: `L${i}` }),
    )
    expect(shrinkYields([...records.slice(0, 4), ...leagues]).slice(0, 4)).toEqual(shrinkYields(records.slice(0, 4)))
  })

  test('a bet in the records of two teams counts once in the rule’s own', () => {
    const shared = settledBet(900, { profitUnits: 50 })
    const doubled = records.slice(0, 4).map((record, i) => (i < 2 ? { ...record, bets: [...record.bets, shared] } : record))
    const [first] = shrinkYields(doubled)
    const components = plainComponents(yields['A']!.map((values, cluster) => ({ values: cluster < 2 ? [...values, 50] : values, cluster })))
    const centre = (yields['A']!.flat().reduce((sum, profit) => sum + profit, 0) + 50) / 19
    expect(first?.value).toBeCloseTo(centre + (5 / (5 + components.kappa)) * (52 / 5 - centre), 9)
  })

  test('is not measured over all leagues, nor with fewer than four records', () => {
    expect(shrinkYields(records.slice(0, 3)).map(({ value }) => value)).toEqual([null, null, null])
    expect(shrinkYields(records.slice(0, 4).map((record) => ({ ...record, scope: 'overall' as const })))[0]?.value).toBeNull()
  })
})

describe('corrections', () => {
  test('a rule that was tried before counts once for every team, as one that showed nothing', () => {
    const profits = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? -1 : 1))
    const records = [1, 2].map((teamId) => weeklyRecord(profits, { scope: 'team', competition: 'E0', teamId }))
    const [alone] = evaluateStrategies(records, { seed: 1, resamples: 100 })
    const [among] = evaluateStrategies(records, { seed: 1, resamples: 100, earlierTrials: { count: 3, sharpeRatios: [] } })
    // Two equal p-values: q = p. With six that showed nothing: eight looks, two of them at p.
    expect(alone?.qValue).toBeCloseTo(alone!.pValue!, 12)
    expect(among?.qValue).toBeCloseTo((8 / 2) * alone!.pValue!, 12)
    expect([alone?.trials, among?.trials]).toEqual([1, 4])
  })
})
