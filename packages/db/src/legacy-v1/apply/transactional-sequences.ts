import { sql } from 'drizzle-orm'
import type { Executor } from '../../repositories/executor.ts'
import type { SequencePosition } from '../journal/journal.ts'

/** The sequences that give the ids of teams and of V3's rows. */
const SEQUENCES = sql`
  select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'S' and ((n.nspname = 'mon_ps' and c.relname = 'team_id_seq')
    or c.oid in (pg_get_serial_sequence('quantum.quantum_friction_matrix_v3', 'friction_id')::regclass,
      pg_get_serial_sequence('quantum.quantum_strategies_v3', 'strategy_id')::regclass))
  order by 1`

export async function sequencePositions(executor: Executor): Promise<readonly SequencePosition[]> {
  const names = await executor.execute<{ name: string }>(SEQUENCES)
  const positions: SequencePosition[] = []
  for (const { name } of names) {
    const [row] = await executor.execute<{ last: number; called: boolean }>(
      sql`select last_value as last, is_called as called from ${sql.raw(name)}`,
    )
    if (row !== undefined) positions.push({ name, last: row.last, called: row.called })
  }
  return positions
}

/**
 * Puts a sequence where it was, as part of the transaction: after a restart it is a new one until the commit, and
 * setval writes to that one.
 */
export async function setSequence(tx: Executor, { name, last, called }: SequencePosition): Promise<void> {
  await tx.execute(sql`alter sequence ${sql.raw(name)} restart`)
  await tx.execute(sql`select setval(${name}::regclass, ${last}::bigint, ${called}::boolean)`)
}

/** From here on, numbers that the transaction draws are given back when it is rolled back: no gap tells of it. */
export async function makeSequencesTransactional(tx: Executor): Promise<void> {
  for (const position of await sequencePositions(tx)) await setSequence(tx, position)
}
