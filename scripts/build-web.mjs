import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { childEnvironment, ROOT } from './env.mjs'
import { listFiles } from './list-files.mjs'

const WEB = join(ROOT, 'apps', 'web')
const PAGE = join(WEB, 'dist', 'index.html')
const STAMP = join(WEB, 'dist', '.build-stamp')

/** Builds the web page when its sources differ from those of the last build; false when the build failed. */
export function ensureWebBuilt() {
  const wanted = webStamp()
  if (existsSync(PAGE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true
  console.error('Building the web page (only when its sources changed) …')
  rmSync(STAMP, { force: true })
  const vite = join(WEB, 'node_modules', 'vite', 'bin', 'vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: WEB,
    stdio: ['ignore', 2, 2],
    env: childEnvironment({ NODE_ENV: 'production' }),
  })
  if (built.status !== 0) return false
  writeFileSync(STAMP, wanted)
  return true
}

/**
 * Everything the built page is made from. The API's types are left out on purpose: the web imports nothing but types from it,
 * and those leave no trace in the page.
 */
function webStamp() {
  const sources = listFiles(ROOT, ['apps/web', 'packages/client/src']).filter((path) => !/\.test\.tsx?$/.test(path))
  const hash = createHash('sha256')
  for (const path of ['pnpm-lock.yaml', ...sources]) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)))
  return hash.digest('hex')
}
