import type { Stat } from '@mon-ps/contract/answer'

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`

/** A gain per match with its sign. */
export function gainText({ value, interval }: Stat): string {
  if (value === null) return 'not measured'
  return interval === null ? signed(value) : `${signed(value)} [${signed(interval[0])}, ${signed(interval[1])}]`
}
