/** The fast checks: everything but the tests. Each is a program of its own whose exit code says whether it passed. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, ROOT } from './env.mjs'

/** More at once only makes each slower on the two cores we reckon with. */
const AT_ONCE = 2
const LONGEST_MS = 120_000
/** From nothing, on a busy machine. */
const LONGEST_TYPES_MS = 600_000

/** The checks of this tree: `name`, `part` for the table, `command` for node (below the root). */
export function fastChecks() {
  return [
    // First, because it takes longest. Each package's declarations are made once and kept (turbo.json).
    {
      part: 'types',
      name: 'types',
      command: ['scripts/pm.mjs', 'exec', 'turbo', 'run', 'typecheck', '--continue', '--concurrency=2', '--output-logs=errors-only'],
      longest: LONGEST_TYPES_MS,
    },
    {
      part: 'format',
      name: 'format',
      command: [binary('@biomejs/biome'), 'format', '--log-level=error'],
      remedy: 'npx biome format --write',
    },
    { part: 'lint', name: 'lint', command: [binary('oxlint'), '--deny-warnings'] },
    { part: 'boundaries', name: 'boundaries', command: ['scripts/boundaries.mjs'] },
    { part: 'boundaries', name: 'dependency picture', command: ['scripts/dependency-picture.mjs', '--check'] },
    { part: 'boundaries', name: 'links', command: ['scripts/links.mjs'] },
    { part: 'dead code', name: 'dead code', command: [binary('knip'), '--no-progress'] },
  ]
}

/**
 * Runs checks two at a time; one that fails prints what it said, one that passes is silent.
 *
 * @returns  per check `{ part, passed, failed, seconds }`, counted as one
 */
export async function runChecks(checks) {
  const waiting = [...checks]
  const results = []
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output, seconds } = await runQuietly(check)
      if (code !== 0) console.error(`\n✗ ${check.name}\n${output.trimEnd()}${check.remedy ? `\nRemedy: ${check.remedy}` : ''}`)
      results.push({ part: check.part, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}

function runQuietly({ command, longest = LONGEST_MS }) {
  const started = performance.now()
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: childEnvironment(),
    timeout: longest,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
  return new Promise((done) => {
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000
      if (code === null) output += `\nstopped after ${Math.round(seconds)} s`
      done({ code: code ?? 1, output, seconds })
    })
  })
}

/** Path of a tool's program: started with node directly, which spares the half second of npx and works on every system. */
function binary(tool, name = tool.split('/').at(-1)) {
  const folder = join('node_modules', tool)
  const { bin } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}
