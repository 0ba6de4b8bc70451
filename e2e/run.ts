/**
 * The journey through the built product in a headless browser: from an empty folder to every screen.
 * Run with `node --import tsx e2e/run.ts`; pictures are saved in e2e/output.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium, openBrowser } from './browser.ts'
import { IN_CI } from './env.ts'
import { migrateFromV1 } from './journeys/migration.ts'
import { runJourney } from './run-journey.ts'
import { startProduct } from './product.ts'
import { createReport } from './report.ts'

const chromium = findChromium()
if (chromium === null) {
  console.log('No Chromium was found: set CHROMIUM_PATH, or install chromium.')
  console.log(IN_CI ? '0 passed, 1 failed' : '0 passed, 0 failed')
  process.exit(IN_CI ? 1 : 0)
}

const dataDir = mkdtempSync(join(tmpdir(), 'mon-ps-e2e-'))
const product = await startProduct(dataDir)
const session = await openBrowser(chromium, product.url)
const report = createReport(session.page)
try {
  await runJourney({ ...session, report, dataDir, url: product.url })
  await migrateFromV1({ ...session, report })
} finally {
  await session.browser.close()
  await product.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
console.log(`${report.passed()} passed, ${report.failed()} failed`)
process.exit(report.failed() === 0 ? 0 : 1)
