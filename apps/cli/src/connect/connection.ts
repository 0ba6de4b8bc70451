import type { ImportReportWire, MonPsClient } from '@mon-ps/client'

/** A file to import: the name it is known by, and its bytes. */
export interface ImportFile {
  name: string
  bytes: Uint8Array
}

export type ImportProgress = (done: number, total: number, current: string | null) => void

/** The API, whichever way it is reached. */
export interface Connection {
  readonly client: MonPsClient
  readonly mode: 'http' | 'in-process'
  /** Where the server listens; null in process. */
  readonly url: string | null
  importFiles(files: readonly ImportFile[], progress: ImportProgress): Promise<ImportReportWire>
  close(): Promise<void>
}
