import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import type { VerifyCheck } from '../types.ts'

/** As many as a report names. */
export const NAMED_DIFFERENCES = 20

export interface Difference extends Record<string, unknown> {
  readonly id: number | string
  readonly column: string
  readonly came: string | null
  readonly expected: string | null
}

const LONGEST = 120
const shown = (text: string | null): string => {
  if (text === null) return 'null'
  return text.length > LONGEST ? `'${text.slice(0, LONGEST)}…'` : `'${text}'`
}

/** `team_strategies 7 roi: came '84.6', expected '84.7'`: a long value is shortened around the first place that differs. */
export function describeDifference(table: string, { id, column, came, expected }: Difference): string {
  if (came === null || expected === null || (came.length <= LONGEST && expected.length <= LONGEST))
    return `${table} ${id} ${column}: came ${shown(came)}, expected ${shown(expected)}`
  let at = 0
  while (came[at] === expected[at]) at++
  const from = Math.max(0, at - 20)
  return `${table} ${id} ${column} at character ${at + 1}: came ${shown(came.slice(from))}, expected ${shown(expected.slice(from))}`
}

export function checkOf(id: string, name: string, compared: number, differences: readonly string[]): VerifyCheck {
  return { id, name, passed: differences.length === 0, compared, differences: differences.slice(0, NAMED_DIFFERENCES) }
}

/** Rows of generated SQL. */
export const ask = <Row>(executor: Executor, text: string) => executor.execute<Row & Record<string, unknown>>(sql.raw(text))
