import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Journey } from './journey.ts'
import { REFUSED_FILE } from '../browser.ts'
import { expect, picture } from '../report.ts'
import { seasonFile } from '../season-file.ts'
import { CALCULATED_WITHIN_MS } from './home.ts'

export async function importFiles({ page, report }: Journey): Promise<void> {
  const { text, matches } = seasonFile('EC')
  await report.step('a file dropped on the page is read and accounted for to the row', async () => {
    await page.goto('/import')
    await drop(page, 'EC_2223.csv', text)
    await page.getByText('1 of 1 files').waitFor()
    await page.getByText(`${matches} rows read in 1 file: ${matches} accepted, 0 rejected.`).waitFor()
    await picture(page, 'import')
  })
  await report.step('the same file again adds nothing and says so', async () => {
    await drop(page, 'EC_2223.csv', text)
    await page.getByText('the same file was imported before: nothing to add').waitFor()
  })
  await report.step('a file of another kind is refused in one sentence', async () => {
    await drop(page, REFUSED_FILE, 'dear diary\ntoday it rained\n')
    const refusal = page.getByRole('listitem').filter({ hasText: REFUSED_FILE }).getByText('IMPORT_REJECTED').locator('..')
    await refusal.waitFor()
    const sentence = ((await refusal.textContent()) ?? '').replace('IMPORT_REJECTED', '').trim()
    expect(sentence.length > 20 && !sentence.includes('\n'), `got "${sentence}"`)
    await picture(page, 'import-refused')
  })
  await report.step('a file that is no CSV is left out with its name', async () => {
    await drop(page, 'picture.png', 'not a table')
    await page.getByText('picture.png was left out').waitFor()
  })
  await report.step('calculating from the import page shows progress and brings the new league in, without the demo', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Recalculate' }).click()
    await page.getByRole('region', { name: 'Calculating' }).waitFor()
    await page.getByText(/^Calculated in [\d.]+ s: 1 league\b/).waitFor({ timeout: CALCULATED_WITHIN_MS })
  })
}

/** Drags a file of the disk over the page and lets go, as a file manager does. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-drop-'))
  const file = join(folder, name)
  writeFileSync(file, content)
  const box = await page.getByText('Drop CSV files here').boundingBox()
  if (!box) throw new Error('there is no place to drop files on')
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: box.x + box.width / 2, y: box.y + box.height / 2, data })
  }
  await devtools.detach()
}
