/**
 * Runs the pinned package manager without asking for it to be installed: `node scripts/pm.mjs install`,
 * `node scripts/pm.mjs add zod --filter @mon-ps/api`, `node scripts/pm.mjs exec turbo run build`.
 */
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageManagerEnvironment, ROOT } from './env.mjs'

/** Nothing a package manager does for us takes longer; a hanging download ends instead of waiting for ever. */
const LONGEST_MS = 15 * 60_000

/** The pinned package manager, for example `pnpm@12.21.0`. */
export function packageManagerPin() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).packageManager
}

/**
 * Runs the package manager and answers with its exit code; 127 when npx itself is missing.
 *
 * @param args     its arguments
 * @param options  `stdio` as in child_process.spawn
 */
export function runPackageManager(args, { stdio = 'inherit' } = {}) {
  const words = ['--yes', '--loglevel=error', packageManagerPin(), ...args]
  const options = { cwd: ROOT, stdio, env: packageManagerEnvironment(), timeout: LONGEST_MS }
  // npx is a .cmd file on Windows, which only a shell can start.
  const child =
    process.platform === 'win32' ? spawn(['npx', ...words].join(' '), { ...options, shell: true }) : spawn('npx', words, options)
  return new Promise((done) => {
    child.on('error', () => done(127))
    child.on('exit', (code) => done(code ?? 1))
  })
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await runPackageManager(process.argv.slice(2))
}
