import { describe, expect, test } from 'vitest'
import { constructedDna, strengths } from '../../../test/constructed-dna.ts'
import { COUNTED_MATCHES, countedHistory } from '../../../test/counted-league.ts'
import { mean, normalTail } from '../../../test/plain-estimates.ts'
import { fitGoalsModel } from '../../goals-model/fit-goals-model.ts'
import { buildLeagueDna } from '../build-league-dna.ts'
import { describeArchetypes } from '../classify-teams.ts'
import { marketExpectation } from '../market-expectation.ts'
import { opponentRecords } from '../opponents.ts'
import { bettingIdentities, type IdentityKey } from './betting-identity.ts'
import { knownMetric } from './known-metric.ts'
import { findMarkets, type MarketCell } from './proven-findings.ts'
import { similarTeams } from './similar-teams.ts'

/** P(Z < z). */
const normal = (z: number): number => 1 - normalTail(z)
const Z = 1.959963984540054
const history = countedHistory()
const expectation = marketExpectation(history)
const dna = buildLeagueDna(history, fitGoalsModel(history), { season: '2020-21' })

describe('archetypes, on paper', () => {
  test('high begins half a standard deviation above the league’s mean, low as far below it', () => {
    // Attack: mean 0, squares 4 + 4 + 0.9 + 0.9 over three: deviation 1.807, its half 0.904.
    const league = [2, -2, 0.95, -0.95].map((attack, i) => strengths(i + 1, attack, [0.8, -0.8, 2, -2][i]!))
    const levels = describeArchetypes(league).map(({ axes }) => axes.map(({ level }) => level))
    expect(levels).toEqual([
      ['high', 'mid'],
      ['low', 'mid'],
      ['high', 'high'],
      ['low', 'low'],
    ])
  })

  test('the chance of each is the product of both axes', () => {
    // Errors of 0.5 on both axes; the league's deviations are those of 1, -1, 0, 0: sqrt(2 / 3).
    const league = [1, -1, 0, 0].map((value, i) => strengths(i + 1, value, -value, { deviation: 0.5 }))
    const [first] = describeArchetypes(league)
    const threshold = Math.sqrt(2 / 3) / 2
    const above = (value: number) => 1 - normal((threshold - value) / 0.5)
    const [attackHigh, defenceLow] = [above(1), above(1)]
    const attackMid = 1 - attackHigh - normal((-threshold - 1) / 0.5)
    const defenceHigh = normal((-threshold - 1) / 0.5)
    expect(first?.archetype).toBe('ATTACK_LED')
    // High attack with a defence that is not high.
    expect(first?.probability).toBeCloseTo(attackHigh * (1 - defenceHigh), 6)
    expect(first?.chances.find(({ archetype }) => archetype === 'EXPOSED')?.probability).toBeCloseTo(attackMid * defenceLow, 6)
  })
})

