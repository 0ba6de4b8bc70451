import { type HostileCase, ROW_CASES } from './row-cases.ts'
import { RELATION_CASES } from './relation-cases.ts'
import { STRUCTURE_CASES } from './structure-cases.ts'
import { TYPE_CASES } from './type-cases.ts'
import { cleanDraft, draftSql } from './v1-draft.ts'

export { type HostileCase, ROW_CASES } from './row-cases.ts'
export { RELATION_CASES } from './relation-cases.ts'
export { STRUCTURE_CASES } from './structure-cases.ts'
export { TYPE_CASES } from './type-cases.ts'
export { cleanDraft, draftSql, type V1Draft } from './v1-draft.ts'

/** Every named fault. */
const HOSTILE_CASES: readonly HostileCase[] = [...ROW_CASES, ...STRUCTURE_CASES, ...TYPE_CASES, ...RELATION_CASES]

/** A V1 with these faults, as a script for either engine. */
export function spoiledV1(cases: readonly HostileCase[]): string {
  const draft = cleanDraft()
  for (const one of cases) one.spoil(draft)
  return draftSql(draft)
}

/** Numbers from 0 to 1 that depend on the seed alone. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const HALF = 0.5

/** The faults of a name, or a selection of faults of rows that depends on a seed alone; their order, too. */
function hostileCases(which: string | number): readonly HostileCase[] {
  if (typeof which === 'string') return HOSTILE_CASES.filter(({ name }) => name === which)
  const random = seededRandom(which)
  return ROW_CASES.map((one) => ({ one, place: random(), taken: random() < HALF }))
    .filter(({ taken }) => taken)
    .sort((x, y) => x.place - y.place)
    .map(({ one }) => one)
}

/**
 * A V1 that is as bad as real ones are: with one named fault, or with a selection that a seed makes. The script makes
 * schema `quantum` anew and runs on both engines.
 *
 * @example await database.sql.unsafe(hostileV1('mojibake')).simple()
 */
export const hostileV1 = (which: string | number): string => spoiledV1(hostileCases(which))
