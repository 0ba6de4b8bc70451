import type { Journey } from './journey.ts'
import { expect, picture } from '../report.ts'

const VECTORS = ['Market', 'Context', 'Risk', 'Timing', 'Nemesis', 'Psyche', 'Roster', 'Physical', 'Luck']

export async function readTeams({ page, report }: Journey): Promise<void> {
  await report.step('the menu leads to the teams, sortable, each with its sample size', async () => {
    await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Teams' }).click()
    const table = page.getByRole('table', { name: 'Teams by betting record' })
    await table.waitFor()
    expect((await table.getByRole('row').count()) > 10, 'expected the teams of two leagues')
    await table.getByRole('button', { name: 'Team' }).click()
    await page.waitForURL(/sort=teamName/)
    await page.waitForFunction(() =>
      document.querySelector('th[aria-sort="ascending"], th[aria-sort="descending"]')?.textContent?.includes('Team'),
    )
    expect(/n \d+/.test((await table.textContent()) ?? ''), 'expected sample sizes in the table')
    await picture(page, 'teams')
  })
  await report.step('a team has nine vectors, and says which are not measured', async () => {
    await page.getByRole('table', { name: 'Teams by betting record' }).getByRole('link').first().click()
    const strips = page.getByRole('figure', { name: 'What sets this team apart?' })
    await strips.waitFor()
    const text = (await strips.textContent()) ?? ''
    const missing = VECTORS.filter((vector) => !text.includes(vector))
    expect(missing.length === 0, `no word of ${missing.join(', ')}`)
    expect(text.includes('not measured'), 'results cannot measure every vector, and the page does not say so')
    await picture(page, 'team')
  })
  await report.step('a team is told in words from its numbers, and what is not proven is empty with the reason', async () => {
    const words = await page.getByRole('region', { name: 'In words and numbers' }).innerText()
    expect(/with probability \d/.test(words), 'expected an archetype with its probability')
    expect(/by fitted attack and defence/.test(words), 'expected the narrative')
    const markets = await page.getByRole('region', { name: 'Markets' }).first().innerText()
    expect(/were tested together/.test(markets), 'expected how many markets were tested')
    expect((await page.getByRole('region', { name: 'Similar teams' }).getByRole('link').count()) > 0, 'expected links to similar teams')
  })
}
