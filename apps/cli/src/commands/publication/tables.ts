import type { V3Table } from '@mon-ps/contract/publication'

export const V3_TABLES: V3Table[] = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3']

export const TABLE_ARG = { table: { type: 'enum', options: V3_TABLES, description: 'Which table of V3' } } as const
