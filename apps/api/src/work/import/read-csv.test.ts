import { describe, expect, it } from 'vitest'
import { decodeText, MAX_FILE_BYTES, readBytes, readCsv } from './read-csv.ts'

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)

describe('readBytes', () => {
  it('refuses what is plainly no text, naming the file', async () => {
    const read = (content: Uint8Array) => readBytes({ name: 'x.csv', bytes: [content] })
    await expect(read(bytes(''))).rejects.toMatchObject({
      code: 'IMPORT_REJECTED',
      message: expect.stringContaining('x.csv: got an empty file'),
    })
    await expect(read(bytes('PK\u0003\u0004\u0000\u0000'))).rejects.toMatchObject({
      code: 'IMPORT_REJECTED',
      message: expect.stringContaining('binary'),
    })
    await expect(read(Buffer.from('\ufeffDiv,Date', 'utf16le'))).rejects.toMatchObject({ message: expect.stringContaining('UTF-16') })
  })

  it('stops reading at 20 MB, without waiting for the end', async () => {
    let handedOver = 0
    const endless = function* () {
      for (;;) {
        handedOver += 1024 * 1024
        yield new Uint8Array(1024 * 1024).fill(65)
      }
    }
    await expect(readBytes({ name: 'x.csv', bytes: endless() })).rejects.toMatchObject({ code: 'BODY_TOO_LARGE' })
    expect(handedOver).toBeLessThanOrEqual(MAX_FILE_BYTES + 1024 * 1024)
  })
})

describe('decodeText', () => {
  it('reads UTF-8 with a byte-order mark and Latin-1', () => {
    expect(decodeText(bytes('\ufeffDiv,Málaga'))).toBe('Div,Málaga')
    expect(decodeText(bytes('Málaga', 'latin1'))).toBe('Málaga')
  })
})

describe('readCsv', () => {
  it('keeps every row with its line and its text, ragged, blank or quoted', async () => {
    const { csv, rawByLine } = await readCsv('x.csv', 'a,b\r\n1,"x\ny"\n\n3\r5,6,7')
    expect(csv.header).toEqual(['a', 'b'])
    expect(csv.rows).toEqual([
      { line: 2, cells: ['1', 'x\ny'] },
      { line: 4, cells: [''] },
      { line: 5, cells: ['3'] },
      { line: 6, cells: ['5', '6', '7'] },
    ])
    expect(rawByLine.get(2)).toBe('1,"x\ny"')
    expect(csv.endsWithLineBreak).toBe(false)
  })

  it.each([
    ['an unclosed quote', 'a,b\n1,"x\n2,3\n', 'a quoted value is not closed'],
    ['an endless row', `a,b\n1,"${'y\n'.repeat(40_000)}`, 'a row is longer than'],
    ['a stray quote', 'a,b\n1,x"y\n', 'a quote stands inside a value'],
  ])('refuses %s in one sentence', async (_, text, reason) => {
    await expect(readCsv('bad.csv', text)).rejects.toMatchObject({
      code: 'IMPORT_REJECTED',
      message: expect.stringMatching(new RegExp(`^bad\\.csv: .*${reason}.*Nothing of it was written\\.$`)),
    })
  })

  it('lets others run while it reads a long file', async () => {
    const text = `a,b,c\n${'1,2,3\n'.repeat(200_000)}`
    let turns = 0
    let reading = true
    const others = (async () => {
      for (; reading; turns++) await new Promise((resolve) => setImmediate(resolve))
    })()
    const { csv } = await readCsv('long.csv', text)
    reading = false
    await others
    expect(csv.rows).toHaveLength(200_000)
    // The text is nineteen pieces long, and whoever waits gets a turn after each.
    expect(turns).toBeGreaterThanOrEqual(18)
  })
})
