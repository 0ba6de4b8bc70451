/**
 * `npm test`: installs if needed, then the fast checks and every test. `npm test -- word` runs only the tests whose file
 * name contains the word.
 */
import './require-node.mjs'
import { fastChecks, runChecks } from './checks.mjs'
import { ensureInstalled } from './install.mjs'
import { runTests } from './run-tests.mjs'
import { summarise } from './summary.mjs'
import { tooFewTests } from './test-floor.mjs'

await ensureInstalled()
const started = performance.now()
const words = process.argv.slice(2)
const checks = words.length > 0 ? [] : await runChecks(fastChecks())
const tests = await runTests(words)
const missing = words.length === 0 && tooFewTests('npm test', tests.passed + tests.skipped)
if (missing) {
  console.error(missing)
  tests.failed += 1
}
if (tests.skipped > 0) console.log(`${tests.skipped} tests were skipped; their names say why.`)
process.exitCode = summarise([...checks, { part: 'tests', ...tests }], (performance.now() - started) / 1000)
