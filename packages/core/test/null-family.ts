import { createRandom, normal, type RandomState, uniform, uniformInteger } from '../src/numeric/random.ts'
import { type BetRecord, recordsByTeam } from '../src/strategy/bet-records.ts'
import { toMicros, toUnits } from '../src/strategy/settle-bet.ts'
import { REFERENCE_STRATEGIES } from '../src/strategy/strategies.ts'
import type { BetSelection, SettledBet, StrategyRule } from '../src/strategy/strategy.ts'
import { settledBet } from './settled-bet.ts'

export interface NullFamily {
  readonly seed: number
  readonly teams: number
  readonly weeks: number
  /** Rules of {@link RULES} that are tried, from the first. */
  readonly rules: number
  /** Of the closing probability around the fair one, on the log scale: its mean and standard deviation. */
  readonly close: { readonly mean: number; readonly sd: number }
  /** What every price pays above the fair one, a fraction; 0 when no rule is worth anything. */
  readonly edge?: number
}

/** Fair probabilities of one match, and what came of it. */
interface Match {
  readonly fair: Readonly<Record<'home' | 'draw' | 'away' | 'over' | 'under', number>>
  readonly won: ReadonlySet<BetSelection['side']>
}

type Side = keyof Match['fair']
type Choice = (match: Match, random: RandomState) => Side | null

const SIDES = ['home', 'draw', 'away'] as const
const byChance = ({ fair }: Match, order: 1 | -1): Side => [...SIDES].sort((a, b) => order * (fair[b] - fair[a]))[0] as Side

/** Twelve ways to pick a side that know nothing of the result. */
const RULES: readonly Choice[] = [
  () => 'home',
  () => 'draw',
  () => 'away',
  () => 'over',
  () => 'under',
  (match) => byChance(match, 1),
  (match) => byChance(match, -1),
  (_, random) => SIDES[uniformInteger(random, 3)] as Side,
  (_, random) => (uniform(random) < 0.5 ? 'over' : 'under'),
  ({ fair }) => (fair.home > 0.4 ? 'home' : null),
  ({ fair }) => (fair.over > 0.5 ? 'over' : null),
  ({ fair }) => (fair.away < 0.3 ? 'away' : null),
]

function drawMatch(random: RandomState): Match {
  const [a, b] = [0.25 + 0.4 * uniform(random), 0.22 + 0.08 * uniform(random)]
  const over = 0.38 + 0.26 * uniform(random)
  const result = uniform(random)
  const side = result < a ? 'home' : result < a + b ? 'draw' : 'away'
  return {
    fair: { home: a, draw: b, away: 1 - a - b, over, under: 1 - over },
    won: new Set([side, uniform(random) < over ? 'over' : 'under']),
  }
}

/** Teams in a random order: neighbours meet, and one rests where their number is odd. */
function shuffled(teams: number, random: RandomState): number[] {
  const order = Array.from({ length: teams }, (_, team) => team + 1)
  for (let i = teams - 1; i > 0; i--) {
    const j = uniformInteger(random, i + 1)
    ;[order[i], order[j]] = [order[j] as number, order[i] as number]
  }
  return order
}

function betOn(match: Match, side: Side, { close, edge = 0 }: NullFamily, random: RandomState): Partial<SettledBet> {
  const fair = match.fair[side]
  const price = toUnits(toMicros((1 + edge) / fair))
  const won = match.won.has(side)
  const closeProbability = Math.min(0.98, fair * Math.exp(normal(random, close.mean, close.sd)))
  const market = side === 'over' || side === 'under' ? 'ou' : '1x2'
  return {
    selection: { market, side, line: market === 'ou' ? 2.5 : 0 },
    price,
    outcome: won ? 'won' : 'lost',
    profitUnits: won ? toUnits(toMicros(price - 1)) : -1,
    closeProbability,
    closingLineValue: Math.log(price * closeProbability),
  }
}

/**
 * Records of every rule on every team: each week the teams meet at random, results are drawn at the fair probabilities, and the odds
 * taken are the fair ones. No rule is worth anything unless the family has an edge.
 */
export function nullFamily(family: NullFamily): BetRecord[] {
  const { seed, teams, weeks, rules } = family
  const random = createRandom(seed)
  const bets = RULES.slice(0, rules).map((): SettledBet[] => [])
  for (let week = 0, matchId = 1; week < weeks; week++) {
    const order = shuffled(teams, random)
    for (let at = 0; at + 1 < teams; at += 2, matchId++) {
      const match = drawMatch(random)
      bets.forEach((own, rule) => {
        const side = RULES[rule]?.(match, random) ?? null
        if (side === null) return
        const place = { homeId: order[at] as number, awayId: order[at + 1] as number, day: 7 * week + (at % 3) }
        own.push(settledBet(matchId, { ...place, ...betOn(match, side, family, random) }))
      })
    }
  }
  const named = (index: number): StrategyRule => ({ ...(REFERENCE_STRATEGIES[0] as StrategyRule), name: `RULE_${index + 1}` })
  return recordsByTeam(bets.map((own, index) => ({ competition: 'NULL', rule: named(index), bets: own, unpriced: 0 })))
}
