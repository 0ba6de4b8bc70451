import { expect, test } from 'vitest'
import { whiskerEnds } from './probability-bar.tsx'

const part = (value: number, half: number) => ({
  stat: { value, n: 76, interval: [value - half, value + half] as const, status: 'measured' as const },
})

test('the whiskers of a whole lie within it: the first two from the left, the last one from the right', () => {
  const parts = [part(0.6, 0.05), part(0.25, 0.02), part(0.15, 0.06)]
  const ends = parts.map((_, index) => whiskerEnds(parts, index)?.map((end) => Math.round(end * 100)))
  expect(ends).toEqual([
    [55, 65],
    [83, 87],
    [79, 91],
  ])
})
