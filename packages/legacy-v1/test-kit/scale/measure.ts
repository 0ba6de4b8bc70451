import type { Database } from '@mon-ps/db/client'
import { applyMigration } from '../../src/apply/apply-migration.ts'
import { rollbackMigration } from '../../src/apply/rollback-migration.ts'
import { verifyMigration } from '../../src/apply/verify-migration.ts'
import { planMigration } from '../../src/plan/plan-migration.ts'
import type { LegacySource, MigrationStage, MoveReport } from '../../src/types.ts'
import { largeV1, type LargeV1Options } from '../large-v1.ts'
import { insertPlainly, type PlainInserts } from './plain-inserts.ts'
import { readMeanwhile, type Sightings } from './read-meanwhile.ts'
import { type StatementTime, watch } from './watch.ts'

export interface MeasureOptions extends LargeV1Options {
  /** Where a second connection reads meanwhile; null where there can be none. */
  readonly url: string | null
  /** The runner is stopped in the middle of the chunks, and another goes on. */
  readonly interrupt: boolean
  /** Ids per committed chunk, however few rows there are; the move's own choice when not given. */
  readonly chunkIds?: number
  readonly say: (line: string) => void
}

/** One step of the whole, as this process saw it. */
export interface Step {
  readonly name: string
  readonly ms: number
  readonly peakMemory: number
  readonly longest: readonly StatementTime[]
}

export interface Measured {
  readonly engine: string
  readonly rows: number
  readonly picks: number
  readonly memoryBefore: number
  readonly steps: readonly Step[]
  /** By the journal of the move, over all its runners. */
  readonly stages: MoveReport['stages']
  readonly chunks: number
  readonly interruptedAfter: number | null
  readonly sightings: Sightings | null
  readonly plain: PlainInserts
  readonly rolledBackTo: { readonly equal: number; readonly different: number }
}

const WHO = { who: 'scale', codeVersion: 'scale' }

/** Loads a large V1 into an empty database, moves it, proves it, writes the same rows plainly, and undoes the move. */
export async function measureMove(target: Database, options: MeasureOptions): Promise<Measured> {
  const watched = watch(target)
  const { database } = watched
  const source: LegacySource = { database, same: true, address: 'here', close: async () => {} }
  const steps: Step[] = []
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    watched.longest()
    watched.peakMemory()
    const start = performance.now()
    const result = await work()
    const done = { name, ms: performance.now() - start, peakMemory: watched.peakMemory(), longest: watched.longest() }
    steps.push(done)
    options.say(`${name}: ${(done.ms / 1000).toFixed(1)} s`)
    return result
  }
  try {
    const memoryBefore = process.memoryUsage.rss()
    await step('load', async () => {
      for (const statement of largeV1(options))
        await database.sql.begin(async (tx) => {
          await tx.unsafe('set local statement_timeout = 0')
          await tx.unsafe(statement)
        })
    })
    const { planSha256 } = await step('plan', () => planMigration(source, database, {}))
    const reader = options.url === null ? null : readMeanwhile(options.url)
    const moved = await step('apply', () => applyWhole(source, database, planSha256, options))
    const sightings = (await reader?.stop()) ?? null
    await step('verify', () => verifyMigration(source, database))
    const plain = await step('plain inserts', () => insertPlainly(database))
    const { digests } = await step('rollback', () => rollbackMigration(source, database, WHO))
    const equal = digests.filter(({ before, after }) => before === after).length
    return {
      engine: target.engine,
      rows: options.rows,
      picks: options.picks,
      memoryBefore,
      steps,
      stages: moved.report.stages,
      chunks: moved.chunks,
      interruptedAfter: moved.interruptedAfter,
      sightings,
      plain,
      rolledBackTo: { equal, different: digests.length - equal },
    }
  } finally {
    watched.stop()
  }
}

interface WholeMove {
  readonly report: MoveReport
  readonly chunks: number
  readonly interruptedAfter: number | null
}

/** With `interrupt`, once the copy has a third of its pairs, the runner ends as one whose process is told to; the next one goes on. */
async function applyWhole(source: LegacySource, database: Database, planSha256: string, options: MeasureOptions): Promise<WholeMove> {
  const stop = new AbortController()
  let chunks = 0
  let interruptedAfter: number | null = null
  let said: MigrationStage | null = null
  const onProgress = ({ stage, table, done, total }: { stage: MigrationStage; table: string | null; done: number; total: number }) => {
    if (stage !== said) options.say(`  ${(said = stage)}`)
    if (stage !== 'copy') return
    chunks++
    if (options.interrupt && interruptedAfter === null && table === 'matchup_friction' && done > total / 3) {
      interruptedAfter = chunks
      stop.abort(new Error('interrupted'))
    }
  }
  const { chunkIds } = options
  const order = { ...WHO, planSha256, onProgress, ...(chunkIds === undefined ? {} : { chunkIds, oneTransactionRows: 0 }) }
  try {
    return { report: await applyMigration(source, database, { ...order, signal: stop.signal }), chunks, interruptedAfter }
  } catch (error) {
    if (!stop.signal.aborted) throw error
    return { report: await applyMigration(source, database, order), chunks, interruptedAfter }
  }
}
