import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

export async function readStrategies({ page, report }: Journey): Promise<void> {
  await report.step('strategies say how many cells are looked at and how many would look good by luck', async () => {
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Strategies' }).click()
    const table = page.getByRole('table', { name: 'Strategies by record' })
    await table.waitFor()
    expect((await table.getByRole('row').count()) > 2, 'expected records')
    await page
      .getByText(/would look significant at 5% by luck/)
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
  await report.step('a rule has a tear sheet: band, losses by the close, other prices, its bets, and what names the backtest', async () => {
    const table = page.getByRole('table', { name: 'Strategies by record' })
    await table.getByRole('link', { name: 'Back the model where it sees more than 2% edge' }).click()
    await page.getByRole('heading', { name: 'Is the profit more than luck?' }).waitFor()
    await page.getByRole('img', { name: /Running profit by bet/ }).waitFor()
    await picture(page, 'strategy')
    const part = (name: string) => page.getByRole('radio', { name, exact: true }).click()
    await part('Losses')
    await page.getByText(/beat the closing odds and lost/).waitFor()
    await page.getByRole('table', { name: 'Lost bets, unluckiest first' }).waitFor()
    await part('Robustness')
    await page.getByText('closing Pinnacle').waitFor()
    await part('Bets')
    const bets = page.getByRole('table', { name: 'Every bet' })
    await bets.waitFor()
    await page.getByRole('radio', { name: 'Lost', exact: true }).click()
    await page.waitForURL(/result=lost/)
    await part('Settings')
    await page
      .getByText(/^[0-9a-f]{64}$/)
      .first()
      .waitFor()
  })
  await report.step('a rule that nobody recorded is listed, and says that it never bets', async () => {
    await page.goto('/strategies?scope=overall')
    await page.getByRole('link', { name: 'Home fortress' }).click()
    await page.getByText(/This rule is listed but never bets/).waitFor()
  })
}
