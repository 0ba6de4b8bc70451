import type { ColumnMapping, TableMapping } from '../mapping/column-mapping.ts'
import { scaleOfRebuiltDecimal } from '../mapping/decimals.ts'
import { WINNER_SIDES } from '../mapping/matchup-friction.ts'
import { valueOf } from '../copy/rule-sql.ts'
import { named, quoted } from '@mon-ps/db/engine/sql-text'

/** A V1 column as it comes out of V3 again, beside what V1 has: both as text, both null where the row is no proof. */
export interface Inverse {
  readonly source: string
  readonly target: string
  readonly rebuilt: string
  readonly original: string
}

const WHOLE = ['smallint', 'integer', 'bigint']
const isZoned = (type: string): boolean => type.endsWith('with time zone')

/** How a V3 value of `t` becomes V1's text again; null where a double does not promise it, or nothing does. */
function rebuilt(column: ColumnMapping, type: string): string | null {
  const value = `t.${named(column.target)}`
  switch (column.rule) {
    case 'copy@1':
      return `${value}::text`
    case 'double@1': {
      const scale = scaleOfRebuiltDecimal(type)
      if (scale !== null) return `round(${value}::numeric, ${scale})::text`
      return type === 'double precision' ? `${value}::text` : null
    }
    case 'instant@1':
      return isZoned(type) ? `${value}::text` : `(${value} at time zone z.time_zone)::text`
    case 'predicted-winner@1':
      return `case ${value} ${Object.entries(WINNER_SIDES)
        .map(([said, side]) => `when ${quoted(side)} then ${quoted(said)}`)
        .join(' ')} end`
    case 'team-of-profile@1':
      return `(select l.v1_id from mon_ps.legacy_team l where l.team_id = ${value})::text`
    case 'row-id@1':
      return 'v.v1_id::text'
    default:
      return null
  }
}

/**
 * V1's value as text. What V1 keeps under a type of another kind is told as the declared one would: its spelling (`013`, `13.00`,
 * a day without an hour) is the companion's to prove, which has it letter for letter.
 */
function original(own: string, rule: ColumnMapping['rule'], declared: string, type: string): string {
  if (rule === 'instant@1') return isZoned(type) ? `${own}::text` : `${own}::timestamp::text`
  if (declared === 'jsonb') return `${own}::jsonb::text`
  if (WHOLE.includes(declared) && !WHOLE.includes(type)) return `trim_scale(${own}::text::numeric)::text`
  return `${own}::text collate "default"`
}

/** What the rule can read at all: a value that it cannot is null in V3, and only the companion keeps it. */
function readable(mapping: TableMapping, column: ColumnMapping, source: string, type: string): string {
  const own = `c.${named(source)}`
  if (column.rule === 'double@1') return `abs(${own}) < 1e300`
  if (column.rule === 'predicted-winner@1') return `${own}::text collate "default" in (${Object.keys(WINNER_SIDES).map(quoted).join(', ')})`
  // An hour that a change of clocks skips stands in no zone.
  if (column.rule === 'instant@1' && !isZoned(type)) return `(${valueOf(mapping, source)}) at time zone z.time_zone = ${own}::timestamp`
  return 'true'
}

/** Every V1 column that the mapping calls rebuilt, over `c`, `o`, `z`, `v` (its version) and `t` (V3's row). */
export function inverses(mapping: TableMapping, types: ReadonlyMap<string, string>): readonly Inverse[] {
  return mapping.columns.flatMap((column) => {
    const [source] = column.sources
    const type = types.get(source ?? '')
    if (!column.invertible || source === undefined || type === undefined) return []
    const value = rebuilt(column, type)
    if (value === null) return []
    const own = `c.${named(source)}`
    const filledByUs = column.target === 'created_at' || column.target === 'updated_at' ? ` and ${own} is not null` : ''
    const proof = `not coalesce(o.ruled ? ${quoted(source)}, false) and (${own} is null or coalesce(${readable(mapping, column, source, type)}, false))${filledByUs}`
    const declared = mapping.v1Columns.find(({ name }) => name === source)?.type ?? type
    return [
      {
        source,
        target: column.target,
        rebuilt: `case when ${proof} then ${value} end`,
        original: `case when ${proof} then ${original(own, column.rule, declared, type)} end`,
      },
    ]
  })
}
