import './require-node.mjs'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './env.mjs'
import { packageManagerPin, runPackageManager } from './pm.mjs'

const STAMP = join(ROOT, 'node_modules', '.install-stamp')

/**
 * Installs what the lockfile says, once: again only when the lockfile, Node or the machine changed. Says what it does on
 * stderr, so that a program's own output stays clean. Ends the process with code 3 when it cannot be done.
 */
export async function ensureInstalled() {
  const wanted = installStamp()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return
  console.error(`Installing the packages with ${packageManagerPin()} (only when they changed) …`)
  const started = Date.now()
  // Its progress belongs on stderr as well: stdout may be read by a program (`mon-ps … --json`).
  const code = await runPackageManager(['install', '--frozen-lockfile', '--reporter=append-only'], { stdio: ['ignore', 2, 2] })
  if (code !== 0) {
    console.error(whyNotInstalled(code))
    process.exit(3)
  }
  writeFileSync(STAMP, wanted)
  console.error(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
}

function installStamp() {
  const lockfile = readFileSync(join(ROOT, 'pnpm-lock.yaml'))
  return createHash('sha256').update(lockfile).update(`${process.version} ${process.arch} ${process.platform}`).digest('hex')
}

function whyNotInstalled(code) {
  if (code === 127)
    return 'The packages could not be installed: npx was not found. It comes with npm; install Node together with npm and try again.'
  return (
    `The packages could not be installed (exit code ${code}, the reason is above). ${packageManagerPin()} and the packages come from the ` +
    'npm registry: check the network and, behind a mirror, the setting npm_config_registry; then run the same command again.'
  )
}
