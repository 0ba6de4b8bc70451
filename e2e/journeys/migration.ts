import { appendFileSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../accessibility.ts'
import { REAL_DATA } from '../env.ts'
import type { Journey } from './journey.ts'
import { startProduct } from '../product.ts'
import { expect, picture } from '../report.ts'

/** Of one piece of the move; the whole takes well under a minute on an idle machine. */
const DONE_WITHIN_MS = 300_000
/** The first team of V1, and the profit that is its whole history. */
const LAZIO = { id: 1, profit: '+22.0 u' }

/** V1's dump in the folder with real data, or null. */
function legacyDump(): string | null {
  const dump = REAL_DATA === null ? null : join(REAL_DATA, 'legacy-v1/legacy-v1.sql')
  return dump !== null && existsSync(dump) ? dump : null
}

/** The whole move of a real V1 and back, on the page alone, with a product of its own. */
export async function migrateFromV1(journey: Pick<Journey, 'page' | 'report' | 'complaints'>): Promise<void> {
  const dump = legacyDump()
  if (dump === null) {
    console.log('  - the move from V1: skipped: no real data (MON_PS_REAL_DATA)')
    return
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'mon-ps-e2e-migration-'))
  const legacy = join(dataDir, 'legacy.sql')
  copyFileSync(dump, legacy)
  const more = { LEGACY_DATABASE_URL: legacy }
  let product = await startProduct(join(dataDir, 'data'), more)
  const { url } = product
  const killAndStart = async () => {
    await product.kill()
    product = await startProduct(join(dataDir, 'data'), more, Number(new URL(url).port))
  }
  try {
    await demoCalculated(url)
    await prepare(journey, url)
    await surviveChanges(journey, legacy)
    await move(journey, url)
    await lookAtWhatWasMoved(journey, url)
    await undo(journey, url)
    await surviveKill(journey, killAndStart)
  } finally {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** One long piece of work goes on at a time, and a first start calculates the demo. */
async function demoCalculated(url: string): Promise<void> {
  const deadline = Date.now() + DONE_WITHIN_MS
  while (!(await fetch(`${url}/readyz`)).ok && Date.now() < deadline) await sleep(250)
}

type Part = Pick<Journey, 'page' | 'report' | 'complaints'>

async function prepare({ page, report }: Part, url: string): Promise<void> {
  await report.step('the migration page says what stands in V1, table by table', async () => {
    await page.goto(`${url}/migration`)
    const table = page.getByRole('table', { name: 'Tables of V1' })
    await table.waitFor({ timeout: DONE_WITHIN_MS })
    const text = (await table.innerText()).replace(/\s+/g, ' ')
    for (const expected of ['team_profiles table 99', 'matchup_friction table 3,403', 'team_strategies table 351'])
      expect(text.includes(expected), `expected "${expected}" in ${text}`)
    await expectAccessible(page)
  })
  await report.step('the plan names its hash, what V3 will hold, and can be saved', async () => {
    await page.getByRole('button', { name: 'Make the plan' }).click()
    const plan = page.getByRole('region', { name: 'The plan' })
    await plan.waitFor({ timeout: DONE_WITHIN_MS })
    expect(/[0-9a-f]{64}/.test(await plan.innerText()), 'expected the hash in full')
    expect((await plan.getByText('574.50').count()) === 2, 'expected the sum of all profits to the cent, in V1 and in V3')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      plan.getByRole('button', { name: 'Download plan (JSON)' }).click(),
    ])
    expect(/^mon-ps-plan-[0-9a-f]{12}\.json$/.test(download.suggestedFilename()), `got ${download.suggestedFilename()}`)
    await expectAccessible(page)
    await picture(page, 'migration-plan')
  })
  await report.step('rehearsing shows its progress, proves the move, and puts rows side by side', async () => {
    expect((await page.getByRole('button', { name: /^Apply/ }).count()) === 0, 'applying is offered before a rehearsal')
    await page.getByRole('button', { name: 'Rehearse' }).click()
    await page.getByRole('region', { name: 'Rehearsing' }).getByRole('progressbar').first().waitFor({ timeout: DONE_WITHIN_MS })
    await picture(page, 'migration-running')
    const done = page.getByRole('region', { name: 'What the rehearsal did, and took back' })
    await done.waitFor({ timeout: DONE_WITHIN_MS })
    expect((await done.getByText('failed', { exact: true }).count()) === 0, 'a proof of the rehearsal failed')
    const sample = done.getByRole('region', { name: 'Rows side by side' })
    expect((await sample.innerText()).includes('Serie A'), 'expected the league of the first team beside the text that V1 has')
    await fitsA360Screen(page)
    await expectAccessibleInBothThemes(page)
    await picture(page, 'migration-rehearsed')
  })
}

