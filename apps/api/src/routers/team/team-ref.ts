import { z } from 'zod'

export interface TeamRefWire {
  id: number
  name: string
}

export const teamRefWire: z.ZodType<TeamRefWire, TeamRefWire> = z.object({ id: z.number().int(), name: z.string() }).meta({ id: 'TeamRef' })
