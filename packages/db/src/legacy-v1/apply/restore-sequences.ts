import { sql } from 'drizzle-orm'
import type { Executor } from '../../repositories/executor.ts'
import type { SequencePosition } from '../journal/journal.ts'
import { sequencePositions, setSequence } from './transactional-sequences.ts'

const HIGHEST = {
  friction: sql`select max(friction_id) as id from quantum.quantum_friction_matrix_v3 where friction_id >= `,
  strategy: sql`select max(strategy_id) as id from quantum.quantum_strategies_v3 where strategy_id >= `,
  team: sql`select max(id) as id from mon_ps.team where id >= `,
}

function highestOf(name: string) {
  if (name.includes('friction')) return HIGHEST.friction
  return name.includes('team_id') ? HIGHEST.team : HIGHEST.strategy
}

/**
 * The sequences that number teams and V3's rows where they stood before the move, each as part of the transaction. One whose later
 * numbers are in use stays.
 *
 * @returns  which stay, in words
 */
export async function restoreSequences(tx: Executor, saved: readonly SequencePosition[]): Promise<readonly string[]> {
  const now = await sequencePositions(tx)
  const kept: string[] = []
  for (const before of saved) {
    const current = now.find(({ name }) => name === before.name)
    if (current === undefined || (current.last === before.last && current.called === before.called)) continue
    const [used] = await tx.execute<{ id: number | null }>(sql`${highestOf(before.name)} ${before.last + (before.called ? 1 : 0)}`)
    if (used?.id == null) await setSequence(tx, before)
    else kept.push(`the sequence ${before.name} stays at ${current.last}: number ${used.id} is in use`)
  }
  return kept
}
