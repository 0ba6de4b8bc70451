import type { FrictionMatrixWire } from '@mon-ps/api'

export type Metric = keyof FrictionMatrixWire['metrics']

/** What a matrix can show, in the order of its switch. */
export const METRICS = ['friction', 'chaos', 'goals', 'homeWin', 'uncertainty'] as const satisfies readonly Metric[]
