import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { productEnvironment } from './env.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** A build of the page may come first. */
const READY_WITHIN_MS = 180_000
const STOPPED_WITHIN_MS = 15_000

export interface Product {
  url: string
  stop(): Promise<void>
  /** Kills it with all that it started, in the middle of whatever it does. */
  kill(): Promise<void>
}

/**
 * Starts the product as `npm start` does, on a free port and a folder of its own, and waits until it is ready.
 *
 * @param more what its environment has besides
 * @param port of one that was killed, to stand in its place; a free one when not given
 */
export async function startProduct(dataDir: string, more: Readonly<Record<string, string>> = {}, port?: number): Promise<Product> {
  port ??= await freePort()
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.mjs')], {
    cwd: ROOT,
    env: { ...productEnvironment(dataDir, port), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be killed as a whole.
    detached: true,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece))
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop(child)
      throw new Error(`the product did not start:\n${said}`)
    }
    await sleep(250)
  }
  return { url, stop: () => stop(child), kill: () => kill(child) }
}

/** Runs the command line against the same folder, whose lock leads it to the running product. */
export const monPs = (dataDir: string, ...args: string[]): Promise<Ended> => watchMonPs(dataDir, args, () => undefined)

interface Ended {
  code: number
  stdout: string
  stderr: string
}

/** The same, and hands on what it says of its progress as it goes. */
export async function watchMonPs(dataDir: string, args: readonly string[], onProgress: (said: string) => void): Promise<Ended> {
  const command = [join(ROOT, 'scripts/mon-ps.mjs'), ...args]
  try {
    const running = promisify(execFile)(process.execPath, command, { cwd: ROOT, env: productEnvironment(dataDir) })
    running.child.stderr?.on('data', (piece) => onProgress(String(piece)))
    const { stdout, stderr } = await running
    return { code: 0, stdout, stderr }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number' && 'stdout' in error && 'stderr' in error) {
      return { code: error.code, stdout: String(error.stdout), stderr: String(error.stderr) }
    }
    throw error
  }
}

/** Runs the example of the README against the product. */
export async function runMinimalClient(url: string): Promise<string> {
  const command = ['--import', 'tsx', join(ROOT, 'examples/minimal-client/src/index.ts'), url]
  return (await promisify(execFile)(process.execPath, command, { cwd: ROOT })).stdout
}

async function isReady(url: string): Promise<boolean> {
  try {
    // Not /readyz: on a first start it waits for the demo's calculation, which the journey wants to watch.
    return (await fetch(`${url}/api/v1/quantum-v3/leagues`)).ok
  } catch {
    return false
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  const stopped = once(child, 'exit')
  await Promise.race([stopped, sleep(STOPPED_WITHIN_MS).then(() => child.kill('SIGKILL'))])
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('no free port')
  return address.port
}
