/** `npm run check`: the fast checks without the tests, for the minute before a commit. */
import './require-node.mjs'
import { fastChecks, runChecks } from './checks.mjs'
import { ensureInstalled } from './install.mjs'
import { summarise } from './summary.mjs'

await ensureInstalled()
const started = performance.now()
const checks = await runChecks(fastChecks())
process.exitCode = summarise(checks, (performance.now() - started) / 1000)
