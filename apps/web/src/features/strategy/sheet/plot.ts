import { scaleLinear } from '@visx/scale'

/** Plots of a running record share their width and their scale of bets, so that one lies above the other. */
export const WIDTH = 960
export const LEFT = 56
const RIGHT = 16
export const TICK_LABEL = { fill: 'var(--ink-soft)', fontSize: 12, fontFamily: 'inherit' } as const

/** Across: from the first bet to the last. */
export function betScale(bets: number) {
  return scaleLinear({ domain: [0, bets], range: [LEFT, WIDTH - RIGHT] })
}
