import type { MessagePort } from 'node:worker_threads'
import type { MatchTable } from '@mon-ps/core'
import { calculateLeague as calculate } from './calculate-league.ts'
import type { CalculatedLeague } from './league-result.ts'

export { evaluateRecords } from './evaluate-records.ts'

/** A league to calculate and the port on which its phases are told. */
export interface LeagueTask {
  readonly table: MatchTable
  readonly port: MessagePort
}

export function calculateLeague({ table, port }: LeagueTask): CalculatedLeague {
  try {
    return calculate(table, (phase) => port.postMessage(phase))
  } finally {
    port.close()
  }
}
