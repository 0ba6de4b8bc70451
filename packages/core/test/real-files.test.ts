import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFootballData } from '../src/sources/football-data/read-football-data.ts'
import { csvFile } from './csv-file.ts'
import { realFootballData } from './real-files.ts'

const folder = realFootballData()

describe.skipIf(folder === null)(folder === null ? 'skipped: no real data' : 'the 55 real files', () => {
  test('every row and every price is taken', () => {
    const names = readdirSync(folder as string).filter((name) => name.endsWith('.csv'))
    const files = names.map((name) => {
      const result = readFootballData(csvFile(name, readFileSync(join(folder as string, name), 'utf8')))
      if (result.kind === 'refused') throw new Error(`${name}: ${result.refusal.message}`)
      expect(result.season, name).toMatch(new RegExp(`^20${name.slice(-8, -6)}-${name.slice(-6, -4)}$`))
      return result
    })
    const rows = files.flatMap((file) => file.accepted)
    const quotes = rows.flatMap((row) => row.quotes)
    const closedByPinnacle = rows.filter((row) =>
      row.quotes.some((quote) => quote.bookmaker === 'pinnacle' && quote.market === '1x2' && quote.phase === 'close'),
    )
    expect({
      files: files.length,
      rowsRead: files.reduce((sum, file) => sum + file.rowsRead, 0),
      accepted: rows.length,
      rejected: files.reduce((sum, file) => sum + file.rejected, 0),
      teams: new Set(rows.flatMap(({ match }) => [`${match.division} ${match.home}`, `${match.division} ${match.away}`])).size,
      closedByPinnacle: closedByPinnacle.length,
      bookmakers: new Set(quotes.map((quote) => quote.bookmaker)).size,
      quotes: quotes.length,
      prices: quotes.reduce(
        (sum, { price1, priceX, price2 }) => sum + [price1, priceX, price2].filter((price) => price !== null).length,
        0,
      ),
    }).toEqual({
      files: 55,
      rowsRead: 19_985,
      accepted: 19_985,
      rejected: 0,
      teams: 166,
      closedByPinnacle: 19_981,
      bookmakers: 14,
      quotes: 414_760,
      prices: 1_078_090,
    })
    // The one thing wrong in them: nine shots on target of eight.
    expect(files.flatMap((file) => file.issues).map(({ file, line, code }) => [file, line, code])).toEqual([
      ['E0_2122.csv', 10, 'STATISTICS_DISAGREE'],
    ])
  })
})
