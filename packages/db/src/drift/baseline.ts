import type { AcceptedDifference } from './types.ts'

/**
 * Differences that are accepted for now, each with who answers for it and until when. Empty is the normal state: an entry
 * is a debt, and one that has expired counts as unexpected again.
 */
export const BASELINE: readonly AcceptedDifference[] = []
