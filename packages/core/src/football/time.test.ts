import { expect, test } from 'vitest'
import { CoreError } from '../errors.ts'
import { dayFromIso } from '../units.ts'
import { isoFromMinute, londonClock, londonInstant, minuteFromIso } from './time.ts'

const london = (date: string, clock: string) => isoFromMinute(londonInstant(dayFromIso(date), clock))

test('a kick-off in summer is an hour earlier in UTC, one in winter is not', () => {
  expect(london('2022-08-05', '20:00')).toBe('2022-08-05T19:00:00Z')
  expect(london('2022-12-26', '12:30')).toBe('2022-12-26T12:30:00Z')
})

test('the clocks change on the last Sundays of March and October at 01:00 UTC', () => {
  expect(london('2023-03-25', '15:00')).toBe('2023-03-25T15:00:00Z')
  expect(london('2023-03-26', '00:59')).toBe('2023-03-26T00:59:00Z')
  expect(london('2023-03-26', '02:00')).toBe('2023-03-26T01:00:00Z')
  expect(london('2022-10-30', '00:30')).toBe('2022-10-29T23:30:00Z')
  expect(london('2022-10-30', '02:00')).toBe('2022-10-30T02:00:00Z')
  // The 31st itself is the Sunday.
  expect(london('2019-03-31', '14:00')).toBe('2019-03-31T13:00:00Z')
  expect(london('2021-10-31', '14:00')).toBe('2021-10-31T14:00:00Z')
})

test('a summer kick-off just after midnight falls on the day before in UTC', () => {
  expect(london('2022-07-01', '0:15')).toBe('2022-06-30T23:15:00Z')
})

test('the clock is read back from the instant', () => {
  for (const [date, clock] of [
    ['2022-08-05', '20:00'],
    ['2022-12-26', '12:30'],
    ['2023-03-26', '14:00'],
    ['2022-10-30', '14:00'],
  ] as const) {
    expect(londonClock(londonInstant(dayFromIso(date), clock))).toBe(clock)
  }
})

test('an instant and its minute turn into each other', () => {
  expect(minuteFromIso('1970-01-01T01:00:00Z')).toBe(60)
  expect(isoFromMinute(minuteFromIso('2020-02-29T23:59:00Z'))).toBe('2020-02-29T23:59:00Z')
})

test('what is no time of day or no instant is refused with its code', () => {
  for (const bad of [
    () => london('2022-08-05', '24:00'),
    () => london('2022-08-05', '8pm'),
    () => minuteFromIso('2020-02-30T10:00:00Z'),
    () => minuteFromIso('2020-02-28'),
  ]) {
    expect(bad).toThrow(CoreError)
    expect(bad).toThrow(/^got "/)
  }
})
