/** What `npm start` promises about stopping, tried on a small program in place of the server. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ROOT } from './env.mjs'

const running = []
const folders = []
afterEach(() => {
  for (const pid of running.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Counts the signals it hears, and ends a little later, as a server does that closes its connections. */
const SERVER = `
let heard: string[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {
  heard.push(signal)
  if (heard.length === 1) setTimeout(() => { console.log('heard ' + heard.join(',')); process.exit(0) }, 700)
})
setInterval(() => {}, 1000)
console.log('pid ' + process.pid)
`

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Starts a program as start.mjs does, in a process group of its own; resolves as soon as it has said its pid. */
async function start(source, through = []) {
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-supervised-'))
  folders.push(folder)
  writeFileSync(join(folder, 'program.ts'), source)
  const supervise = `import { supervise } from ${JSON.stringify(join(ROOT, 'scripts', 'supervise.mjs'))}
process.exit(await supervise(${JSON.stringify(relative(ROOT, join(folder, 'program.ts')))}, ['a b', '--yes']))`
  writeFileSync(join(folder, 'start.mjs'), supervise)
  const [command, ...args] = [...through, process.execPath, join(folder, 'start.mjs')]
  const script = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const told = { output: '' }
  script.stdout.on('data', (piece) => (told.output += piece))
  const ended = new Promise((done) => script.on('close', (code) => done(code)))
  running.push(script.pid)
  await expect.poll(() => told.output, { timeout: 20_000 }).toMatch(/pid \d+|ended/)
  const pid = Number(/pid (\d+)/.exec(told.output)?.[1])
  if (pid) running.push(pid)
  return { script, pid, ended, told }
}

describe.skipIf(process.platform === 'win32')('a supervised program', () => {
  test.each(['SIGINT', 'SIGTERM'])('hears %s once when the whole group gets it, and may finish', async (signal) => {
    const { script, pid, ended, told } = await start(SERVER)
    process.kill(-script.pid, signal)
    expect(await ended).toBe(0)
    expect(told.output).toContain(`heard ${signal}\n`)
    expect(isAlive(pid)).toBe(false)
  })

  test.each(['SIGINT', 'SIGTERM'])('hears %s when only the script gets it, even twice', async (signal) => {
    const { script, pid, ended, told } = await start(SERVER)
    process.kill(script.pid, signal)
    process.kill(script.pid, signal)
    expect(await ended).toBe(0)
    expect(told.output).toContain(`heard ${signal}\n`)
    expect(isAlive(pid)).toBe(false)
  })

  test('stops when the script is killed and can pass nothing on', async () => {
    const { script, pid } = await start(SERVER)
    process.kill(script.pid, 'SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
  })

  test('stops when the one that started the script is killed', async () => {
    const { script, pid } = await start(SERVER, ['/bin/sh', '-c', '"$0" "$@"; echo shell is left'])
    process.kill(script.pid, 'SIGKILL')
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
  })

  test('ends on Ctrl-C with 130 before it listens for signals itself', async () => {
    const { script, ended } = await start("console.log('pid ' + process.pid)\nsetInterval(() => {}, 1000)\n")
    process.kill(-script.pid, 'SIGINT')
    expect(await ended).toBe(130)
  })

  test('gets its arguments as they were and passes its exit code on', async () => {
    const { ended, told } = await start("console.log('ended ' + JSON.stringify(process.argv.slice(2)))\nprocess.exitCode = 5\n")
    expect(await ended).toBe(5)
    expect(told.output).toContain('["a b","--yes"]')
  })
})
