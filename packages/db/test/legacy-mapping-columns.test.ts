import { TABLE_MAPPINGS, type V3TableName } from '@mon-ps/core'
import { CasingCache } from 'drizzle-orm/casing'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { quantumFrictionMatrixV3, quantumStrategiesV3, teamQuantumDnaV3 } from '../src/schema/index.ts'

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
