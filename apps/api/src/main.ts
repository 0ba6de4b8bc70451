import { parseArgs } from 'node:util'
import { assertUnlocked } from '@mon-ps/db/engine/folder-lock'
import { readEnv } from './env.ts'
import { StartRefused } from './start-refused.ts'

const EXIT = { unexpected: 1, environment: 3, conflict: 6 } as const

const complain = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { yes: { type: 'boolean', short: 'y', default: false } } })
  const env = readEnv()
  for (const warning of env.warnings) complain(warning)
  // Before the server is even loaded, so that a second one is refused at once.
  if (env.databaseUrl === null) assertUnlocked(env.dataDir)
  const { start } = await import('./start.ts')
  await start(env, { yes: values.yes })
}

/** Exit code of a start that failed: what the database says has a code, and was meant for a person to read. */
function exitCodeFor(error: Error): number {
  if (error instanceof StartRefused) return EXIT.environment
  if (error.name !== 'DbError' || !('code' in error)) return EXIT.unexpected
  return error.code === 'DATA_FOLDER_LOCKED' ? EXIT.conflict : EXIT.environment
}

main().catch((cause: unknown) => {
  const error = cause instanceof Error ? cause : new Error(String(cause))
  const code = exitCodeFor(error)
  complain(code === EXIT.unexpected ? (error.stack ?? error.message) : error.message)
  process.exit(code)
})
