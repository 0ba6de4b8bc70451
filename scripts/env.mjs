/** The one place of scripts/ that reads process.env. */
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the repository's root, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** What a person sets on purpose and a package manager started by us has to respect. */
const KEPT_NPM_SETTING =
  /^npm_config_(cache|registry|userconfig|(https?[-_])?proxy|noproxy|cafile|strict[-_]ssl|(prefer[-_])?offline|store[-_]dir|\/\/.*)$/i

/** The environment for a program of ours: without what `npm run` adds for its own scripts, which confuses pnpm and npx. */
export function childEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(([name, value]) => !/^npm_/i.test(name) || (KEPT_NPM_SETTING.test(name) && value !== ''))
  return { ...Object.fromEntries(kept), DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', ...extra }
}

/** The environment for npx and pnpm. Where the home folder cannot be written, their caches move into the project (`.cache/`). */
export function packageManagerEnvironment() {
  // CI=true: pnpm never stops to ask, which would hang where nobody can answer.
  const environment = childEnvironment({ CI: 'true' })
  // With NODE_ENV=production it would leave out the tools that build and check.
  delete environment.NODE_ENV
  const cache = environment.npm_config_cache ?? join(homedir(), '.npm')
  if (!isWritable(cache)) environment.npm_config_cache = join(ROOT, '.cache', 'npm')
  for (const [name, standard] of [
    ['XDG_DATA_HOME', join(homedir(), '.local', 'share')],
    ['XDG_CACHE_HOME', join(homedir(), '.cache')],
    ['XDG_STATE_HOME', join(homedir(), '.local', 'state')],
  ]) {
    if (!isWritable(environment[name] ?? standard)) environment[name] = join(ROOT, '.cache', name.toLowerCase())
  }
  return environment
}

/** Whether the deep tests run too: MON_PS_DEEP_TESTS=yes. */
export const deepTests = () => process.env.MON_PS_DEEP_TESTS === 'yes'

/** The file to which every run of tests adds which tests ran and which were skipped: MON_PS_TEST_RECORD, set by .ci/run. */
export const testRecord = () => process.env.MON_PS_TEST_RECORD

/** Whether real results are at hand: MON_PS_REAL_DATA. */
export const hasRealData = () => Boolean(process.env.MON_PS_REAL_DATA)

/** Where real results and a real V1 are looked for: MON_PS_REAL_DATA, else beside the checkout. Nothing need be there. */
export const realDataFolder = () => process.env.MON_PS_REAL_DATA || join(ROOT, '..', 'shared', 'data')

/** Where the person stands who typed `npm run <script>`; npm itself moves to the root first. */
export function callersFolder(script) {
  const { INIT_CWD, npm_lifecycle_event } = process.env
  // A script started by another npm script inherits an INIT_CWD that is not its own.
  return npm_lifecycle_event === script && INIT_CWD ? INIT_CWD : process.cwd()
}

/** Whether a folder can be written, or made where it is not there yet; makes nothing itself. */
function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch (error) {
    return error.code === 'ENOENT' && dirname(folder) !== folder && isWritable(dirname(folder))
  }
}
