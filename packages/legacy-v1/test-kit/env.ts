/**
 * How many points the fault matrices try: a spread of a few when not set, a number, or `all` for every statement. With it, runners
 * and servers are killed for real.
 */
export const faultPoints: string | undefined = process.env['MON_PS_FAULT_POINTS'] || undefined

/** How many random statements of the legacy the sync is tried with: few in every run, 10,000 before a release. */
export const syncOperations: number = Number(process.env['MON_PS_SYNC_OPERATIONS'] || 25)

/** How many pairs the generated V1 has whose move in chunks is tried; without it that is not tried. */
export const scaleRows: number | null = Number(process.env['MON_PS_SCALE_ROWS']) || null

/** `both`: every hostile V1 goes both ways on either engine; without it each way on one engine, and each V1 on both. */
export const bothHostileWays: boolean = process.env['MON_PS_HOSTILE_WAYS'] === 'both'
