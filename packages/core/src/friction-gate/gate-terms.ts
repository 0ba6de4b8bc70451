import type { LeagueTraits } from '../friction/league-traits.ts'
import { mentalClash } from '../friction/mental-clash.ts'
import { riskFriction } from '../friction/risk-friction.ts'
import { styleClash } from '../friction/style-clash.ts'
import { tacticalFriction } from '../friction/tactical-friction.ts'
import { tempoFriction } from '../friction/tempo-friction.ts'
import type { TraitKey } from './observed-style.ts'

/** A pair as its week began. Teams are named as the traits name them. */
export interface PairView {
  readonly home: number
  readonly away: number
  readonly traits: LeagueTraits
  readonly edge: number | null
}

/**
 * One quantity of a pair that may move its goal rates. `S` is antisymmetric and moves the two rates apart, `T` is symmetric
 * and moves both the same way.
 */
export interface GateColumn {
  readonly name: string
  readonly part: 'S' | 'T'
  /** NaN where not measured. */
  readonly of: (pair: PairView) => number
}

/** A candidate: the columns that enter together. */
export interface GateTerm {
  readonly key: string
  /** `trait`: how a side plays, whoever the opponent; `pairing`: how the two meet; `friction`: a part of the friction score. */
  readonly kind: 'trait' | 'pairing' | 'friction'
  readonly columns: readonly string[]
}

const z = ({ traits }: PairView, team: number, key: TraitKey): number => traits(team, key)?.z ?? Number.NaN

const difference = (key: TraitKey): GateColumn[] => [
  { name: `${key}_difference`, part: 'S', of: (pair) => z(pair, pair.home, key) - z(pair, pair.away, key) },
  { name: `${key}_sum`, part: 'T', of: (pair) => z(pair, pair.home, key) + z(pair, pair.away, key) },
]

/** What one side does times what the other allows, and the mirror of it. */
function meets(name: string, own: TraitKey, allowed: TraitKey): GateColumn[] {
  const quantity = (pair: PairView, team: number, opponent: number) => z(pair, team, own) * z(pair, opponent, allowed)
  return [
    { name: `${name}_difference`, part: 'S', of: (pair) => quantity(pair, pair.home, pair.away) - quantity(pair, pair.away, pair.home) },
    { name: `${name}_sum`, part: 'T', of: (pair) => quantity(pair, pair.home, pair.away) + quantity(pair, pair.away, pair.home) },
  ]
}

const product = (name: string, of: (pair: PairView, team: number) => number): GateColumn => ({
  name,
  part: 'T',
  of: (pair) => of(pair, pair.home) * of(pair, pair.away),
})

const DIFFERENCES = [
  'shots_for',
  'shots_against',
  'corners_for',
  'corners_against',
  'shots_on_target_share',
  'fouls_per_match',
  'cards_per_match',
] as const satisfies readonly TraitKey[]

/** Friction's own parts, as `measureFrictions` takes them: quantities, before they become levels. */
const PARTS: readonly GateColumn[] = [
  { name: 'style_clash', part: 'T', of: ({ traits, home, away }) => styleClash(traits, home, away)?.value ?? Number.NaN },
  { name: 'tempo_friction', part: 'T', of: ({ traits, home, away }) => tempoFriction(traits, home, away)?.value ?? Number.NaN },
  { name: 'mental_clash', part: 'T', of: ({ traits, home, away }) => mentalClash(traits, home, away)?.value ?? Number.NaN },
  { name: 'tactical_friction', part: 'S', of: ({ traits, home, away }) => tacticalFriction(traits, home, away)?.value ?? Number.NaN },
  { name: 'risk_friction', part: 'T', of: ({ traits, home, away }) => riskFriction(traits, home, away)?.value ?? Number.NaN },
  { name: 'psychological_edge', part: 'S', of: ({ edge }) => edge ?? Number.NaN },
]

/** Every column that is made of traits. Two more are made of the forecast's own rates: {@link RATE_COLUMNS}. */
export const TRAIT_COLUMNS: readonly GateColumn[] = [
  ...DIFFERENCES.flatMap(difference),
  ...meets('volume_meets_conceded', 'shots_for', 'shots_against'),
  ...meets('corners_meet_conceded', 'corners_for', 'corners_against'),
  ...meets('quality_meets_volume', 'shots_on_target_share', 'shots_against'),
  product('tempo_product', (pair, team) => z(pair, team, 'shots_for') + z(pair, team, 'shots_against')),
  product('fouls_product', (pair, team) => z(pair, team, 'fouls_per_match')),
  product('cards_product', (pair, team) => z(pair, team, 'cards_per_match')),
  ...PARTS,
]

/** How unequal the forecast takes the two to be, and both rates together. */
export const RATE_COLUMNS = [
  { name: 'mismatch', part: 'T', of: (logHome: number, logAway: number) => Math.abs(logHome - logAway) },
  { name: 'rate_product', part: 'T', of: (logHome: number, logAway: number) => logHome * logAway },
] as const

/** All of friction at once: what the number that a matchup shows is about. */
export const WHOLE_FRICTION = 'friction'

const both = (name: string) => [`${name}_difference`, `${name}_sum`]

/** Every candidate that is ever tried; the correction counts them all. */
export const GATE_TERMS: readonly GateTerm[] = [
  { key: WHOLE_FRICTION, kind: 'friction', columns: PARTS.map(({ name }) => name) },
  ...PARTS.map(({ name }): GateTerm => ({ key: name, kind: 'friction', columns: [name] })),
  ...['volume_meets_conceded', 'corners_meet_conceded', 'quality_meets_volume'].map(
    (name): GateTerm => ({ key: name, kind: 'pairing', columns: both(name) }),
  ),
  ...['tempo_product', 'fouls_product', 'cards_product', 'mismatch', 'rate_product'].map(
    (name): GateTerm => ({ key: name, kind: 'pairing', columns: [name] }),
  ),
  ...DIFFERENCES.map((name): GateTerm => ({ key: name, kind: 'trait', columns: both(name) })),
]
