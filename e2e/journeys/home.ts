import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

/** Two demo leagues take some seconds to load and to calculate. */
export const CALCULATED_WITHIN_MS = 120_000

export async function loadDemo({ page, report }: Journey): Promise<void> {
  await report.step('home shows the demo leagues that an empty database starts with, each marked as demo', async () => {
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'What is loaded, and how fresh it is' }).waitFor()
    const leagues = page.getByRole('heading', { name: 'Leagues', exact: true })
    const deadline = Date.now() + CALCULATED_WITHIN_MS
    while (!(await leagues.isVisible()) && Date.now() < deadline) {
      await page.waitForTimeout(500)
      await page.reload()
    }
    await leagues.waitFor()
    expect((await page.getByText('demo', { exact: true }).count()) >= 2, 'expected a demo mark on each of the two leagues')
  })
}

export async function calculateLive({ page, report }: Journey): Promise<void> {
  await report.step('a calculation shows its phases live and ends with its counts', async () => {
    const running = page.getByRole('region', { name: 'Calculation' })
    const done = page.getByText(/^Calculated in [\d.]+ s: 2 leagues/)
    // The one that the first start began may still run; then it is the one to watch.
    await running.or(done).first().waitFor({ timeout: CALCULATED_WITHIN_MS })
    if (!(await running.isVisible())) await page.getByRole('button', { name: 'Calculate again' }).click()
    await running.waitFor()
    expect((await running.getByRole('progressbar').count()) >= 5, 'expected a bar for each phase')
    await picture(page, 'home-calculating')
    await done.waitFor({ timeout: CALCULATED_WITHIN_MS })
    await picture(page, 'home')
  })
}
