import { createInterface } from 'node:readline/promises'
import type { Env } from './env.ts'
import { createLog } from './log.ts'
import type { ForeignDatabase } from './open-app.ts'
import { serve } from './server.ts'
import { loadDemoOnFirstStart } from './work/import/load-demo.ts'

/** A stop takes no longer: what is left after it is killed work that the next start finds as interrupted. */
const STOP_WITHIN_MS = 4500

const say = (text: string) => process.stdout.write(`${text}\n`)

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
Mon PS answers at ${url} (after ${seconds.toFixed(1)} s). Ctrl-C stops it.

  The page        ${url}
  REST            ${url}/api/v1/quantum-v3/teams
  Its document    ${url}/api/v1/openapi.json

Try next, in another terminal:
  npm run -s mon-ps -- leagues
  npm run -s mon-ps -- frictions --sort chaos
  npm run -s mon-ps -- import football-data --league E0 --seasons 2122,2223
`
}

/** Serves until SIGINT or SIGTERM, says where to look, and loads the demo where there is nothing to look at. */
export async function start(env: Env, { yes }: { readonly yes: boolean }): Promise<void> {
  const log = createLog(env.logLevel)
  const starting = serve({ ...env, log, confirm: (foreign) => confirm(foreign, yes) })
  let stopping = false
  const stop = () => {
    stopping = true
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    // Asked to stop while it still starts: what is half open is opened, then closed.
    void starting.then((server) => server.close()).then(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  const server = await starting
  say(welcome(server.url, process.uptime()))
  // Ready is when there is something to look at; the page answers, and shows the calculation, all the while.
  const loaded = await loadDemoOnFirstStart(server.app, () =>
    say('The database is empty: two invented leagues are being loaded and calculated. The page shows how far it is.'),
  )
    .catch((error: unknown) => {
      // The database closes under an import when the server is stopped in the middle of it; the next start goes on.
      if (!stopping) throw error
      return false
    })
    .finally(server.markReady)
  if (loaded && !stopping) say(`The demo is calculated: ${server.url}/matrix shows all its pairings.`)
}
