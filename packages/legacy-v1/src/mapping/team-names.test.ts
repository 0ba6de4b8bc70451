import { describe, expect, test } from 'vitest'
import { legacyNameKey, splitMatchName } from './team-names.ts'

describe('names of the legacy', () => {
  test('are compared without case, accents and double spaces, and never in part', () => {
    expect(legacyNameKey(' Atlético  Madrid')).toBe(legacyNameKey('atletico madrid'))
    expect(legacyNameKey('Villarreal')).not.toBe(legacyNameKey('Real'))
  })

  test('are split in every way that leaves two halves', () => {
    expect(splitMatchName('Lens vs Troyes')).toEqual([['Lens', 'Troyes']])
    expect(splitMatchName('A vs B vs C')).toEqual([
      ['A', 'B vs C'],
      ['A vs B', 'C'],
    ])
    for (const none of ['', 'Lens', 'Lens vs ', ' vs Troyes', 'Lens - Troyes', 'Lensvs Troyes']) expect(splitMatchName(none)).toEqual([])
  })
})
