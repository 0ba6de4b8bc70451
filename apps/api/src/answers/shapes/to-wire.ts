import type { Estimates } from '@mon-ps/db/schema/columns'
import type { Provenance } from '@mon-ps/db/repositories/provenance'
import { type Meta, type OriginFilter, type Stat, toStat } from '@mon-ps/contract/answer'

/**
 * A stored number with what its run recorded about it; a row that no calculation of ours made has no interval,
 * and what its own columns say of n: null where they say nothing.
 */
export function storedStat(value: number | null, estimate: Estimates[string] | undefined, n: number | null): Stat {
  return toStat({ value, n: estimate?.n ?? n, interval: estimate?.interval ?? null })
}

type Rested = Pick<Provenance, 'snapshotId' | 'modelVersion' | 'computedAt'>

function shared<T>(values: readonly T[]): T | null {
  const [first] = values
  return first !== undefined && values.every((value) => value === first) ? first : null
}

/** What the rows shown rest on; a snapshot or version only where all of them share it. */
export function toMeta(rows: readonly Rested[], origin: OriginFilter, warnings: readonly string[] = []): Meta {
  return {
    snapshot: shared(rows.map((row) => row.snapshotId)),
    modelVersion: shared(rows.map((row) => row.modelVersion)),
    computedAt: rows.reduce<string | null>(
      (latest, { computedAt }) => (computedAt !== null && computedAt > (latest ?? '') ? computedAt : latest),
      null,
    ),
    origin,
    warnings: [...warnings],
  }
}
