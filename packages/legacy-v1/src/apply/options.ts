import type { OnProgress } from '../types.ts'

/** What every run of the move needs to know. */
export interface RehearseOptions {
  /** The choice for each decision of the plan that differs from what the plan proposes, by the decision's id. */
  readonly decisions?: Readonly<Record<string, string>>
  /** In which zone the legacy's naive times are read; UTC when not given. */
  readonly timeZone?: string
  /** The hash of the plan that was read: what is found now must still make the same plan. Any plan, when not given. */
  readonly planSha256?: string
  /** Recorded with everything that the move writes. */
  readonly who: string
  readonly codeVersion: string
  readonly onProgress?: OnProgress
  /** Stops between two chunks; the call then throws the signal's reason and the next one goes on where this one stopped. */
  readonly signal?: AbortSignal
  /** Above so many rows of V1 the copy goes in committed chunks; 50,000 when not given. */
  readonly oneTransactionRows?: number
  /** Ids per committed chunk; 20,000 when not given. */
  readonly chunkIds?: number
}

export interface ApplyOptions extends RehearseOptions {
  /** The hash of the plan that was agreed to: what is found now must still make the same plan. */
  readonly planSha256: string
}

export interface RollbackOptions {
  readonly who: string
  /** The digest of the later writes that may be lost, as the refusal ROLLBACK_WOULD_DISCARD names it. */
  readonly discard?: string
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}
