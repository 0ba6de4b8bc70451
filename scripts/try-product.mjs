/** Starts the product as a newcomer does, asks it over REST, looks at the page, and stops it. `node scripts/try-product.mjs` */
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { childEnvironment, ROOT } from './env.mjs'

/** A newcomer waits a minute; a busy machine is no defect. */
const READY_WITHIN_MS = 600_000
const ASK_EVERY_MS = 500

const folder = mkdtempSync(join(tmpdir(), 'mon-ps-product-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const child = spawn('npm', ['start'], {
  cwd: ROOT,
  // The record of tests is .ci/run's own; the product would warn of a setting that it does not know.
  env: childEnvironment({ PORT: String(port), MON_PS_DATA_DIR: folder, MON_PS_TEST_RECORD: undefined }),
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
const ended = new Promise((done) => {
  child.on('error', () => done(127))
  child.on('exit', (code, signal) => done(code ?? signal))
})
/** Each of them waits for the one before. */
const steps = [
  ['is ready to answer', async () => isReady()],
  ['answers over REST', async () => (await (await fetch(`${url}/api/v1/quantum-v3/leagues`)).json()).data.length > 0],
  ['serves its page', async () => (await (await fetch(url)).text()).includes('<div id="root"')],
  ['stops when it is asked to', async () => child.kill('SIGTERM') && [0, 130, 143, 'SIGTERM'].includes(await ended)],
]
let passed = 0
for (const [what, step] of steps) {
  const went = await step().catch((error) => console.error(error.message))
  console.log(`${went ? '✓' : '✗'} npm start ${what}`)
  if (!went) break
  passed += 1
}
child.kill('SIGTERM')
await ended
rmSync(folder, { recursive: true, force: true })
console.log(`${passed} passed, ${steps.length - passed} failed`)
process.exitCode = passed === steps.length ? 0 : 1

async function isReady() {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.status === 200) return true
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
  }
  return false
}

function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  return new Promise((done) => {
    server.on('listening', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}
