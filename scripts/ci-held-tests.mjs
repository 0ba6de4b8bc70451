/**
 * After the parts of `.ci/run`: every test ran in at least one of them, and there are as many as there should be.
 * `node scripts/ci-held-tests.mjs FILE`, where FILE is what MON_PS_TEST_RECORD named.
 */
import { readFileSync } from 'node:fs'
import { hasRealData } from './env.mjs'
import { NEVER_IN_CI, neverRun, tooFewTests } from './test-floor.mjs'

const tests = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
const reasons = hasRealData() ? NEVER_IN_CI : { ...NEVER_IN_CI, 'no real data': 'they are not beside the checkout' }
const skipped = neverRun(tests, reasons)
for (const name of skipped) console.error(`No part ran ${name}: run it in one, or give the reason in scripts/test-floor.mjs.`)
const distinct = new Set(tests.filter((test) => test.ran).map((test) => test.name)).size
const missing = tooFewTests('.ci/run', distinct)
if (missing) console.error(missing)
if (!hasRealData()) console.log('There are no real data beside the checkout: what needs them was not run.')
const failed = skipped.length + (missing ? 1 : 0)
console.log(`${distinct} different tests ran`)
console.log(`1 passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
