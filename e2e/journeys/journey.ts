import type { Page } from 'playwright-core'
import type { Report } from '../report.ts'

/** What each part of the journey works with. */
export interface Journey {
  page: Page
  complaints: string[]
  report: Report
  dataDir: string
  url: string
}
