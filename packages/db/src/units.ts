/**
 * The one place where fractions become percent: the V3 tables and their versions keep these columns in percent,
 * as the legacy did; core and the wire know fractions only.
 */
export const PERCENT_COLUMNS = {
  teamDna: ['winRate', 'roi', 'avgClv', 'unluckyPct'],
  strategy: ['winRate', 'roi', 'avgClv'],
} as const

const PERCENT = 100
/** Decimals of a percentage that are kept: 0.07 * 100 is 7.000000000000001, and 7 is what is meant. */
const DECIMALS = 10

/** @example percentFromFraction(0.07) // 7 */
export function percentFromFraction(fraction: number | null): number | null {
  return fraction === null ? null : Number((fraction * PERCENT).toFixed(DECIMALS))
}

/** @example fractionFromPercent(43.233618233600) // 0.432336182336 */
export function fractionFromPercent(percent: number | null): number | null {
  return percent === null ? null : Number((percent / PERCENT).toFixed(DECIMALS + 2))
}

/** `row` with the named columns in percent. */
export function withPercent<Row extends object, Key extends keyof Row & string>(
  row: Row & { readonly [Column in Key]?: number | null | undefined },
  columns: readonly Key[],
): Row {
  const converted = columns.map((key) => [key, percentFromFraction(row[key] ?? null)] as const)
  return { ...row, ...Object.fromEntries(converted) }
}
