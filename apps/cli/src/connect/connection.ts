import type { ImportReportWire, MonPsClient } from '@mon-ps/client'

/** A file to import: the name it is known by, and where it is. */
export interface ImportFile {
  name: string
  path: string
}

/** The API, whichever way it is reached. */
export interface Connection {
  readonly client: MonPsClient
  readonly mode: 'http' | 'in-process'
  /** Where the server listens; null in process. */
  readonly url: string | null
  /** Imports files in their order. The first refused one rejects with its code; those before it stay. */
  importFiles(files: readonly ImportFile[], progress: (done: number, current: string | null) => void): Promise<ImportReportWire>
  close(): Promise<void>
}
