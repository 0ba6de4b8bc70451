import { createHash } from 'node:crypto'
import { V1_TABLES } from '@mon-ps/db/schema/legacy-move'
import type { MigrationPlan } from '../types.ts'

/** JSON with the keys of every object in order, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}

/** Raised when the same facts would be written into V3 in another way. */
const PLAN_VERSION = 2

/**
 * SHA-256 of what a person agrees to: V1's shape, the rules and their mapping, the decisions, the zone and the DDL. V1's rows are
 * not part of it, nor what follows from them alone: rulings, teams, figures and findings.
 */
export function planHash(plan: Omit<MigrationPlan, 'planSha256'>): string {
  const { ruleVersions, mapping, timeZone } = plan
  // It stays after a rollback, and the same plan must be the same then.
  const ddl = plan.ddl.filter((statement) => !statement.includes('quantum_backup'))
  const source = plan.source
    .filter(({ table }) => V1_TABLES.some((name) => name === table))
    .map(({ table, kind, columns }) => ({ table, kind, columns }))
  const decisions = plan.decisions.map(({ id, chosen, proposed }) => ({ id, taken: chosen ?? proposed }))
  const facts = { version: PLAN_VERSION, source, ruleVersions, mapping, decisions, timeZone, ddl }
  return createHash('sha256').update(canonicalJson(facts)).digest('hex')
}
