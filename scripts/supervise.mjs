import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { childEnvironment, ROOT } from './env.mjs'

const STOP_WITH_PARENT = new URL('stop-with-parent.mjs', import.meta.url).href
/** A terminal's Ctrl-C reaches the program by itself; only after this long do we pass it on. */
const PASS_ON_AFTER_MS = 250
/** A program that has not stopped by then is killed: below the ten seconds after which others lose patience. */
const STOP_WITHIN_MS = 9_000
const WATCH_PARENT_EVERY_MS = 500

/**
 * Runs one TypeScript program until it ends and answers with its exit code. Signals reach it exactly once, and it never
 * outlives this process or the one that started this process.
 *
 * @param program  path below the root, for example `apps/api/src/main.ts`
 * @param args     its arguments
 * @param options  `cwd`, and `env`: variables to set besides the present ones
 */
export function supervise(program, args, { cwd = ROOT, env = {} } = {}) {
  const child = spawn(
    process.execPath,
    // Absolute, because the program may run in a folder from which tsx cannot be found.
    ['--import', import.meta.resolve('tsx'), '--import', STOP_WITH_PARENT, join(ROOT, program), ...args],
    {
      cwd,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: childEnvironment({ TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.base.json'), ...env }),
    },
  )
  const timers = stopWith(child)
  return new Promise((done) => {
    const finish = (code) => {
      for (const timer of timers) clearTimeout(timer)
      done(code)
    }
    child.on('error', (error) => {
      console.error(`Could not start ${program}: ${error.message}`)
      finish(1)
    })
    child.on('exit', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

function stopWith(child) {
  const timers = []
  const parent = process.ppid
  let asked = false
  const stop = (signal) => {
    if (asked) return
    asked = true
    timers.push(setTimeout(() => child.connected && child.send({ stop: signal }, () => {}), PASS_ON_AFTER_MS))
    timers.push(setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS))
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(signal))
  // A closed terminal says SIGHUP; for the program that is the same as being asked to stop.
  process.on('SIGHUP', () => stop('SIGTERM'))
  const watch = setInterval(() => process.ppid !== parent && stop('SIGTERM'), WATCH_PARENT_EVERY_MS)
  timers.push(watch)
  return timers
}
