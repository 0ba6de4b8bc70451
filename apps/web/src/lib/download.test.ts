import { describe, expect, test } from 'vitest'
import { toCsv } from './download.ts'

const field = (cell: string | number | null) => toCsv(['h'], [[cell]]).slice('h\r\n'.length, -'\r\n'.length)

describe('a CSV field', () => {
  test.each([
    ['Ashford', 'Ashford'],
    ['Ashford, Rovers', '"Ashford, Rovers"'],
    ['The "Reds"', '"The ""Reds"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['', ''],
    [null, ''],
    [0, '0'],
    [-2.5, '-2.5'],
    [0.1 + 0.2, '0.30000000000000004'],
    [Number.NaN, ''],
    [Number.POSITIVE_INFINITY, ''],
  ])('of %j is %j', (cell, text) => {
    expect(field(cell)).toBe(text)
  })

  test.each(['=1+1', '+44', '-1', '@sum', '\tx'])('that a spreadsheet would run as a formula is led by an apostrophe: %j', (cell) => {
    expect(field(cell)).toBe(`'${cell}`)
  })

  test('may need both an apostrophe and quotes', () => {
    expect(field('=HYPERLINK("x","y")')).toBe(`"'=HYPERLINK(""x"",""y"")"`)
    expect(field('\rx')).toBe(`"'\rx"`)
  })
})

test('a CSV has its header first, a comma between fields and CRLF after each line', () => {
  expect(
    toCsv(
      ['team', 'bets'],
      [
        ['Ashford', 3],
        ['Brindle', null],
      ],
    ),
  ).toBe('team,bets\r\nAshford,3\r\nBrindle,\r\n')
})
