import { createTRPCClient, type TRPCClient, unstable_localLink } from '@trpc/client'
import { readEnv } from './env.ts'
import { codedError } from './error-map.ts'
import type { ErrorCode } from '@mon-ps/contract/error'
import { toProblem } from './http/problem.ts'
import { createLog } from './log.ts'
import { type ForeignDatabase, openApp } from './open-app.ts'
import { type AppRouter, appRouter } from './router.ts'
import type { ImportReport } from '@mon-ps/contract/import'
import type { GoalscorerReport } from '@mon-ps/contract/profile'
import { type ImportOptions, importResults } from './work/import/import-results.ts'
import { importGoalscorers } from './work/import/import-goalscorers.ts'
import type { FileSource } from './work/import/read-csv.ts'

export interface OpenInProcessOptions {
  /** A Postgres; the embedded database in `dataDir` when null. */
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** Where V1 stands, for the move; where V3 is when null or absent. */
  readonly legacyUrl?: string | null
  /** False leaves the database as it stands, for the commands of the move; what is not of the move may then fail. */
  readonly prepare?: boolean
  /** Whether our tables may be created beside those of somebody else; asked only where there are any. */
  readonly confirm: (foreign: ForeignDatabase) => Promise<boolean>
}

/** The whole API inside this process: for a command where no server runs. */
export interface InProcess {
  readonly client: TRPCClient<AppRouter>
  /** What `POST /upload/football-data` does, for many files. Rejects with {@link CallFailed}. */
  readonly importFiles: (files: Iterable<FileSource>, options?: Omit<ImportOptions, 'source'>) => Promise<ImportReport>
  /** What `POST /upload/goalscorers` does. Rejects with {@link CallFailed}. */
  readonly importGoalscorers: (file: FileSource) => Promise<GoalscorerReport>
  readonly close: () => Promise<void>
}

/** A failed call with the code and the sentence that HTTP would have answered. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

const failed = (error: unknown, requestId: string): CallFailed => {
  const { code, detail } = toProblem(error, requestId)
  return new CallFailed(code, detail, error)
}

/**
 * Opens the database in this process and answers with the very client that speaks to a server.
 *
 * @throws {CallFailed} DATA_FOLDER_LOCKED and what else opening can say; what `confirm` throws comes through as it is
 */
export async function openInProcess(options: OpenInProcessOptions): Promise<InProcess> {
  const env = readEnv()
  const log = createLog(env.logLevel)
  let requests = 0
  const nextId = () => `in-process-${++requests}`
  const app = await openApp({
    ...options,
    legacyUrl: options.legacyUrl ?? null,
    footballDataUrl: env.footballDataUrl,
    sharesWork: env.sharesWork,
    log,
  }).catch((error: unknown) => {
    throw codedError(error) ? failed(error, nextId()) : error
  })
  const createContext = async () => ({ requestId: nextId(), log, app })
  return {
    client: createTRPCClient<AppRouter>({ links: [unstable_localLink({ router: appRouter, createContext })] }),
    async importFiles(files, importOptions) {
      try {
        return await importResults(app, files, importOptions)
      } catch (error) {
        throw failed(error, nextId())
      }
    },
    async importGoalscorers(file) {
      try {
        return await importGoalscorers(app, file)
      } catch (error) {
        throw failed(error, nextId())
      }
    },
    close: app.close,
  }
}

export { runWorker } from './run-worker.ts'
// Work on files alone: no database is opened, and no server is asked.
export { comparePredictions, type PredictionComparison } from './work/evaluate/compare-predictions.ts'
export { type Evaluation, type EvaluationReport, evaluateTier } from './work/evaluate/evaluate-tier.ts'
export type { Prediction } from './work/compute/prediction.ts'
export { predictionsAsCsv, readPredictions } from './work/evaluate/predictions-csv.ts'
export { readResults } from './work/evaluate/read-league-tables.ts'
export { benchFit, readSlice } from './bench/bench-fit.ts'
export { benchMatrix } from './bench/bench-matrix.ts'
export { benchScale } from './bench/bench-scale.ts'
export { benchWalkForward } from './bench/bench-walk-forward.ts'
