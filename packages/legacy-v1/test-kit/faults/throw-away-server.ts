import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'

/** A Postgres server of this test alone, on 127.0.0.1, that may be killed and started again. */
export interface ThrowAwayServer {
  readonly url: string
  start(): Promise<void>
  /** SIGKILL to the postmaster; its children follow. */
  kill(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

const ROOT = '/usr/lib/postgresql'

/** The newest server that is installed; null where there is none. */
export function postgresPrograms(): string | null {
  const versions = existsSync(ROOT) ? readdirSync(ROOT).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(ROOT, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')))
  return found ?? null
}

/** Postgres refuses to run as root. */
const asOwner = (command: string): [string, string[]] =>
  userInfo().uid === 0 ? ['su', ['-s', '/bin/sh', 'nobody', '-c', command]] : ['/bin/sh', ['-c', command]]

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return
    } catch {
      await pause(100)
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  throw new Error(`the server at ${url} does not answer`)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Made in a temporary folder, started, empty. */
export async function throwAwayServer(bin: string): Promise<ThrowAwayServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-server-'))
  chmodSync(folder, 0o777)
  const data = join(folder, 'data')
  const port = await freePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const init = asOwner(`${bin}/initdb -D ${data} -U postgres -A trust -E UTF8 --no-sync >/dev/null`)
  execFileSync(init[0], init[1], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
  const server: ThrowAwayServer = {
    url,
    async start() {
      const command = asOwner(`exec ${bin}/postgres -D ${data} -h 127.0.0.1 -p ${port} -k ${folder}`)
      spawn(command[0], command[1], { cwd: folder, stdio: 'ignore' }).unref()
      await answers(url)
    },
    async kill() {
      const postmaster = pid()
      const children = spawnSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
        .stdout.split('\n')
        .filter(Boolean)
        .map(Number)
      process.kill(postmaster, 'SIGKILL')
      // Its children see that it is gone and end by themselves; only then may the next one start.
      for (let attempt = 0; attempt < 200 && children.some(isAlive); attempt++) await pause(25)
    },
    async remove() {
      if (existsSync(join(data, 'postmaster.pid'))) process.kill(pid(), 'SIGINT')
      for (let attempt = 0; attempt < 100 && existsSync(join(data, 'postmaster.pid')); attempt++) await pause(50)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}
