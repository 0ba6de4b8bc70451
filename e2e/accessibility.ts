import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from './report.ts'

interface Violation {
  id: string
  impact: string | null
  help: string
  nodes: { html: string; failureSummary?: string }[]
}

/** What is being fetched again stands there faded until it has come. */
const FETCHED_WITHIN_MS = 30_000

/** Fails on every serious or critical finding of axe-core on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached', timeout: FETCHED_WITHIN_MS })
  // A colour on its way to another theme's is neither's.
  await page.evaluate('Promise.allSettled(document.getAnimations().map((animation) => animation.finished))')
  // Evaluated by the debugger, which the page's content policy does not bind; a script element would be refused.
  await page.evaluate(axe.source)
  const violations = await page.evaluate<Violation[]>(
    'axe.run(document, { resultTypes: ["violations"] }).then((result) => result.violations)',
  )
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = grave.map(({ id, impact, help, nodes }) => {
    const first = nodes[0]
    return `${impact} ${id}: ${help} (${nodes.length}), first: ${first?.html.slice(0, 200)} ${first?.failureSummary ?? ''}`
  })
  expect(grave.length === 0, `${grave.length} grave findings\n${told.join('\n')}`)
}
