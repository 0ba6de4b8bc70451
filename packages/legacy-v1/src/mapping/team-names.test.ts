import { expect, test } from 'vitest'
import { splitMatchName } from './club-names.ts'

test('names of matches are split in every way that leaves two halves', () => {
  expect(splitMatchName('Lens vs Troyes')).toEqual([['Lens', 'Troyes']])
  expect(splitMatchName('A vs B vs C')).toEqual([
    ['A', 'B vs C'],
    ['A vs B', 'C'],
  ])
  for (const none of ['', 'Lens', 'Lens vs ', ' vs Troyes', 'Lens - Troyes', 'Lensvs Troyes']) expect(splitMatchName(none)).toEqual([])
})
