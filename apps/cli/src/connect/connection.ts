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
  /** Imports one file. A refused one rejects with an error of exit code 5 and leaves nothing behind. */
  importFile(file: ImportFile): Promise<ImportReportWire>
  close(): Promise<void>
}
