import { expect, test } from 'vitest'
import { competitionForDivision } from './football-data/catalogue.ts'
import { normaliseTeamName } from './csv.ts'

test('spellings with and without accents, composed or not, meet in one form', () => {
  expect(normaliseTeamName(' Beşiktaş ')).toBe('besiktas')
  expect(normaliseTeamName('İstanbul')).toBe('istanbul')
  expect(normaliseTeamName('Ko\u0308ln')).toBe(normaliseTeamName('K\u00f6ln'))
  expect(normaliseTeamName('Atlético  Madrid')).toBe('atletico madrid')
})

test('an unknown division is named by its code, without a country', () => {
  expect(competitionForDivision('E0')).toEqual({ code: 'E0', name: 'Premier League', country: 'England' })
  expect(competitionForDivision('ZZ9')).toEqual({ code: 'ZZ9', name: 'ZZ9', country: null })
  expect(competitionForDivision('constructor')).toEqual({ code: 'constructor', name: 'constructor', country: null })
})
