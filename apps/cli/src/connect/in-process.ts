import { createReadStream, type ReadStream } from 'node:fs'
import { confirm, isCancel } from '@clack/prompts'
import { type OpenInProcessOptions, openInProcess } from '@mon-ps/api/in-process'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { Caller, ConnectHow, Connection, ImportFile } from './connection.ts'
import { cli } from '../words.ts'

type Foreign = Parameters<OpenInProcessOptions['confirm']>[0]

/** The API inside this process, on the data folder or on DATABASE_URL. */
export async function connectInProcess(session: Caller, { prepare }: ConnectHow): Promise<Connection> {
  const { databaseUrl, dataDir, legacyUrl } = session.env
  const api = await openInProcess({ databaseUrl, dataDir, legacyUrl, prepare, confirm: (foreign) => confirmTables(foreign, session) })
  return {
    client: api.client,
    mode: 'in-process',
    url: null,
    importFiles: (files, { progress, onRefused }) =>
      api.importFiles(opened(files), { onProgress: ({ filesDone, name }) => progress(filesDone, name), onRefused }),
    importGoalscorers: ({ name, path }) => api.importGoalscorers({ name, bytes: createReadStream(path) }),
    close: api.close,
  }
}

/** Opens each file only when its turn comes. */
function* opened(files: readonly ImportFile[]): Generator<{ name: string; bytes: ReadStream }> {
  for (const { name, path } of files) yield { name, bytes: createReadStream(path) }
}

/** Says what would be created beside somebody else's tables, and asks. */
async function confirmTables({ creates, foreignTables }: Foreign, { terminal, yes }: Caller): Promise<boolean> {
  terminal.warn(cli.connection.foreignTables({ tables: foreignTables.length }))
  terminal.warn(cli.connection.wouldCreate({ tables: creates.length, names: creates.join(', ') }))
  if (yes) return true
  if (terminal.interactive) {
    const agreed = await confirm({ message: cli.connection.create, output: process.stderr })
    if (!isCancel(agreed) && agreed) return true
  }
  throw new Failure(EXIT.environment, cli.connection.notCreated, { code: 'NOT_CONFIRMED' })
}
