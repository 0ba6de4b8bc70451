import type { Estimate } from '../numeric/estimate.ts'

/** Parts of the friction score, in their fixed order. */
export const FRICTION_COMPONENTS = ['style_clash', 'tempo_friction', 'mental_clash', 'tactical_friction', 'risk_friction'] as const
export type FrictionComponentName = (typeof FRICTION_COMPONENTS)[number]

/** One part: its level among the league's ordered pairs and what it adds to the score. */
export interface FrictionComponent {
  readonly key: FrictionComponentName
  /** 0–100: percentile of the defined quantity among the league's ordered pairs; null when not measured. */
  readonly level: Estimate
  /** The quantity itself, in the unit that `docs/models/friction.md` gives. */
  readonly quantity: number | null
  /** Share of the score that this part may give, by its reliability in the league; weights of the measured parts sum to 1. */
  readonly weight: number
  /** weight x level; the contributions sum to the score. Null when not measured. */
  readonly contribution: number | null
}

/** How two teams collide at one ground: directional, home first. */
export interface Friction {
  readonly homeId: number
  readonly awayId: number
  /** 0–100. */
  readonly score: Estimate
  readonly components: readonly FrictionComponent[]
  /** Signed: above 0 favours the home side. Points per match, beyond what strength explains. */
  readonly psychologicalEdge: Estimate
  /** 0–100, from the score matrix: chance of an upset and spread of outcomes, as a percentile of the league's pairs. */
  readonly chaosPotential: Estimate
  readonly confidence: 'low' | 'medium' | 'high'
}
