import { expect, test } from 'vitest'
import { parsePaletteQuery } from './palette-dialog.tsx'

test.each([
  ['ars v che', { kind: 'pair', home: 'ars', away: 'che' }],
  ['Man City vs Aston Villa', { kind: 'pair', home: 'Man City', away: 'Aston Villa' }],
  ['  Lens – Lille ', { kind: 'pair', home: 'Lens', away: 'Lille' }],
  ['villa', { kind: 'name', name: 'villa' }],
  ['ars v ', { kind: 'name', name: 'ars v' }],
] as const)('reads the query "%s"', (text, query) => {
  expect(parsePaletteQuery(text)).toEqual(query)
})
