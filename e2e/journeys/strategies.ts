import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

export async function readStrategies({ page, report }: Journey): Promise<void> {
  await report.step('strategies say how many cells are looked at and how many would look good by luck', async () => {
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Strategies' }).click()
    const table = page.getByRole('table', { name: 'Strategies by record' })
    await table.waitFor()
    expect((await table.getByRole('row').count()) > 2, 'expected records')
    await page
      .getByText(/would look significant at 5 % by luck/)
      .first()
      .waitFor()
    await picture(page, 'strategies')
  })
  await report.step('their scope can be changed, and the address keeps it', async () => {
    await page.goto('/strategies?scope=overall')
    const table = page.getByRole('table', { name: 'Strategies by record' })
    await table.waitFor()
    const rows = await table.getByRole('row').count()
    expect(rows >= 6 && rows <= 20, `expected a row for each rule, got ${rows}`)
  })
}
