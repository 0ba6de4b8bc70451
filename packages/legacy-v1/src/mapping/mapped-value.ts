/** Why a V1 value could not be read, or what is remarkable about how it was. Closed: a report can name each. */
export type ValueFinding =
  | 'not-a-number'
  | 'digits-lost'
  | 'not-a-time'
  | 'time-skipped'
  | 'not-an-object'
  | 'both-spellings'
  | 'not-text'
  | 'unknown-league-code'
  | 'not-a-season'
  | 'unknown-winner'
  | 'stake-unknown'
  | 'several-best'

/** What a rule makes of a V1 value. A finding beside null: V3 cannot hold it, the companion keeps it. */
export interface MappedValue<Value> {
  readonly value: Value | null
  readonly finding: ValueFinding | null
}

export const NOTHING: MappedValue<never> = { value: null, finding: null }

export const plain = <Value>(value: Value, finding: ValueFinding | null = null): MappedValue<Value> => ({ value, finding })

export const unreadable = (finding: ValueFinding): MappedValue<never> => ({ value: null, finding })

/** A parsed JSON value is an object: neither a list nor null. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys, as it stands; null where a key is absent, holds JSON null, or stands in something else than an object. */
export function jsonAt(json: unknown, path: readonly string[]): unknown {
  let at: unknown = json
  for (const key of path) {
    if (!isJsonObject(at) || !Object.hasOwn(at, key)) return null
    at = at[key]
  }
  return at ?? null
}
