import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '@mon-ps/db/client'

const V3 = ['team_quantum_dna_v3', 'quantum_friction_matrix_v3', 'quantum_strategies_v3'] as const
const EVERY_MS = 500

export interface Sightings {
  /** How often somebody looked. */
  readonly looks: number
  /** Every different state of V3 that was seen, as rows of its three tables, with the number of looks. */
  readonly states: ReadonlyMap<string, number>
}

/** A reader of V3 on a connection of its own, until `stop`. */
export function readMeanwhile(url: string): { stop(): Promise<Sightings> } {
  const states = new Map<string, number>()
  let looks = 0
  let isOver = false
  const reading = (async () => {
    const reader = await openDatabase({ url, connections: 1 })
    try {
      while (!isOver) {
        const [there] = await reader.sql<{ there: boolean }[]>`select to_regclass(${`quantum.${V3[0]}`}) is not null as there`
        // One statement: one snapshot.
        const counts = V3.map((table) => `(select count(*) from quantum.${table})`).join(` || ' ' || `)
        const [row] = there?.there === true ? await reader.sql.unsafe<{ state: string }[]>(`select ${counts} as state`) : []
        const state = row?.state ?? 'no tables'
        looks++
        states.set(state, (states.get(state) ?? 0) + 1)
        await pause(EVERY_MS)
      }
    } finally {
      await reader.close()
    }
  })()
  return {
    async stop() {
      isOver = true
      await reading
      return { looks, states }
    },
  }
}