async function surviveChanges({ page, report }: Part, legacy: string): Promise<void> {
  await report.step('an apply of a plan that V1 no longer is like is refused, and the page has the new plan', async () => {
    const plan = page.getByRole('region', { name: 'The plan' })
    const hash = async (): Promise<string> => /[0-9a-f]{64}/.exec(await plan.innerText())?.[0] ?? ''
    const before = await hash()
    appendFileSync(legacy, '\nalter table quantum.team_profiles add extra text;\n')
    await page.getByRole('button', { name: 'Apply this plan…' }).click()
    await page.getByRole('button', { name: `Apply plan ${before.slice(0, 8)}…` }).click()
    await page.getByText('PLAN_STALE').waitFor({ timeout: DONE_WITHIN_MS })
    const rehearse = page.getByRole('button', { name: 'Rehearse', exact: true })
    await rehearse.waitFor({ timeout: DONE_WITHIN_MS })
    expect((await hash()) !== before, 'the page still shows the plan that was refused')
    expect((await page.getByRole('button', { name: 'Apply this plan…' }).count()) === 0, 'applying is offered before a rehearsal')
    await rehearse.click()
    await page.getByRole('button', { name: 'Apply this plan…' }).waitFor({ timeout: DONE_WITHIN_MS })
  })
}

/** Last, since a killed server is something that the browser complains about. */
async function surviveKill({ page, report }: Part, killAndStart: () => Promise<void>): Promise<void> {
  await report.step('a server that is killed in the middle of applying leaves a page that says so, and goes on', async () => {
    await page.getByRole('button', { name: 'Apply this plan…' }).click({ timeout: DONE_WITHIN_MS })
    await page.getByRole('button', { name: /^Apply plan [0-9a-f]{8}…$/ }).click()
    await page.getByText('Saving the backup').first().waitFor({ timeout: DONE_WITHIN_MS })
    await killAndStart()
    await page.getByText('The move was interrupted at a safe point.').waitFor({ timeout: DONE_WITHIN_MS })
    await page.getByRole('button', { name: 'Go on with the move…' }).click({ timeout: DONE_WITHIN_MS })
    await page.getByRole('button', { name: /^Apply plan [0-9a-f]{8}…$/ }).click()
    const moved = page.getByRole('region', { name: 'What the move did' })
    await moved.waitFor({ timeout: DONE_WITHIN_MS })
    expect((await moved.getByText('failed', { exact: true }).count()) === 0, 'a proof of the move failed')
    await picture(page, 'migration-gone-on')
  })
}

async function move({ page, report }: Part, url: string): Promise<void> {
  await report.step('applying asks once more, naming the plan by its hash, with the keyboard alone', async () => {
    const apply = page.getByRole('button', { name: 'Apply this plan…' })
    await apply.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('alertdialog', { name: 'Apply this plan?' })
    await dialog.waitFor()
    const [hash] = (await dialog.innerText()).match(/[0-9a-f]{64}/) ?? []
    expect(hash !== undefined, 'the dialog does not name the plan')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: `Apply plan ${hash.slice(0, 8)}…` }).click()
    await page.getByRole('region', { name: 'What the move did' }).waitFor({ timeout: DONE_WITHIN_MS })
  })
  await report.step('verifying proves that V1 can be rebuilt, and a reload loses nothing of it', async () => {
    await page.getByRole('button', { name: 'Verify' }).click()
    const proof = page.getByRole('region', { name: 'Verified: V1 can be rebuilt from V3' })
    await proof.waitFor({ timeout: DONE_WITHIN_MS })
    await page.goto(`${url}/migration`)
    await proof.waitFor({ timeout: DONE_WITHIN_MS })
    await page.getByRole('region', { name: 'What the move did' }).waitFor()
    await page.getByText('V1 and V3 are two databases: V3 has V1 as it was').waitFor({ timeout: DONE_WITHIN_MS })
    await expectAccessibleInBothThemes(page)
    await picture(page, 'migration-verified')
  })
}

