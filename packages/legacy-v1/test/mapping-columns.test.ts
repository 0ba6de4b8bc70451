import { TABLE_MAPPINGS } from '../src/mapping/table-mappings.ts'
import type { V3TableName } from '@mon-ps/db/schema/publish'
import { CasingCache } from 'drizzle-orm/casing'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { filledColumns, PROJECTED } from '../src/copy/row-source.ts'
import { quantumFrictionMatrixV3 } from '@mon-ps/db/schema/friction'
import { quantumStrategiesV3 } from '@mon-ps/db/schema/strategies'
import { teamQuantumDnaV3 } from '@mon-ps/db/schema/team-dna'

const V3_TABLES: Readonly<Record<V3TableName, PgTable>> = {
  team_quantum_dna_v3: teamQuantumDnaV3,
  quantum_friction_matrix_v3: quantumFrictionMatrixV3,
  quantum_strategies_v3: quantumStrategiesV3,
}

test('the mapping of V1 names every V3 column in its order, and as required those that refuse null', () => {
  const casing = new CasingCache('snake_case')
  for (const { v3, columns } of TABLE_MAPPINGS) {
    const stand = getTableConfig(V3_TABLES[v3]).columns.map((column) => ({
      target: casing.getColumnCasing(column),
      required: column.notNull,
    }))
    expect(columns.map(({ target, required }) => ({ target, required }))).toEqual(stand)
  }
})

test('the projection fills every V3 column that the mapping gives a rule, and no other', () => {
  for (const table of TABLE_MAPPINGS.map(({ v1 }) => v1)) {
    const { mapping } = PROJECTED[table]
    const free = mapping.columns.filter(({ rule }) => ['none@1', 'clv-from-picks@1', 'row-id@1'].includes(rule)).map(({ target }) => target)
    expect([...filledColumns(PROJECTED[table]).map(({ target }) => target), ...free].sort()).toEqual(
      mapping.columns.map(({ target }) => target).sort(),
    )
  }
})
