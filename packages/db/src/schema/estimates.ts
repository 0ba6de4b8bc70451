/**
 * What stands behind the numbers of a version row: sample size and 95 % interval by column name,
 * in core's units (fractions, units, goals), also where V3 holds percent.
 */
export type Estimates = Readonly<Record<string, { readonly n: number; readonly interval: readonly [number, number] | null }>>
