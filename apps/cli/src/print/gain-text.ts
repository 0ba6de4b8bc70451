import type { StatWire } from '@mon-ps/client'

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`

/** A gain per match with its sign. */
export function gainText({ value, interval }: StatWire): string {
  if (value === null) return 'not measured'
  return interval === null ? signed(value) : `${signed(value)} [${signed(interval[0])}, ${signed(interval[1])}]`
}
