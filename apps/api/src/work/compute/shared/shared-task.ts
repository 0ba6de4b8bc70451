import { createHash } from 'node:crypto'
import type { EvaluationOptions } from '@mon-ps/core/strategy/evaluate-strategies'
import type { AblationOptions } from '@mon-ps/core/friction/ablate-friction'
import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'

/**
 * A task in words that fit in a queue: what is big is named by the hash under which it stands in the database. `part` is a league's
 * matches, every other name the key of a result.
 */
export type SharedTask =
  | { readonly kind: 'calculateLeague'; readonly part: string }
  | { readonly kind: 'rateLeague'; readonly part: string }
  | { readonly kind: 'forecastSeason'; readonly leagues: readonly string[]; readonly season: string; readonly tier: Tier }
  | {
      readonly kind: 'evaluateRecords'
      readonly leagues: readonly { readonly league: string; readonly teamIds: readonly number[] }[]
      readonly options: EvaluationOptions
    }
  /** `part`: the league whose pairs are wanted. */
  | { readonly kind: 'forecastLeague'; readonly part: string; readonly leagues: readonly string[] }
  | {
      readonly kind: 'gateTier'
      readonly parts: readonly string[]
      /** Ratings of the parts, in their order. */
      readonly leagues: readonly string[]
      readonly options: Omit<AblationOptions, 'tables' | 'rated'>
    }
  | { readonly kind: 'reportTier'; readonly predictions: string }

/** A task as it travels. */
export interface QueuedTask {
  /** Where its result will stand. */
  readonly key: string
  readonly task: SharedTask
  /** What it is about, for people. */
  readonly label: string
}

const sha256 = (...pieces: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

/**
 * The key of a task's result: it names everything that the result depends on.
 *
 * @param engine  see {@link engineId}
 */
export const keyFor = (engine: string, task: SharedTask): string => sha256(engine, '\n', JSON.stringify(task))

/** The key of an input that is no result of a task. */
export const keyForInput = (bytes: Buffer): string => sha256('input\n', bytes)