describe('a betting identity counted from the matches', () => {
  test.each([11, 12, 13, 14, 15])('of team %d', (teamId) => {
    const own = COUNTED_MATCHES.filter(({ season, home, away }) => season === 1 && (home === teamId || away === teamId)).map((match) => {
      const [us, them] = match.home === teamId ? ([0, 1] as const) : ([1, 0] as const)
      const prices = match.close ?? match.open
      const row = match.id - 1
      const rates = [expectation.homeGoals[row]!, expectation.awayGoals[row]!]
      return {
        scored: match.goals[us],
        conceded: match.goals[them],
        fair: prices && { win: 1 / prices[us === 0 ? 0 : 2], draw: 1 / prices[1], loss: 1 / prices[us === 0 ? 2 : 0] },
        rates: Number.isNaN(rates[0]!) ? null : { us: rates[us]!, them: rates[them]! },
      }
    })
    const identity = bettingIdentities(history, expectation, dna).find((one) => one.teamId === teamId)!
    const findNumber = (key: IdentityKey) => identity.numbers.find((number) => number.key === key)!
    const fair = own.flatMap((match) => match.fair ?? [])
    const rates = own.flatMap((match) => match.rates ?? [])
    const share = (happened: readonly boolean[]) => mean(happened.map(Number))
    const poissonUnder3 = (rate: number) => Math.exp(-rate) * (1 + rate + rate ** 2 / 2)
    expect(findNumber('favourite_share').value).toBeCloseTo(share(fair.map(({ win, loss }) => win > loss + 1e-9)), 12)
    const expected: readonly (readonly [IdentityKey, number, number])[] = [
      ['won_share', share(own.map(({ scored, conceded }) => scored > conceded)), mean(fair.map(({ win }) => win))],
      ['drawn_share', share(own.map(({ scored, conceded }) => scored === conceded)), mean(fair.map(({ draw }) => draw))],
      [
        'over_2_5_share',
        share(own.map(({ scored, conceded }) => scored + conceded >= 3)),
        mean(rates.map(({ us, them }) => 1 - poissonUnder3(us + them))),
      ],
      [
        'both_scored_share',
        share(own.map(({ scored, conceded }) => scored > 0 && conceded > 0)),
        mean(rates.map(({ us, them }) => (1 - Math.exp(-us)) * (1 - Math.exp(-them)))),
      ],
    ]
    for (const [key, value, market] of expected) {
      expect(findNumber(key).value).toBeCloseTo(value, 12)
      expect(findNumber(key).n).toBe(own.length)
      expect(findNumber(key).expected).toBeCloseTo(market, 8)
    }
    const prices = fair.map(({ win }) => 1 / win).sort((a, b) => a - b)
    const n = prices.length
    for (const [key, level] of [
      ['win_price_low', 0.1],
      ['win_price_median', 0.5],
      ['win_price_high', 0.9],
    ] as const) {
      const half = Z * Math.sqrt(n * level * (1 - level))
      const [low, high] = [Math.floor(n * level - half), Math.ceil(n * level + half)]
      expect(findNumber(key).value).toBeCloseTo(prices[Math.min(n - 1, Math.floor(n * level))]!, 8)
      if (low < 0 || high >= n) expect(findNumber(key).interval).toBeNull()
      else expect(findNumber(key).interval?.map((end) => end.toFixed(6))).toEqual([prices[low]!.toFixed(6), prices[high]!.toFixed(6)])
    }
  })
})

describe('records against opponents', () => {
  test('count the meetings from the team’s side, the hardest opponent first', () => {
    const records = opponentRecords(history, expectation, dna)
    for (const { teamId } of dna) {
      const own = records.get(teamId)!
      expect(own.map(({ shrunkResidual }) => shrunkResidual)).toEqual(
        own.map(({ shrunkResidual }) => shrunkResidual).sort((a, b) => a! - b!),
      )
      for (const { opponentId, won, drawn, lost, meetings, rawResidual, n } of own) {
        const played = COUNTED_MATCHES.filter(({ home, away }) => [home, away].includes(teamId) && [home, away].includes(opponentId))
        const differences = played.map(({ home, goals }) => (home === teamId ? goals[0] - goals[1] : goals[1] - goals[0]))
        const count = (sign: number) => differences.filter((difference) => Math.sign(difference) === sign).length
        expect([won, drawn, lost, meetings]).toEqual([count(1), count(0), count(-1), played.length])
        const beyond = played.flatMap(({ id, home }, i) => {
          const market = expectation.homeGoals[id - 1]! - expectation.awayGoals[id - 1]!
          return Number.isNaN(market) ? [] : [differences[i]! - (home === teamId ? market : -market)]
        })
        expect(n).toBe(beyond.length)
        expect(rawResidual).toBeCloseTo(mean(beyond), 9)
      }
    }
  })

  test('could be chance unless the interval lies on one side of 0, whichever', () => {
    const wide = {
      ...expectation,
      homeGoals: history.columns.home.map((team) => (team === 0 ? 9 : 1)),
      awayGoals: history.columns.away.map((team) => (team === 0 ? 9 : 1)),
    }
    const all = [...opponentRecords(history, wide, dna).values()].flat()
    for (const { interval, couldBeChance } of all) expect(couldBeChance).toBe(!(interval![0] > 0 || interval![1] < 0))
    expect(all.some(({ interval }) => interval![0] > 0)).toBe(true)
    expect(all.some(({ interval }) => interval![1] < 0)).toBe(true)
  })
})

