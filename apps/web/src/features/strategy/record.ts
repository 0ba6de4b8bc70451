import type { StatWire } from '@mon-ps/api'

/** Whether the ROI of a record or of a part of one can be told from zero: both ends of its interval lie on one side. */
export function isClearOfZero({ roi }: { roi: StatWire }): boolean {
  return roi.interval !== null && (roi.interval[0] > 0 || roi.interval[1] < 0)
}

/** Share of looks that seem significant though nothing is there. */
export const FALSE_ALARM_RATE = 0.05
