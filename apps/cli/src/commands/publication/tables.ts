import type { V3TableWire } from '@mon-ps/client'

export const V3_TABLES: V3TableWire[] = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3']

export const TABLE_ARG = { table: { type: 'enum', options: V3_TABLES, description: 'Which table of V3' } } as const
