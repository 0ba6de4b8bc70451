import type { Finding, FindingExample, Severity } from '../types.ts'
import { EXAMPLES } from './check.ts'

export interface Listed {
  readonly check: string
  readonly table: string
  readonly name: string
  readonly severity: Severity
  /** Of what was found; the number stands before it. */
  readonly message: string
  readonly remedy: string | null
}

/** A finding about everything in `found`; none where that is empty. */
export function listedFinding({ check, table, name, severity, message, remedy }: Listed, found: readonly FindingExample[]): Finding[] {
  if (found.length === 0) return []
  return [
    {
      id: `${check}:${table}:${name}`,
      check,
      table,
      severity,
      count: found.length,
      message: `${found.length} ${message}`,
      examples: found.slice(0, EXAMPLES),
      remedy,
    },
  ]
}

/** About something that is not a row. */
export const thing = (what: string): FindingExample => ({ v1Id: null, what })
