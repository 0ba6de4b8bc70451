import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { CHROMIUM_PATH } from './env.ts'

const KNOWN_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Asked for on purpose: their refusals are what the journey wants to see, and the browser notes each as an error. */
export const MISSING_PAGE = '/no-such-page'
export const REFUSED_FILE = 'notes.csv'
/** Where there is no V1, asking for one is refused, and the page says how to name one. */
const ASKED_FOR_V1 = 'migration.plan'
const STEP_LIMIT_MS = 20_000

/** The browser's program, or null where there is none. */
export function findChromium(): string | null {
  return [CHROMIUM_PATH, ...KNOWN_PLACES].find((path): path is string => path !== null && existsSync(path)) ?? null
}

export interface Session {
  browser: Browser
  context: BrowserContext
  page: Page
  /** Errors that the page's console, its scripts or its content policy reported so far. */
  complaints: string[]
}

/** Opens a browser window that notes everything the page complains about. */
export async function openBrowser(executablePath: string, baseURL: string): Promise<Session> {
  // Chromium's own sandbox does not start for root, which CI runs as.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(STEP_LIMIT_MS)
  const complaints: string[] = []
  page.on('console', (message) => {
    const { url } = message.location()
    if (message.type() === 'error' && !url.endsWith(MISSING_PAGE) && !url.endsWith(REFUSED_FILE) && !url.includes(ASKED_FOR_V1))
      complaints.push(`console: ${message.text()} (${url})`)
  })
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.violatedDirective} refused ${event.blockedURI || 'inline'} in ${event.sourceFile}`)
    })
  })
  return { browser, context, page, complaints }
}
