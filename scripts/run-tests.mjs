import './require-node.mjs'
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childEnvironment, deepTests, ROOT, testRecord } from './env.mjs'

const LONGEST_MS = 25 * 60_000

/**
 * Runs vitest and counts. A file that could not be loaded, an error outside of every test and a run without tests are
 * failures too, though vitest counts no test for them.
 *
 * @param args  for vitest: words that file names contain, `--project db` …
 * @returns     `{ passed, failed, skipped, seconds }`
 */
export async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-tests-'))
  const report = join(folder, 'report.json')
  const started = performance.now()
  try {
    const code = await vitest([
      'run',
      ...args,
      ...withoutDeep(args),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
    return { ...count(report, code), seconds: (performance.now() - started) / 1000 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Deep tests (`*.deep.test.ts`) take minutes: continuous integration runs them, and whoever asks for them or names a file. */
function withoutDeep(args) {
  const named = args.some((word, index) => !word.startsWith('-') && !args[index - 1]?.startsWith('-'))
  return deepTests() || named ? [] : ['--exclude', '**/*.deep.test.ts']
}

function vitest(args) {
  const options = { cwd: ROOT, env: childEnvironment(), stdio: ['ignore', 'inherit', 'inherit'], timeout: LONGEST_MS }
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), ...args], options)
  return new Promise((done) => {
    child.on('close', (code) => done(code ?? 1))
  })
}

function count(report, code) {
  let told
  try {
    told = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  record(told.testResults)
  const unloaded = told.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const passed = told.numPassedTests
  const skipped = told.numPendingTests + (told.numTodoTests ?? 0)
  const failed = told.numFailedTests + unloaded
  const unexplained = failed === 0 && (code !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + unexplained, skipped }
}

/** A line per test, for `.ci/run` to see what no part of it ran. */
function record(files) {
  const path = testRecord()
  if (!path) return
  const lines = files.flatMap((file) =>
    file.assertionResults.map((test) => {
      const name = `${relative(ROOT, file.name)} > ${test.fullName}`.replace(/\s*\(skipped: (?!no real data)[^)]*\)/g, '')
      return `${JSON.stringify({ name, ran: test.status === 'passed' || test.status === 'failed' })}\n`
    }),
  )
  appendFileSync(path, lines.join(''))
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await runTests(process.argv.slice(2))
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
