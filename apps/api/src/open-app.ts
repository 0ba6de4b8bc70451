import { movedNumbers } from './answers/migration/moved-numbers.ts'
import { join } from 'node:path'
import { asDbError } from '@mon-ps/db/errors'
import { type Database, openDatabase } from '@mon-ps/db/client'
import { migrate, plannedChanges } from '@mon-ps/db/migrate'
import { requireAnswer } from '@mon-ps/legacy-v1/source/open-legacy-source'
import { openComputePool } from './work/compute/compute-pool.ts'
import { openSharedPool } from './work/compute/shared/shared-pool.ts'
import { createCalculations } from './work/calculate/calculations.ts'
import { createEvaluations } from './work/evaluate/evaluations.ts'
import { createLongWork, createQueue } from './jobs/long-work.ts'
import { createMigrations } from './work/move/migrations.ts'
import { StartRefused } from './start-refused.ts'
import type { Log } from './log.ts'
import type { App } from './context.ts'
import type { CalculationDeps } from './work/calculate/calculate-leagues.ts'
import { createMatchupModels } from './answers/shapes/matchup-models.ts'
import { buildOwedSnapshots, createPendingSnapshot } from './jobs/pending-snapshot.ts'
import { createLeagueTraces } from './answers/shapes/league-traces.ts'
import { createTierForecasts } from './work/forecast/tier-forecasts.ts'

/** What migrating would do to a database that holds tables of somebody else. */
export interface ForeignDatabase {
  readonly creates: readonly string[]
  readonly foreignTables: readonly { readonly name: string; readonly rows: number }[]
}

export interface OpenAppOptions {
  /** A Postgres; the embedded database in `dataDir` when null. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Where V1 stands, for the move; null: where V3 does. */
  readonly legacyUrl: string | null
  readonly footballDataUrl: string
  readonly log: Log
  /** Work goes to all workers that share the database; to threads of this process alone when absent. */
  readonly sharesWork?: boolean
  /** Whether our tables may be created beside those of somebody else. */
  readonly confirm: (foreign: ForeignDatabase) => Promise<boolean>
  /** False leaves the database as it stands: the commands of the move begin where there is no table of ours. */
  readonly prepare?: boolean
}

export interface OpenedApp extends App {
  /** Stops what is being calculated, so that the next start can tell, closes the database and unlocks its folder. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database and, unless told otherwise, brings it up to date: what a server and a command in process begin with.
 *
 * @throws {DbError} DATA_FOLDER_LOCKED and what else opening and migrating can say
 * @throws {StartRefused} the database holds tables of somebody else and `confirm` said no, or work is shared without a server
 */
export async function openApp(options: OpenAppOptions): Promise<OpenedApp> {
  const { databaseUrl, dataDir, legacyUrl, footballDataUrl, log, prepare: prepares = true, sharesWork = false } = options
  if (sharesWork && databaseUrl === null) throw new StartRefused(NOTHING_TO_SHARE)
  const database = await openDatabase(databaseUrl === null ? { dataDir } : { url: databaseUrl })
  try {
    if (prepares) await prepare(database, options)
    else if (databaseUrl !== null) await requireAnswer(database, 'target', databaseUrl)
  } catch (error) {
    await database.close()
    // What the driver says of an address that nobody answers at is what a person needs to read.
    const known = asDbError(error)
    throw error instanceof StartRefused || known.code === 'QUERY_FAILED' ? error : known
  }
  return assembleApp(database, {
    footballDataUrl,
    exportFolder: join(dataDir, 'exports'),
    legacyUrl,
    log,
    keepTables: prepares,
    openPool:
      sharesWork && databaseUrl !== null ? (threads) => openSharedPool({ database, url: databaseUrl, threads, log }) : openComputePool,
  })
}

const NOTHING_TO_SHARE =
  'Got MON_PS_WORKERS=shared without DATABASE_URL, expected a Postgres that the workers share. The embedded database belongs to one process, whose threads do the same work: leave MON_PS_WORKERS out, or name a Postgres.'

export interface AssembleOptions {
  readonly footballDataUrl: string
  readonly legacyUrl: string | null
  readonly log: Log
  readonly workers?: number
  /** How work is spread; over threads of this process when absent. */
  readonly openPool?: CalculationDeps['openPool']
  readonly exportFolder?: string
  /** Our tables stand, and must go on standing after a rollback of the move. */
  readonly keepTables: boolean
}

/** What a process keeps beside an open database. */
export function assembleApp(database: Database, options: AssembleOptions): OpenedApp {
  const { footballDataUrl, legacyUrl, log, workers, keepTables, exportFolder = null, openPool = openComputePool } = options
  const longWork = createLongWork()
  const serially = createQueue()
  const snapshot = createPendingSnapshot({ database, serially, log })
  const calculations = createCalculations({ database, log, serially, snapshot, longWork, workers, openPool })
  const evaluations = createEvaluations({ database, log, serially, snapshot, longWork, workers, openPool })
  const models = createMatchupModels(database)
  const forecasts = createTierForecasts(database, openPool)
  const traces = createLeagueTraces(database)
  const migrations = createMigrations({ database, legacyUrl, log, models, serially, longWork, keepTables })
  let closed: Promise<void> | null = null
  const close = async () => {
    await Promise.all([calculations.stop(), evaluations.stop(), migrations.stop()])
    // What cannot be built now stands in the database as owed, and the next start builds it.
    await snapshot.close().catch((err: unknown) => log.error({ err }, 'a snapshot was not built'))
    await database.close()
  }
  return {
    database,
    calculations,
    evaluations,
    migrations,
    models,
    forecasts,
    traces,
    moved: movedNumbers,
    legacyUrl,
    footballDataUrl,
    exportFolder,
    log,
    snapshot,
    serially,
    close: () => {
      closed ??= close()
      return closed
    },
  }
}

async function prepare(database: Database, { confirm }: OpenAppOptions): Promise<void> {
  if (database.engine === 'postgres') {
    const { pending, creates, foreignTables } = await plannedChanges(database)
    if (pending > 0 && foreignTables.length > 0 && !(await confirm({ creates, foreignTables }))) {
      throw new StartRefused(
        `the database holds ${foreignTables.length} tables that are not of Mon PS; ${creates.length} would be created beside them. Say --yes to agree`,
      )
    }
  }
  await migrate(database)
  await buildOwedSnapshots(database)
}
