/** A throw-away PostgreSQL, the command line on it, and the server: the product as it is met from outside. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { childEnvironment, ROOT } from '../env.mjs'

const running = new Set()
process.on('exit', () => {
  for (const { child, signal } of running) child.kill(signal)
})

/**
 * @param folder  where it may put its files
 * @returns `database(name)`, which makes an empty one and answers with its address; `rows(address, sql)`; `load(address, file)`
 */
export async function startPostgres(folder) {
  const bin = findPostgres()
  const own = join(folder, 'postgres')
  mkdirSync(own)
  chmodSync(folder, 0o711)
  // PostgreSQL refuses to run as root; the package made a user for it.
  const user = process.getuid() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined) chownSync(own, user.uid, user.gid)
  const data = join(own, 'data')
  const how = { ...user, cwd: own, env: childEnvironment({ PGTZ: 'UTC' }) }
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-locale', '-E', 'UTF8'], { ...how, stdio: 'pipe' })
  const port = await findFreePort()
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'timezone=UTC', 'max_connections=100']
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', `${port}`, '-k', own, ...settings.flatMap((setting) => ['-c', setting])], {
    ...how,
    stdio: 'ignore',
  })
  const stop = endWithUs(server, 'SIGQUIT')
  const address = (name) => `postgres://postgres@127.0.0.1:${port}/${name}`
  const psql = (where, ...args) =>
    execFileSync(join(bin, 'psql'), ['-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', where, ...args], {
      encoding: 'utf8',
      env: how.env,
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  await until(() => psql(address('postgres'), '-c', 'select 1'))
  return {
    stop,
    database(name) {
      psql(address('postgres'), '-c', `create database "${name}"`)
      return address(name)
    },
    /** Rows of a query whose one column is JSON. */
    rows: (where, sql) =>
      psql(where, '-c', sql)
        .split('\n')
        .filter((row) => row !== '')
        .map((row) => JSON.parse(row)),
    load: (where, file) => void psql(where, '-f', file),
  }
}

/** Exit code of a command that found no server; a busy machine's server may be late, so that it is asked again. */
const NO_CONNECTION = 3

/** Runs `mon-ps … --json` and answers with its exit code and its JSON. */
export async function monPs(args, settings) {
  for (let left = 10; ; left--) {
    const ended = await runMonPs(args, settings)
    if (ended.code !== NO_CONNECTION || left === 0) return ended
  }
}

async function runMonPs(args, settings) {
  const child = spawnMonPs([...args, '--json', '--quiet', '--yes'], settings, ['ignore', 'pipe', 'pipe'])
  const ended = endWithUs(child, 'SIGTERM', false)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (piece) => (stdout += piece))
  child.stderr.on('data', (piece) => (stderr += piece))
  await ended
  const answer = parse(stdout)
  if (answer === undefined)
    throw new Error(`mon-ps ${args.join(' ')} ended with ${child.exitCode} and no JSON:\n${stdout.slice(0, 500)}${stderr}`)
  return { code: child.exitCode, answer }
}

/** Starts the server on a free port of 127.0.0.1; answers when it does. */
export async function serve(settings) {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const stop = endWithUs(spawnMonPs(['serve', '--port', `${port}`], settings, 'ignore'), 'SIGTERM')
  await until(async () => (await fetch(`${url}/api/v1/openapi.json`)).json())
  return { url, stop }
}

/** Nothing of the developer's database or server, and what is set here. */
function spawnMonPs(args, settings, stdio) {
  const nothing = { DATABASE_URL: '', LEGACY_DATABASE_URL: '', MON_PS_URL: '', PORT: '', MON_PS_WORKERS: '' }
  const env = childEnvironment({ ...nothing, MON_PS_LOG_LEVEL: 'error', NO_COLOR: '1', ...settings })
  return spawn(process.execPath, [join(ROOT, 'scripts', 'mon-ps.mjs'), ...args], { cwd: ROOT, env, stdio })
}

/** Sees to it that a child ends before us. @returns how to stop it, or, where it ends by itself, its end */
function endWithUs(child, signal, stoppable = true) {
  const entry = { child, signal }
  running.add(entry)
  const ended = new Promise((done) => child.on('close', done)).then(() => void running.delete(entry))
  if (!stoppable) return ended
  return () => {
    child.kill(signal)
    return ended
  }
}

async function until(attempt, seconds = 180) {
  for (let left = seconds * 4; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      if (left === 0) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}

function findPostgres() {
  const versions = '/usr/lib/postgresql'
  const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0] : undefined
  if (newest) return join(versions, newest, 'bin')
  const found = execFileSync('sh', ['-c', 'dirname "$(command -v initdb)"'], { encoding: 'utf8' }).trim()
  if (found === '.' || found === '')
    throw new Error('Got no PostgreSQL; the record needs initdb, postgres and psql. Install the package postgresql.')
  return found
}

const idOf = (which) => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))

function findFreePort() {
  return new Promise((done, failed) => {
    const probe = createServer().on('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => done(port))
    })
  })
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
