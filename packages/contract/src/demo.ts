import { z } from 'zod'

/** `jobId`: the calculation of the demo leagues that was started, null when nothing had to be loaded. */
export const demoLoadOutput = z.object({ matches: z.number().int(), alreadyLoaded: z.boolean(), jobId: z.number().int().nullable() })

export const demoRemoveOutput = z.object({ competitions: z.number().int(), matches: z.number().int(), teams: z.number().int() })
