import type { Measured } from './measure.ts'

/** Milliseconds of the move's own writing, of the plain writing, and one divided by the other. */
export function toRatios({ stages, plain }: Pick<Measured, 'stages' | 'plain'>) {
  const move = stages.filter(({ stage }) => stage === 'copy' || stage === 'publish').reduce((sum, { elapsedMs }) => sum + elapsedMs, 0)
  const plainV3 = plain.ms.companion + plain.ms.v3
  const plainAll = plainV3 + plain.ms.versions + plain.ms.sources
  return { move, plainV3, plainAll, ofV3: move / plainV3, ofAll: move / plainAll }
}
