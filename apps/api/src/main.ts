import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { DbError } from '@mon-ps/db'
import { EnvError, readEnv } from './env.ts'
import { createLog } from './log.ts'
import { type ForeignDatabase, NotConfirmed } from './open-app.ts'
import { PortInUse, serve } from './server.ts'
import { loadDemoOnFirstStart } from './use-cases/load-demo.ts'

const EXIT = { environment: 3, conflict: 6 } as const
/** A stop takes no longer: what is left after it is killed work that the next start finds as interrupted. */
const STOP_WITHIN_MS = 4500

const say = (text: string) => process.stdout.write(`${text}\n`)
const complain = (text: string) => process.stderr.write(`${text}\n`)

function readArguments(): { yes: boolean } {
  const { values } = parseArgs({ options: { yes: { type: 'boolean', short: 'y', default: false } } })
  return { yes: values.yes }
}

async function confirm({ creates, foreignTables }: ForeignDatabase, yes: boolean): Promise<boolean> {
  const rows = foreignTables.slice(0, 10).map(({ name, rows }) => `  ${name} (about ${rows} rows)`)
  const more = foreignTables.length - rows.length
  say(`This database holds ${foreignTables.length} tables that are not of Mon PS; none of them is touched:`)
  say([...rows, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n'))
  say(`Mon PS would create ${creates.length} tables:\n${creates.map((name) => `  ${name}`).join('\n')}`)
  if (yes) return true
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question('Create them? [y/N] ')
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

function welcome(url: string, seconds: number): string {
  return `
Mon PS answers at ${url} (ready in ${seconds.toFixed(1)} s). Ctrl-C stops it.

  The page        ${url}
  REST            ${url}/api/v1/quantum-v3/teams
  Its document    ${url}/api/v1/openapi.json

Try next, in another terminal:
  npm run -s mon-ps -- leagues
  npm run -s mon-ps -- frictions --sort chaos
  npm run -s mon-ps -- import football-data --league E0 --seasons 2122,2223
`
}

async function main(): Promise<void> {
  const { yes } = readArguments()
  const env = readEnv()
  for (const warning of env.warnings) complain(warning)
  const log = createLog(env.logLevel)
  const server = await serve({ ...env, log, confirm: (foreign) => confirm(foreign, yes) })
  const stop = () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    void server.close().then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  say(welcome(server.url, process.uptime()))
  if (await loadDemoOnFirstStart(server.app)) {
    say('The database was empty: two invented leagues are loaded, and their numbers are being calculated now.')
  }
}

main().catch((error: unknown) => {
  if (error instanceof EnvError || error instanceof NotConfirmed || error instanceof PortInUse) {
    complain(error.message)
    process.exit(EXIT.environment)
  }
  if (error instanceof DbError) {
    complain(error.message)
    process.exit(error.code === 'DATA_FOLDER_LOCKED' ? EXIT.conflict : EXIT.environment)
  }
  complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
})
