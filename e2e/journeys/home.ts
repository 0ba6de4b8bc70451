import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

/** Two demo leagues take some seconds to load and to calculate. */
export const CALCULATED_WITHIN_MS = 120_000

export async function loadDemo({ page, report, url }: Journey): Promise<void> {
  await report.step('an empty database is given the demo leagues, and their calculation begins by itself', async () => {
    const deadline = Date.now() + CALCULATED_WITHIN_MS
    while (!(await hasCalculation(url))) {
      expect(Date.now() < deadline, 'no calculation began')
      await page.waitForTimeout(250)
    }
  })
  await report.step('home shows both demo leagues, each marked as demo', async () => {
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'What is loaded, and how fresh it is' }).waitFor()
    await page.getByRole('heading', { name: 'Leagues', exact: true }).waitFor()
    expect((await page.getByText('demo', { exact: true }).count()) >= 2, 'expected a demo mark on each of the two leagues')
  })
}

async function hasCalculation(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/trpc/calculation.latest`)
  const { result } = (await answer.json()) as { result: { data: { job: object | null } } }
  return result.data.job !== null
}

export async function calculateLive({ page, report }: Journey): Promise<void> {
  const running = page.getByRole('region', { name: 'Calculating' })
  const done = page.getByText(/^Calculated in [\d.]+ s: 2 leagues/)
  await report.step('the calculation that the first start began is shown until it has ended', async () => {
    await running.or(done).first().waitFor()
    await done.waitFor({ timeout: CALCULATED_WITHIN_MS })
  })
  await report.step('one that is asked for shows its phases live and ends with its counts', async () => {
    await page.getByRole('button', { name: 'Calculate again' }).click()
    // The panel appears at once, its phases with the first event: a bar for each of the five.
    await running.getByRole('progressbar').nth(4).waitFor()
    await picture(page, 'home-calculating')
    await done.waitFor({ timeout: CALCULATED_WITHIN_MS })
    await picture(page, 'home')
  })
}
