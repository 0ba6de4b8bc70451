import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

/** All seasons of the demo, three tiers, on a busy machine. */
const EVALUATED_WITHIN_MS = 120_000

export async function judgeModels({ page, report }: Journey): Promise<void> {
  await report.step('models say that nothing was evaluated, and evaluate on a click, with progress', async () => {
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Models' }).click()
    await page.getByText(/have not been evaluated yet/).waitFor()
    await page.getByRole('button', { name: 'Evaluate' }).click()
    await page.getByRole('progressbar', { name: 'Forecast season by season' }).waitFor()
    const scores = page.getByRole('table', { name: 'Scores of the History tier and of the closing price' })
    await scores.waitFor({ timeout: EVALUATED_WITHIN_MS })
    expect((await scores.getByRole('row').count()) === 5, 'expected a row for each of four scores')
    await page.getByText(/These leagues are invented/).waitFor()
    await picture(page, 'models')
  })
  await report.step('each tier has tables of its own, and the address keeps which', async () => {
    await page.getByRole('radio', { name: 'Results' }).click()
    await page.getByRole('table', { name: 'Scores of the Results tier and of the closing price' }).waitFor()
    await page.reload()
    await page.getByRole('table', { name: 'Scores of the Results tier and of the closing price' }).waitFor()
    expect(page.url().endsWith('/models?tier=results'), `the address is ${page.url()}`)
  })
  await report.step('calibration is explained on one example, and every diagram has its table', async () => {
    await page.getByText(/Worked example: of [\d,]+ matches/).waitFor()
    const chart = page.getByRole('figure', { name: 'Home wins: forecast and outcome' })
    await chart.getByRole('button', { name: 'Table' }).click()
    expect((await chart.getByRole('row').count()) === 11, 'expected a row for each tenth')
  })
}
