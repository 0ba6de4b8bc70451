import { appendFileSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { expectAccessible } from '../accessibility.ts'
import { REAL_DATA } from '../env.ts'
import { monPs, startProduct, watchMonPs } from '../product.ts'
import { expect, picture } from '../report.ts'
import type { Journey } from './journey.ts'

/** Of one piece of the move; the whole takes well under a minute on an idle machine. */
const DONE_WITHIN_MS = 300_000
/** The first team of V1, and the profit that is its whole history. */
const LAZIO = { id: 1, profit: '+22.0 u' }

/** V1's dump in the folder with real data, or null. */
function legacyDump(): string | null {
  const dump = REAL_DATA === null ? null : join(REAL_DATA, 'legacy-v1/legacy-v1.sql')
  return dump !== null && existsSync(dump) ? dump : null
}

/** The whole move of a real V1 and back: commands move, and the page shows it, with a product of its own. */
export async function migrateFromV1(journey: Part): Promise<void> {
  await nothingToMove(journey)
  const dump = legacyDump()
  if (dump === null) {
    console.log('  - the move from V1: skipped: no real data (MON_PS_REAL_DATA)')
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-e2e-migration-'))
  const legacy = join(folder, 'legacy.sql')
  const dataDir = join(folder, 'data')
  copyFileSync(dump, legacy)
  const more = { LEGACY_DATABASE_URL: legacy }
  let product = await startProduct(dataDir, more)
  const { url } = product
  const killAndStart = async () => {
    await product.kill()
    product = await startProduct(dataDir, more, Number(new URL(url).port))
  }
  const migrate: Migrate = (...args) => monPs(dataDir, 'migrate', ...args)
  try {
    await demoCalculated(url)
    await showPlan(journey, url)
    await surviveChanges(journey, { url, legacy, migrate })
    await move(journey, { url, migrate })
    await lookAtWhatWasMoved(journey, url)
    await undo(journey, { url, migrate })
    await surviveKill(journey, { url, dataDir, migrate, killAndStart })
  } finally {
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One long piece of work goes on at a time, and a first start calculates the demo. */
async function demoCalculated(url: string): Promise<void> {
  const deadline = Date.now() + DONE_WITHIN_MS
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isReady()) && Date.now() < deadline) await sleep(250)
}

type Part = Pick<Journey, 'page' | 'report' | 'complaints'>
type Migrate = (...args: string[]) => ReturnType<typeof monPs>

/** The next commands, as the page offers them for copying. */
const shownCommands = async (page: Page): Promise<string> => page.getByRole('region', { name: 'What comes next' }).innerText()

async function shownPlan(page: Page): Promise<string> {
  const plan = page.getByRole('region', { name: 'The plan' })
  await plan.waitFor({ timeout: DONE_WITHIN_MS })
  const [sha256 = ''] = /[0-9a-f]{64}/.exec(await plan.innerText()) ?? []
  return sha256
}

async function succeeds(ended: ReturnType<Migrate>): Promise<void> {
  const { code, stderr } = await ended
  expect(code === 0, `the command ended with ${code}: ${stderr}`)
}

async function nothingToMove({ page, report }: Part): Promise<void> {
  await report.step('without a V1 the migration page says so, and how to name one', async () => {
    await page.goto('/migration')
    await page.getByRole('heading', { name: 'No V1 was found' }).waitFor()
    await page.getByText('LEGACY_DATABASE_URL=./legacy.sql npm start').waitFor()
    await expectAccessible(page)
  })
}

async function showPlan({ page, report }: Part, url: string): Promise<void> {
  await report.step('the page says what stands in V1, what the plan makes of it, and the next command', async () => {
    await page.goto(`${url}/migration`)
    const table = page.getByRole('table', { name: 'What stands in V1' })
    await table.waitFor({ timeout: DONE_WITHIN_MS })
    const text = (await table.innerText()).replace(/\s+/g, ' ')
    for (const expected of ['team_profiles table 99', 'matchup_friction table 3,403', 'team_strategies table 351'])
      expect(text.includes(expected), `expected "${expected}" in ${text}`)
    expect((await page.getByText('574.50').count()) === 2, 'expected the sum of all profits to the cent, in V1 and in V3')
    const sha256 = await shownPlan(page)
    expect((await shownCommands(page)).includes(`migrate apply --plan ${sha256}`), 'the command does not name the plan that is shown')
    await fitsA360Screen(page)
    await expectAccessibleInBothThemes(page)
    await picture(page, 'migration-plan')
  })
}

async function surviveChanges(
  { page, report }: Part,
  { url, legacy, migrate }: { url: string; legacy: string; migrate: Migrate },
): Promise<void> {
  await report.step('a plan that V1 no longer fits is refused by the command, and the page has the new one', async () => {
    const before = await shownPlan(page)
    appendFileSync(legacy, '\nalter table quantum.team_profiles add extra text;\n')
    const { code, stderr } = await migrate('apply', '--plan', before, '--yes')
    expect(code === 6, `expected exit code 6, got ${code}: ${stderr}`)
    await page.getByText('PLAN_STALE').waitFor({ timeout: DONE_WITHIN_MS })
    await page.goto(`${url}/migration`)
    expect((await shownPlan(page)) !== before, 'the page still shows the plan that was refused')
  })
}

async function move({ page, report }: Part, { url, migrate }: { url: string; migrate: Migrate }): Promise<void> {
  await report.step('the command rehearses and moves, and the open page follows to the proof', async () => {
    await succeeds(migrate('rehearse'))
    await succeeds(migrate('apply', '--plan', await shownPlan(page), '--yes'))
    const proof = page.getByRole('region', { name: 'Proven: V1 can be rebuilt from V3' })
    await proof.getByText('proof of the move itself').waitFor({ timeout: DONE_WITHIN_MS })
    await page.getByText('migrate verify').waitFor({ timeout: DONE_WITHIN_MS })
  })
  await report.step('a verification is the newest report, and a reload loses nothing of it', async () => {
    await succeeds(migrate('verify'))
    await page.goto(`${url}/migration`)
    await page.getByText('newest verification').waitFor({ timeout: DONE_WITHIN_MS })
    await page.getByText('V1 and V3 are two databases: V3 has V1 as it was').waitFor({ timeout: DONE_WITHIN_MS })
    expect((await page.getByText('failed', { exact: true }).count()) === 0, 'a proof failed')
    await expectAccessibleInBothThemes(page)
    await picture(page, 'migration-verified')
  })
}

async function undo({ page, report, complaints }: Part, { url, migrate }: { url: string; migrate: Migrate }): Promise<void> {
  await report.step('a rollback brings everything back as it was, and the page says so', async () => {
    await succeeds(migrate('rollback', '--yes'))
    await page.goto(`${url}/migration`)
    const undone = page.getByRole('region', { name: 'Undone: as it was before the move' })
    await undone.getByText(/^\d\d+ parts of V1 and V3 compared by digest: all equal$/).waitFor({ timeout: DONE_WITHIN_MS })
    const answer = await fetch(`${url}/api/v1/quantum-v3/teams/${LAZIO.id}`)
    expect(answer.status === 404, `the moved team still answers with ${answer.status}`)
    await expectAccessible(page)
    await picture(page, 'migration-undone')
  })
  await report.step('the browser complained about nothing during the move', async () => {
    expect(complaints.length === 0, [...new Set(complaints)].join('\n'))
  })
}

/** Last, since a killed server is something that the browser complains about. */
async function surviveKill(
  { page, report }: Part,
  { url, dataDir, migrate, killAndStart }: { url: string; dataDir: string; migrate: Migrate; killAndStart: () => Promise<void> },
): Promise<void> {
  await report.step('a server that is killed in the middle of moving leaves a page with the command that goes on', async () => {
    const sha256 = await shownPlan(page)
    let reached = () => {}
    const copying = new Promise<void>((resolve) => {
      reached = resolve
    })
    const cutOff = watchMonPs(dataDir, ['migrate', 'apply', '--plan', sha256, '--yes'], (said) => {
      if (/^copy /m.test(said)) reached()
    })
    await Promise.race([copying, cutOff])
    await killAndStart()
    expect((await cutOff).code !== 0, 'the command did not notice that its server was killed')
    await page.goto(`${url}/migration`)
    await page.getByText('A move was cut off.').waitFor({ timeout: DONE_WITHIN_MS })
    expect((await shownCommands(page)).includes(`migrate apply --plan ${sha256}`), 'the page does not say how to go on')
    await picture(page, 'migration-cut-off')
    await succeeds(migrate('apply', '--plan', sha256, '--yes'))
    await page.getByText('proof of the move itself').waitFor({ timeout: DONE_WITHIN_MS })
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
