import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const OUTPUT_FOLDER = fileURLToPath(new URL('output', import.meta.url))

/** Counts the steps of the journey and says how each went. */
export interface Report {
  /** Runs one step. A step that throws has failed; the journey goes on. */
  step(name: string, work: () => Promise<void>): Promise<void>
  passed(): number
  failed(): number
}

/** @param page whose picture is saved when a step fails */
export function createReport(page: Page): Report {
  mkdirSync(OUTPUT_FOLDER, { recursive: true })
  let passed = 0
  let failed = 0
  return {
    async step(name, work) {
      const started = performance.now()
      const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`
      try {
        await work()
        passed += 1
        console.log(`  ✓ ${name}  ${seconds()}`)
      } catch (error) {
        failed += 1
        console.log(`  ✗ ${name}  ${seconds()}\n    ${String(error instanceof Error ? error.message : error).replaceAll('\n', '\n    ')}`)
        await picture(page, `failed-${failed}`).catch(() => {})
      }
    },
    passed: () => passed,
    failed: () => failed,
  }
}

/** Saves what the page shows. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUTPUT_FOLDER, `${name}.png`), fullPage: true })
}

/** Throws with `message` unless `condition` holds. */
export function expect(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}
