import type { ImportReport } from '@mon-ps/contract/import'
import type { GoalscorerReport } from '@mon-ps/contract/profile'
import type { MonPsClient } from '@mon-ps/client'
import type { Environment } from '../env.ts'
import type { Terminal } from '../print/terminal.ts'

/** Who opens a connection, and how much may be asked. */
export interface Caller {
  terminal: Terminal
  env: Environment
  /** Asking before writing was waived. */
  yes: boolean
  /** Aborts on the first Ctrl-C. */
  interrupted: AbortSignal
}

export interface ConnectHow {
  /** False leaves a database that is opened in process as it stands; else our tables are made where they are missing. */
  prepare: boolean
}

/** A file to import: the name it is known by, and where it is. */
export interface ImportFile {
  name: string
  path: string
}

export interface ImportFilesHandling {
  readonly progress: (done: number, current: string | null) => void
  /** Whether the first refused file rejects with its code, or each one stands in the report's issues. */
  readonly onRefused: 'stop' | 'report'
}

/** The API, whichever way it is reached. */
export interface Connection {
  readonly client: MonPsClient
  readonly mode: 'http' | 'in-process'
  /** Where the server listens; null in process. */
  readonly url: string | null
  /** Imports files in their order. Those before a refused one stay. */
  importFiles(files: readonly ImportFile[], handling: ImportFilesHandling): Promise<ImportReport>
  /** Imports a CSV of players. */
  importGoalscorers(file: ImportFile): Promise<GoalscorerReport>
  close(): Promise<void>
}
