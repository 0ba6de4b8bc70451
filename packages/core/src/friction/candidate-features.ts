import type { Candidate, CandidateColumn } from '../forecasting/ablation/fit-candidate.ts'
import { type LeagueTraits, mentalClash, riskFriction, styleClash, tacticalFriction, tempoFriction } from './pair-quantities.ts'
import type { TraitKey } from './observed-style.ts'

/** A pair as its week began. Teams are named as the traits name them. */
export interface PairView {
  readonly home: number
  readonly away: number
  readonly traits: LeagueTraits
  readonly edge: number | null
}

/** One quantity of a pair that may move its goal rates. */
export interface FrictionColumn extends CandidateColumn {
  /** NaN where not measured. */
  readonly measure: (pair: PairView) => number
}

const z = ({ traits }: PairView, team: number, key: TraitKey): number => traits(team, key)?.z ?? Number.NaN

const difference = (key: TraitKey): FrictionColumn[] => [
  { name: `${key}_difference`, part: 'S', measure: (pair) => z(pair, pair.home, key) - z(pair, pair.away, key) },
  { name: `${key}_sum`, part: 'T', measure: (pair) => z(pair, pair.home, key) + z(pair, pair.away, key) },
]

/** What one side does times what the other allows, and the same with the sides swapped. */
function meets(name: string, own: TraitKey, allowed: TraitKey): FrictionColumn[] {
  const quantity = (pair: PairView, team: number, opponent: number) => z(pair, team, own) * z(pair, opponent, allowed)
  return [
    {
      name: `${name}_difference`,
      part: 'S',
      measure: (pair) => quantity(pair, pair.home, pair.away) - quantity(pair, pair.away, pair.home),
    },
    { name: `${name}_sum`, part: 'T', measure: (pair) => quantity(pair, pair.home, pair.away) + quantity(pair, pair.away, pair.home) },
  ]
}

const product = (name: string, quantity: (pair: PairView, team: number) => number): FrictionColumn => ({
  name,
  part: 'T',
  measure: (pair) => quantity(pair, pair.home) * quantity(pair, pair.away),
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
const PARTS: readonly FrictionColumn[] = [
  { name: 'style_clash', part: 'T', measure: ({ traits, home, away }) => styleClash(traits, home, away)?.value ?? Number.NaN },
  { name: 'tempo_friction', part: 'T', measure: ({ traits, home, away }) => tempoFriction(traits, home, away)?.value ?? Number.NaN },
  { name: 'mental_clash', part: 'T', measure: ({ traits, home, away }) => mentalClash(traits, home, away)?.value ?? Number.NaN },
  { name: 'tactical_friction', part: 'S', measure: ({ traits, home, away }) => tacticalFriction(traits, home, away)?.value ?? Number.NaN },
  { name: 'risk_friction', part: 'T', measure: ({ traits, home, away }) => riskFriction(traits, home, away)?.value ?? Number.NaN },
  { name: 'psychological_edge', part: 'S', measure: ({ edge }) => edge ?? Number.NaN },
]

/** Every column that is made of traits. Two more are made of the forecast's own rates: {@link RATE_COLUMNS}. */
export const TRAIT_COLUMNS: readonly FrictionColumn[] = [
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
  { name: 'mismatch', part: 'T', measure: (logHome: number, logAway: number) => Math.abs(logHome - logAway) },
  { name: 'rate_product', part: 'T', measure: (logHome: number, logAway: number) => logHome * logAway },
] as const

/** All of friction at once: what the number that a matchup shows is about. */
export const WHOLE_FRICTION = 'friction'

const both = (name: string) => [`${name}_difference`, `${name}_sum`]

/** Every candidate that is ever tried; the correction counts them all. */
export const FRICTION_CANDIDATES: readonly Candidate[] = [
  { key: WHOLE_FRICTION, kind: 'friction', columns: PARTS.map(({ name }) => name) },
  ...PARTS.map(({ name }): Candidate => ({ key: name, kind: 'friction', columns: [name] })),
  ...['volume_meets_conceded', 'corners_meet_conceded', 'quality_meets_volume'].map(
    (name): Candidate => ({ key: name, kind: 'pairing', columns: both(name) }),
  ),
  ...['tempo_product', 'fouls_product', 'cards_product', 'mismatch', 'rate_product'].map(
    (name): Candidate => ({ key: name, kind: 'pairing', columns: [name] }),
  ),
  ...DIFFERENCES.map((name): Candidate => ({ key: name, kind: 'trait', columns: both(name) })),
]
