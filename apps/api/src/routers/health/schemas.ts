import { z } from 'zod'

export const pingOutput = z.object({ ok: z.literal(true), version: z.string() })

export const echoInput = z.object({ text: z.string().max(1000) })
export const echoOutput = z.object({ text: z.string() })

export interface HealthStatusWire {
  version: string
  engine: 'pglite' | 'postgres'
  /** What the engine says of itself, for example `PostgreSQL 18.6`. */
  engineVersion: string
  migrations: { applied: number; pending: number }
  matches: number
  quotes: number
  teams: number
  frictions: number
  strategies: number
  demoLoaded: boolean
  /** Size of the data folder or the database. */
  bytes: number | null
}

export const healthStatusOutput: z.ZodType<HealthStatusWire, HealthStatusWire> = z
  .object({
    version: z.string(),
    engine: z.enum(['pglite', 'postgres']),
    engineVersion: z.string(),
    migrations: z.object({ applied: z.number().int(), pending: z.number().int() }),
    matches: z.number().int(),
    quotes: z.number().int(),
    teams: z.number().int(),
    frictions: z.number().int(),
    strategies: z.number().int(),
    demoLoaded: z.boolean(),
    bytes: z.number().nullable(),
  })
  .meta({ id: 'HealthStatus' })
