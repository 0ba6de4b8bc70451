import { z } from 'zod'

/**
 * A number with what stands behind it. `value` is null and `status` is `not_measured` when it is not
 * known; `n` is null when nobody counted, as with numbers of the old system; `interval` (95 %) is null when none can be
 * estimated. Rates are fractions, never percent.
 */
export interface StatWire {
  value: number | null
  n: number | null
  interval: [number, number] | null
  status: 'measured' | 'not_measured'
}

export const statWire: z.ZodType<StatWire, StatWire> = z
  .object({
    value: z.number().nullable(),
    n: z.number().int().nonnegative().nullable(),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    status: z.enum(['measured', 'not_measured']),
  })
  .meta({ id: 'Stat', description: 'A number with its sample size, its 95 % interval and whether it was measured.' })
