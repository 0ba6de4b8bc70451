import { sql } from 'drizzle-orm'
import type { Executor } from '@mon-ps/db/client'
import { clvOfTeams, writtenClv } from '../live/enrich-clv.ts'
import { isFilled, migratedRows } from './migrated-cells.ts'
import type { ColumnEvidence, Evidence, Proof } from './types.ts'

interface TeamCell extends Record<string, unknown> {
  readonly v1Id: number
  readonly teamId: number
  readonly name: string
  readonly filled: boolean
}

/** Rule `clv-from-picks@1`, for teams that the move left without a figure. */
export async function readClvEvidence(tx: Executor, source: Executor): Promise<ColumnEvidence> {
  const rows = await tx.execute<TeamCell>(
    sql.raw(`select v.v1_id as "v1Id", v.team_id as "teamId", v.team_name as name, ${isFilled('avg_clv')} as filled
      from ${migratedRows('team_quantum_dna_v3')} order by v.v1_id`),
  )
  const estimates = (await clvOfTeams(tx, source))?.estimates
  const proofOf = (teamId: number): Proof | null => {
    const estimate = estimates?.get(teamId)
    const written = estimate === undefined ? null : writtenClv(teamId, estimate)
    if (written === null || written.clv === null) return null
    const { n, interval } = written.estimate
    const [low = null, high = null] = interval ?? []
    return { value: written.clv, n, interval: low === null || high === null ? null : [low, high], season: null }
  }
  const open = rows
    .filter(({ filled }) => !filled)
    .map(({ v1Id, name, teamId }): Evidence => ({ v1Id, name, found: proofOf(teamId) ?? 'no-picks' }))
  return { column: 'avg_clv', filled: rows.length - open.length, open }
}
