import type { LegacyValue } from '@mon-ps/contract/legacy'

const MAX_VALUES = 200
const MAX_TEXT = 500
const MAX_DEPTH = 5

/** The values of such an object, at most 200; null for what is none, or an empty one. */
export function legacyValues(json: unknown): LegacyValue[] | null {
  if (!isObject(json)) return null
  const values = flatten(json, '', 1).slice(0, MAX_VALUES)
  return values.length > 0 ? values : null
}

function flatten(json: Readonly<Record<string, unknown>>, prefix: string, depth: number): LegacyValue[] {
  return Object.entries(json).flatMap(([name, value]): LegacyValue[] => {
    const key = `${prefix}${name}`.slice(0, MAX_TEXT)
    if (isObject(value) && depth < MAX_DEPTH) return flatten(value, `${key}.`, depth + 1)
    if (value === null || typeof value === 'number' || typeof value === 'boolean') return [{ key, value }]
    return [{ key, value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_TEXT) }]
  })
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
