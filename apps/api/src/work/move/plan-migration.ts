import type { MigrationPlan } from '@mon-ps/legacy-v1/types'
import { planMigration as plan } from '@mon-ps/legacy-v1/plan/plan-migration'
import type { MigrationPlanInput } from '@mon-ps/contract/migration'
import type { Capped, MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import type { Database } from '@mon-ps/db/client'
import { withLegacySource } from '@mon-ps/legacy-v1/source/with-legacy-source'

interface Needs {
  readonly database: Database
  readonly legacyUrl: string | null
}

/**
 * All that decides what the move will do, and a hash of it. Writes nothing.
 *
 * @throws {DbError} LEGACY_NOT_FOUND  none of the three V1 tables is there
 * @throws {DbError} INVALID_ARGUMENT  a decision, an option or a time zone that is not known
 */
export async function planMigration(app: Needs, { decisions, timeZone }: MigrationPlanInput): Promise<MigrationPlanWire> {
  return planWire(await withLegacySource(app, (source) => plan(source, app.database, { decisions, timeZone })))
}

/** A plan as it leaves the server: long lists by their first rows, open decisions first. */
export function planWire(plan: MigrationPlan): MigrationPlanWire {
  const isOpen = ({ chosen, proposed }: MigrationPlan['decisions'][number]) => chosen === null && proposed === null
  const open = plan.decisions.filter(isOpen)
  const made = plan.decisions.filter((decision) => !isOpen(decision))
  return {
    ...plan,
    jsonKeys: capped(plan.jsonKeys),
    decisions: capped([...open, ...made]),
    rulings: capped(plan.rulings),
    teams: capped(plan.teams),
  }
}

/** Rows of a list that leave the server; a hostile V1 may have a ruling for every row. */
const ROWS_SHOWN = 1000

/** A list that may be long, as it leaves the server: how many there are, and the first of them. */
export const capped = <Row>(rows: readonly Row[]): Capped<Row> => ({ total: rows.length, rows: rows.slice(0, ROWS_SHOWN) })
