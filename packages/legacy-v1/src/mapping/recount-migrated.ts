import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import type { RuleId } from './column-mapping.ts'
import { toDouble, isJsonObject } from './values.ts'
import { MAPPING_RULES } from './rules.ts'
import { roiPerStake } from './strategy-rules.ts'
import { TABLE_MAPPINGS } from './table-mappings.ts'

/** A V1 row: each column as Postgres prints it, null for null. */
type V1Columns = Readonly<Record<string, string | null>>

/** A moved number, recomputed from its V1 row by its rule. */
interface MigratedNumber {
  readonly rule: RuleId
  readonly meaning: string
  readonly sources: readonly { readonly column: string; readonly value: string | null }[]
  readonly value: number | null
  /** Why it cannot be recomputed from the row alone; null where it was. */
  readonly cannot: string | null
}

const RULES: Partial<Record<RuleId, (source: string | null, row: V1Columns) => number | null>> = {
  'copy@1': (source) => (source === null ? null : Number(source)),
  'double@1': (source) => toDouble(source).value,
  'none@1': () => null,
  'roi-per-stake@1': (source, row) => roiPerStake(source, row['strategy_name'] ?? '', parsed(row['parameters'])).value,
}

function parsed(json: string | null | undefined): unknown {
  if (json === null || json === undefined) return null
  const value: unknown = JSON.parse(json)
  return isJsonObject(value) ? value : null
}

/**
 * The number of a V3 column from its V1 row.
 *
 * @param column  of the V3 table, for example `win_rate`
 * @returns       null when no rule fills such a column
 */
export function recountMigrated(table: V1TableName, column: string, row: V1Columns): MigratedNumber | null {
  const mapping = TABLE_MAPPINGS.find(({ v1 }) => v1 === table)?.columns.find(({ target }) => target === column)
  if (mapping === undefined) return null
  const meaning = MAPPING_RULES.find(({ id }) => id === mapping.rule)?.meaning ?? ''
  const sources = mapping.sources.map((source) => ({ column: source, value: row[source.split('.')[0] ?? source] ?? null }))
  const apply = RULES[mapping.rule]
  if (apply === undefined)
    return {
      rule: mapping.rule,
      meaning,
      sources,
      value: null,
      cannot: 'the rule reads more than this row; the plan of the move shows what',
    }
  return { rule: mapping.rule, meaning, sources, value: apply(sources[0]?.value ?? null, row), cannot: null }
}
