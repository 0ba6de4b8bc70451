import { expect, test } from 'vitest'
import { formatDay, formatMoment } from './dates.ts'

test('a day is written so that no reader takes the month for the day', () => {
  expect(formatDay('en', '2024-11-09')).toBe('9 Nov 2024')
  expect(formatDay('en', '2026-01-02T23:59:00.000Z')).toBe('2 Jan 2026')
  expect(formatDay('fr', '2024-11-09')).toBe('9 nov. 2024')
})

test('a moment is in UTC and says so, whatever the reader’s clock', () => {
  expect(formatMoment('en', '2024-11-09T14:03:59.000Z')).toBe('9 Nov 2024, 14:03 UTC')
  expect(formatMoment('en', '2024-11-09T00:30:00+02:00')).toBe('8 Nov 2024, 22:30 UTC')
})
