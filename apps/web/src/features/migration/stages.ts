import type { MigrationProgressWire } from '@mon-ps/contract/migration'

type Phase = MigrationProgressWire['phases'][number]

/** One stage of the move over all of its tables. */
export interface StageProgress {
  readonly stage: string
  readonly done: number
  readonly total: number
}

/** The wire names a phase by its stage and, where there is one, its table: `copy team_profiles`. */
const stageOf = ({ name }: Phase): string => name.split(' ', 1)[0] ?? name

/**
 * The phases of a job by stage, in the order in which they began. Tables that each count their own rows are added up;
 * where every table's phase has the same total, that is the number of tables, and the one that is furthest tells.
 */
export function stagesOf(phases: readonly Phase[]): StageProgress[] {
  const names = [...new Set(phases.map(stageOf))]
  return names.map((stage) => {
    const ofStage = phases.filter((phase) => stageOf(phase) === stage)
    const tables = ofStage.filter(({ name }) => name !== stage)
    const whole = ofStage.find(({ name }) => name === stage)
    if (tables.length === 0) return { stage, done: whole?.done ?? 0, total: whole?.total ?? 0 }
    const { done, total } = overTables(tables)
    return { stage, done: whole && whole.done >= whole.total ? total : done, total }
  })
}

function overTables(tables: readonly Phase[]): { done: number; total: number } {
  const total = tables[0]?.total ?? 0
  if (tables.length > 1 && tables.every((table) => table.total === total))
    return { done: Math.max(...tables.map(({ done }) => done)), total }
  return { done: tables.reduce((sum, { done }) => sum + done, 0), total: tables.reduce((sum, table) => sum + table.total, 0) }
}
