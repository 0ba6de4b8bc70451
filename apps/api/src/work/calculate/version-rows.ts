import { createHash } from 'node:crypto'
import type { Estimate } from '@mon-ps/core/numeric/estimate'
import type { Estimates } from '@mon-ps/db/schema/estimates'

/** Hex digest of a text. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The league that rows belong to, as the database knows it. */
export interface LeagueOfRows {
  readonly id: number
  readonly name: string
  readonly source: string
}

/** Sample size and interval of what was measured, by column. */
export function toEstimates(columns: Readonly<Record<string, Estimate>>): Estimates {
  const measured = Object.entries(columns).filter(([, { value }]) => value !== null)
  return Object.fromEntries(measured.map(([name, { n, interval }]) => [name, { n, interval }]))
}
