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
const PLAN_VERSION = 1

/**
 * SHA-256 of everything that decides the outcome: V1's rows and columns, rules and mapping, what was decided and ruled, teams,
 * zone and DDL. Free disk, estimates, findings and the live tables of odds and bets are not part of it.
 */
export function planHash(plan: Omit<MigrationPlan, 'planSha256'>): string {
  const { ruleVersions, mapping, rulings, teams, timeZone } = plan
  // It stays after a rollback, and the same plan must be the same then.
  const ddl = plan.ddl.filter((statement) => !statement.includes('quantum_backup'))
  const source = plan.source
    .filter(({ table }) => V1_TABLES.some((name) => name === table))
    .map(({ table, kind, rows, columns, digest }) => ({ table, kind, rows, columns, digest }))
  const decisions = plan.decisions.map(({ id, chosen, proposed }) => ({ id, taken: chosen ?? proposed }))
  const facts = { version: PLAN_VERSION, source, ruleVersions, mapping, decisions, rulings, teams, timeZone, ddl }
  return createHash('sha256').update(canonicalJson(facts)).digest('hex')
}
