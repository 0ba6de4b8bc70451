import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importResults } from '../src/work/import/import-results.ts'
import { realDataFolder } from './env.ts'
import { fileOf, openTestApp } from './test-app.ts'

describe.skipIf(!realDataFolder || !existsSync(realDataFolder))(
  `the 55 real files${realDataFolder ? '' : ' (skipped: no real data)'}`,
  () => {
    it('come in whole: 19,985 matches, 19,981 with a sharp close, nothing dropped', async () => {
      const real = await openTestApp()
      const folder = join(realDataFolder ?? '', 'football-data')
      const names = readdirSync(folder)
        .filter((name) => name.endsWith('.csv'))
        .sort()
      const report = await importResults(
        real.app,
        names.map((name) => fileOf(name, readFileSync(join(folder, name)))),
      )
      expect(report).toMatchObject({ filesRead: 55, rowsRead: 19_985, accepted: 19_985, rejected: 0, added: 19_985 })
      const { data } = await real.caller.league.list()
      expect(data.reduce((sum, league) => sum + league.matchesWithClosingPrice, 0)).toBe(19_981)
      const again = await importResults(
        real.app,
        names.map((name) => fileOf(name, readFileSync(join(folder, name)))),
      )
      expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 19_985, runId: null })
      await real.close()
    })
  },
)
