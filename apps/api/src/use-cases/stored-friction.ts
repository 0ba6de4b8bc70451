import type { StoredPrediction } from '@mon-ps/core/forecasting/match-prediction'
import { z } from 'zod'
import { type ModelSettings, modelSettings } from '@mon-ps/contract/matchup'
import type { FrictionPart, Reasons } from './describe-matchup.ts'

const interval = z.tuple([z.number(), z.number()]).nullable()
const estimate = z.object({ value: z.number().nullable(), n: z.number(), interval })
const basis = z.enum(['fitted', 'prior'])

/**
 * What a calculation of ours keeps in the column `friction_vector`: the parts of the score, what has to be kept of the
 * prediction, why its goal rates are what they are, and the model's settings. A migrated row holds something else and does not parse.
 */
const storedFriction = z.object({
  components: z.array(z.object({ key: z.string(), level: estimate, weight: z.number(), contribution: z.number().nullable() })),
  prediction: z.object({
    homeId: z.number(),
    awayId: z.number(),
    neutralVenue: z.boolean(),
    basis: z.object({ home: basis, away: basis }),
    homeGoalRate: estimate,
    awayGoalRate: estimate,
    rho: z.number(),
    covariance: z.array(z.number()),
  }),
  reasons: z.array(z.object({ cause: z.string(), homeGoals: z.number(), awayGoals: z.number() })),
  // A row of an earlier version does not say.
  model: modelSettings.nullable().default(null),
})

export interface StoredFriction {
  readonly components: readonly FrictionPart[]
  readonly prediction: StoredPrediction
  readonly reasons: Reasons
  readonly model: ModelSettings | null
}

/** Null where the row was not made by a calculation of ours. */
export function parseStoredFriction(json: unknown): StoredFriction | null {
  return storedFriction.safeParse(json).data ?? null
}
