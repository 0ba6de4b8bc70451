import type { MigrationMapping } from '@mon-ps/contract/migration-plan'
import type { MigrationSample } from '@mon-ps/contract/migration-report'

/** Where a V3 value comes from. `value` is undefined where the row itself does not hold it, as with another table's column. */
export interface SampleSource {
  readonly name: string
  readonly value: unknown
}

/** One V3 column of a sample beside its V1 values. */
export interface SampleColumn {
  readonly target: string
  readonly v3: unknown
  readonly sources: readonly SampleSource[]
  readonly rule: string
  readonly note: string | null
  /** Its value stands in V3 otherwise than in V1, or under another name. */
  readonly changed: boolean
  /** The value itself is the one of its only source in this row. */
  readonly sameValue: boolean
}

/** The whole sample by the plan's mapping, and the V1 columns that V3 has no place for: their companion keeps them. */
export function sampleColumns(
  { v1, v3 }: Pick<MigrationSample, 'v1' | 'v3'>,
  { columns, companionOnly }: Pick<MigrationMapping, 'columns' | 'companionOnly'>,
): {
  readonly columns: SampleColumn[]
  readonly companionOnly: { readonly column: string; readonly value: unknown; readonly reason: string }[]
} {
  return {
    columns: columns
      .filter(({ target }) => target in v3)
      .map(({ target, sources: names, rule, note }) => {
        const sources = names.map((name) => ({ name, value: valueAt(v1, name) }))
        const value = v3[target]
        const held = sources.filter((source) => source.value !== undefined)
        const sameValue = held.length === 1 && textOf(held[0]?.value) === textOf(value)
        const isNamedAlike = names.length === 1 && names[0] === target
        const changed = names.length === 0 ? value !== null : !(sameValue && isNamedAlike)
        return { target, v3: value, sources, rule, note, changed, sameValue }
      }),
    companionOnly: companionOnly.filter(({ column }) => column in v1).map(({ column, reason }) => ({ column, value: v1[column], reason })),
  }
}

/** `quantum_dna.market_dna` is a key of a JSON column; `team_strategies:strategy_name` a column of another table. */
function valueAt(row: Readonly<Record<string, unknown>>, name: string): unknown {
  if (name.includes(':')) return undefined
  return name.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return (value as Readonly<Record<string, unknown>>)[key]
  }, row)
}

/** A value as it is compared and printed. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}
