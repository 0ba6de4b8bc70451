import { z } from 'zod'

export const pingOutput = z.object({ ok: z.literal(true), version: z.string() })

export const echoInput = z.object({ text: z.string().max(1000) })
export const echoOutput = z.object({ text: z.string() })

const healthStatusSchema = z
  .object({
    version: z.string(),
    engine: z.enum(['pglite', 'postgres']),
    /** What the engine says of itself, for example `PostgreSQL 18.6`. */
    engineVersion: z.string(),
    migrations: z.object({ applied: z.number().int(), pending: z.number().int() }),
    matches: z.number().int(),
    quotes: z.number().int(),
    teams: z.number().int(),
    frictions: z.number().int(),
    strategies: z.number().int(),
    demoLoaded: z.boolean(),
    /** Size of the data folder or the database. */
    bytes: z.number().nullable(),
  })
  .meta({ id: 'HealthStatus' })
export interface HealthStatus extends z.infer<typeof healthStatusSchema> {}
export const healthStatus: z.ZodType<HealthStatus, HealthStatus> = healthStatusSchema
