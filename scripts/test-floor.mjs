/**
 * The fewest tests that a whole run may hold, so that a folder which is no longer found, or a suite that is switched off, is noticed.
 * Tests that were deleted with the code they tested: lower the number in the same commit, and say which. Many were added: raise it to
 * nine tenths of what the last line of `npm test` and of `.ci/run` says.
 */
export const FEWEST_TESTS = { 'npm test': 1900, '.ci/run': 2300 }

/**
 * Tests that `.ci/run` never runs on any engine, with the reason; every other test runs at least once there.
 * The key is a piece of `file > name`.
 */
export const NEVER_IN_CI = {}

/** A sentence when a whole run held too few tests, otherwise nothing. */
export function tooFewTests(run, found) {
  const fewest = FEWEST_TESTS[run]
  if (found >= fewest) return undefined
  return `${run} held ${found} tests, expected at least ${fewest}: find the ones that are missing; where they were deleted on purpose, lower the number in scripts/test-floor.mjs.`
}

/**
 * What continuous integration skipped everywhere.
 *
 * @param tests  `{ name, ran }` of every part: the same test stands there once per engine
 * @returns      names that ran in no part and have no reason in {@link NEVER_IN_CI}
 */
export function neverRun(tests, reasons = NEVER_IN_CI) {
  const ran = new Set(tests.filter((test) => test.ran).map((test) => test.name))
  const known = Object.keys(reasons)
  return [...new Set(tests.map((test) => test.name))].filter((name) => !ran.has(name) && !known.some((piece) => name.includes(piece)))
}
