import type { MigrationMappingWire, MigrationSampleWire } from '@mon-ps/api'

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
}

/** The whole sample by the plan's mapping, and the V1 columns that V3 has no place for: their companion keeps them. */
export function sampleColumns(
  { v1, v3 }: Pick<MigrationSampleWire, 'v1' | 'v3'>,
  { columns, companionOnly }: Pick<MigrationMappingWire, 'columns' | 'companionOnly'>,
): {
  readonly columns: SampleColumn[]
  readonly companionOnly: { readonly column: string; readonly value: unknown; readonly reason: string }[]
} {
  return {
    columns: columns
      .filter(({ target }) => target in v3)
      .map(({ target, sources: names, rule, note }) => {
        const sources = names.map((name) => ({ name, value: valueAt(v1, name) }))
        return { target, v3: v3[target], sources, rule, note, changed: isChanged(target, v3[target], sources) }
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

function isChanged(target: string, v3: unknown, sources: readonly SampleSource[]): boolean {
  const [only] = sources
  if (sources.length === 0) return v3 !== null
  if (sources.length > 1 || !only) return true
  return only.name !== target || textOf(only.value) !== textOf(v3)
}

/** A value as it is compared and printed. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}