describe('markets, on paper', () => {
  const cell = (teamId: number, value: number, error: number, close: readonly [number, number] = [0.01, 0.05]): MarketCell => ({
    competition: 'E0',
    teamId,
    market: 'draw',
    bets: 30,
    yieldFraction: { value, n: 30, interval: [value - Z * error, value + Z * error] },
    closingLineValue: { value: 0, n: 30, interval: close },
  })

  test('are tested from 30 bets on, two-sided, and corrected over all', () => {
    const found = findMarkets([cell(1, 0.2, 0.1), cell(2, 0.1, 0.1), { ...cell(3, 0.2, 0.1), bets: 29 }])
    // P(|Z| > 2) = 0.0455, P(|Z| > 1) = 0.3173.
    expect(found.get('E0|1')?.looked[0]?.pValue).toBeCloseTo(0.04550026389635842, 9)
    expect(found.get('E0|1')?.looked[0]?.qValue).toBeCloseTo(0.09100052779271684, 9)
    expect(found.get('E0|2')?.looked[0]?.qValue).toBeCloseTo(0.31731050786291415, 9)
    expect(found.get('E0|3')?.looked[0]?.pValue).toBeNull()
  })

  test('earn where the close does not lie below 0', () => {
    const exploited = (close: readonly [number, number]) => findMarkets([cell(1, 0.4, 0.1, close)]).get('E0|1')!.exploit.items.length
    expect([exploited([-0.05, -0.01]), exploited([-0.05, 0]), exploited([-0.05, 0.01])]).toEqual([0, 1, 1])
    expect(findMarkets([cell(1, -0.4, 0.1)]).get('E0|1')?.avoid.items).toHaveLength(1)
  })
})

describe('likeness, on paper', () => {
  const team = (teamId: number, shots: number, corners: number, share: number) =>
    constructedDna({
      teamId,
      style: {
        shots_for: { value: shots, deviation: 1 },
        corners_for: { value: corners, deviation: 0.5 },
        shots_against: { value: share, deviation: 0.2 },
      },
    })

  test('is the root mean square gap in the league’s deviations, with the error that the metrics alone would make', () => {
    // Each metric: mean 2, deviation 1 in its own unit of 2, 1 and 3.
    const teams = [team(1, 2, 1, 3), team(2, 4, 2, 6), team(3, 6, 3, 9)]
    const [nearest, farthest] = similarTeams([{ competition: 'E0', teams }]).get('E0|1')!.inLeague
    expect([nearest?.teamId, farthest?.teamId]).toEqual([2, 3])
    expect(nearest?.distance).toBeCloseTo(1, 12)
    expect(farthest?.distance).toBeCloseTo(2, 12)
    expect(nearest?.error).toBeCloseTo(Math.sqrt((2 * (0.25 + 0.25 + (0.2 / 3) ** 2)) / 3), 10)
    expect(nearest?.metrics.map(({ difference }) => difference.toFixed(9))).toEqual(['1.000000000', '1.000000000', '1.000000000'])
  })

  test('needs three shared metrics and shows five teams', () => {
    const two = (teamId: number, value: number) => constructedDna({ teamId, style: { shots_for: { value }, corners_for: { value } } })
    expect(similarTeams([{ competition: 'E0', teams: [two(1, 1), two(2, 2), two(3, 4)] }]).get('E0|1')?.inLeague).toEqual([])
    const many = Array.from({ length: 8 }, (_, i) => team(i, i, i * i, 9 - i))
    expect(similarTeams([{ competition: 'E0', teams: many }]).get('E0|0')?.inLeague).toHaveLength(5)
  })
})

test('a metric may be spoken of from a reliability of 0.3 on', () => {
  const team = (reliability: number) => constructedDna({ teamId: 1, style: { shots_for: { value: 12, reliability } } })
  expect(knownMetric(team(0.3), 'shots_for')?.value).toBe(12)
  expect(knownMetric(team(0.29), 'shots_for')).toBeNull()
})