async function lookAtWhatWasMoved({ page, report }: Part, url: string): Promise<void> {
  await report.step('a moved team shows its profit and the old system’s values, with no interval made up', async () => {
    await page.goto(`${url}/teams/${LAZIO.id}`)
    await page.getByRole('heading', { level: 1, name: 'Lazio' }).waitFor()
    const record = await page.getByRole('region', { name: 'Betting record' }).innerText()
    expect(record.includes(LAZIO.profit), `expected a profit of ${LAZIO.profit}`)
    const dna = await page.getByRole('region', { name: 'DNA' }).innerText()
    expect(/from V1/i.test(dna) && !/\[-?[+\d]/.test(dna), 'expected the values as they were moved, and no interval')
    await expectAccessibleInBothThemes(page)
    await picture(page, 'team-migrated')
  })
  await report.step('a moved pair answers in both orders with one friction, and names no home side', async () => {
    const { data } = (await (await fetch(`${url}/api/v1/quantum-v3/frictions?limit=1&teamId=${LAZIO.id}`)).json()) as {
      data: { home: { id: number }; away: { id: number } }[]
    }
    const [pair] = data
    expect(pair !== undefined, 'expected a pair of the moved team')
    const read = async (home: number, away: number): Promise<string> => {
      await page.goto(`${url}/matchups/${home}/${away}`)
      const told = page.getByRole('region', { name: 'What V1 says' })
      await told.waitFor()
      expect((await page.getByText('home side unknown').count()) === 1, 'the page names a home side')
      return (await told.innerText()).replace(/\s+/g, ' ').match(/Friction (\d+)/i)?.[1] ?? 'none'
    }
    const [there, back] = [await read(pair.home.id, pair.away.id), await read(pair.away.id, pair.home.id)]
    expect(there !== 'none' && there === back, `got ${there} one way and ${back} the other`)
    await expectAccessibleInBothThemes(page)
    await picture(page, 'matchup-migrated')
  })
}

async function undo({ page, report, complaints }: Part, url: string): Promise<void> {
  await report.step('undoing asks once more, and brings everything back as it was', async () => {
    await page.goto(`${url}/migration`)
    await page.getByRole('button', { name: 'Undo the move…' }).click()
    await page.getByRole('button', { name: /^Undo plan [0-9a-f]{8}…$/ }).click()
    const undone = page.getByRole('region', { name: 'Undone: as it was before the move', exact: true })
    await undone.waitFor({ timeout: DONE_WITHIN_MS })
    expect((await undone.getByText('different', { exact: true }).count()) === 0, 'something is not what it was')
    expect((await undone.getByText('equal', { exact: true }).count()) > 10, 'expected V1 and V3 compared part by part')
    const answer = await fetch(`${url}/api/v1/quantum-v3/teams/${LAZIO.id}`)
    expect(answer.status === 404, `the moved team still answers with ${answer.status}`)
    await expectAccessible(page)
    await picture(page, 'migration-undone')
  })
  await report.step('the browser complained about nothing during the move', async () => {
    expect(complaints.length === 0, [...new Set(complaints)].join('\n'))
  })
}

async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.getByLabel('Colours').first().selectOption(theme)
    await expectAccessible(page)
  }
}

async function fitsA360Screen(page: Page): Promise<void> {
  const wide = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 800 })
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wide) await page.setViewportSize(wide)
  expect(over <= 0, `the page is ${over} px wider than a screen of 360 px`)
}
