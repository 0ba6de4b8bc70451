import { createHash } from 'node:crypto'

/** JSON with sorted keys: equal values have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** SHA-256 of a value's canonical JSON, lower-case hex: equal values have equal hashes, in whatever order their keys are. */
export function sha256OfJson(value: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
