import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

export async function exploreMatrix({ page, report }: Journey): Promise<void> {
  await report.step('the matrix draws a league, reads its cells to the keyboard, and lists where to look first', async () => {
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Matrix' }).click()
    await page.getByRole('heading', { level: 1, name: 'Matrix' }).waitFor()
    await page.locator('canvas').first().waitFor()
    for (const list of ['Most chaotic', 'Most friction', 'Least certain']) await page.getByText(list, { exact: true }).first().waitFor()
    await picture(page, 'matrix')
  })
  await report.step('Enter on a cell of the matrix opens its matchup', async () => {
    await page.locator('[aria-label*="Arrow keys move"]').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/matchups\/\d+\/\d+/)
    await page.getByRole('figure', { name: 'Who wins?' }).waitFor()
    expect(/ v /.test(await page.title()), `the title is ${await page.title()}`)
  })
}
