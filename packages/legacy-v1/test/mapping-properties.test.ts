import { proposedText, readSeason, roiPerBet } from '../test-kit/rules-by-hand.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  AUDIT_STAKES,
  MARKET_FAMILY_WORDS,
  toMarketFamily,
  OTHER_MARKET_FAMILY,
  OTHER_STRATEGY_TYPE,
  roiPerStake,
  STRATEGY_TYPE_WORDS,
  toStrategyType,
} from '../src/mapping/strategy-rules.ts'
import { formatRounded, toDouble, writeDecimal } from '../src/mapping/values.ts'
import { mojibakeRepair, textFaults } from '../src/mapping/text-faults.ts'
import { TEAM_NAMES, teamByUnderstatName } from '../src/mapping/club-names.ts'

const KNOWN_WORDS = [...new Set([...STRATEGY_TYPE_WORDS, ...MARKET_FAMILY_WORDS].map(({ word }) => word))]
const letters = fc.stringMatching(/^[A-Za-z0-9]{1,4}$/)
const separators = fc.stringMatching(/^[_ .|/-]{1,3}$/)

test('a known word inside a longer one classifies nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KNOWN_WORDS), letters, letters, separators, (word, before, after, between) => {
      const longer = `${before}${word}${after}`
      fc.pre(!KNOWN_WORDS.includes(longer.toLowerCase()))
      const name = `${longer}${between}${longer}`
      expect([toStrategyType(name), toMarketFamily(name)]).toEqual([OTHER_STRATEGY_TYPE, OTHER_MARKET_FAMILY])
    }),
  )
})

test('a name is classified by which words it has, not by their case, their order or what stands between them', () => {
  const spelled = fc.constantFrom(...KNOWN_WORDS, 'mc', 'pure').chain((word) => fc.constantFrom(word, word.toUpperCase()))
  fc.assert(
    fc.property(fc.array(spelled, { minLength: 1, maxLength: 4 }), separators, (words, between) => {
      const name = words.join(between)
      const turned = [...words].reverse().join('_').toLowerCase()
      expect([toStrategyType(name), toMarketFamily(name)]).toEqual([toStrategyType(turned), toMarketFamily(turned)])
    }),
  )
})

test('a decimal of up to 15 digits is rebuilt from its double to the last zero', () => {
  const digits = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n })
  fc.assert(
    fc.property(digits, fc.integer({ min: 0, max: 15 }), (value, scale) => {
      const text = writeDecimal({ digits: value, scale })
      expect(formatRounded(toDouble(text).value, scale)).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test('every ROI per bet that numeric(8,2) can hold comes back from the ROI per stake, at both stakes', () => {
  const strategies = fc.constantFrom(...AUDIT_STAKES.map(({ strategy }) => strategy))
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), strategies, (hundredths, name) => {
      const roi = writeDecimal({ digits: BigInt(hundredths), scale: 2 })
      expect(roiPerBet(roiPerStake(roi, name, { family: 'X' }).value, name, { family: 'X' })).toBe(roi)
    }),
    { numRuns: 1000 },
  )
})

test('a season is read from each of its spellings, and two years that do not follow are none', () => {
  const two = (year: number): string => String(year % 100).padStart(2, '0')
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2098 }), fc.integer({ min: 1900, max: 2099 }), (first, other) => {
      const season = `${first}-${two(first + 1)}`
      const said = (text: string | number) => readSeason({ current_season: { season: text } }).value
      expect([season, `${first}/${two(first + 1)}`, `${first}/${first + 1}`, `${first}`, first].map(said)).toEqual(Array(5).fill(season))
      if (other !== first + 1) expect(said(`${first}/${other}`)).toBeNull()
    }),
  )
})

/** The characters of Windows-1252 at 0x80 to 0x9F; the five bytes that it lacks pass through, as in the faulty programs. */
const HIGH = [
  0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
]
/** UTF-8 read as Windows-1252. Node's own decoder of that name reads Latin-1. */
const garbled = (text: string): string =>
  String.fromCodePoint(...[...new TextEncoder().encode(text)].map((byte) => HIGH[byte - 0x80] ?? byte))

const NAMES = [
  'Atlético Madrid',
  'Köln',
  'Beşiktaş',
  'Málaga',
  'São Paulo',
  'Cádiz',
  'Fenerbahçe',
  'Saint-Étienne',
  'Nîmes',
  'Žilina',
  'Ñublense',
]

test('a name that was garbled once or twice is repaired exactly; clean names are let be', () => {
  expect(garbled('Beşiktaş')).toBe('BeÅŸiktaÅŸ')
  for (const name of NAMES) {
    expect([name, mojibakeRepair(name)]).toEqual([name, null])
    expect(mojibakeRepair(garbled(name))).toBe(name)
    expect(mojibakeRepair(garbled(garbled(name)))).toBe(name)
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), (text) => {
      fc.pre(garbled(text) !== text && mojibakeRepair(text) === null)
      expect(mojibakeRepair(garbled(text))).toBe(text)
    }),
    { numRuns: 1000 },
  )
})

test('what is not UTF-8, strictly, is no mojibake: overlong forms, surrogates and cut sequences', () => {
  for (const text of ['À€', 'à€€', 'ð€€€', 'í\u00a0\u0080', 'Ã', 'Ã©Ã', 'ô\u0090\u0080\u0080', 'ł', 'Å‚ł'])
    expect([text, mojibakeRepair(text)]).toEqual([text, null])
})

test('each fault of a text is named with its repair, and a proposed text has none left', () => {
  expect(textFaults('Ko\u0308ln').map(({ kind }) => kind)).toEqual(['not-composed'])
  expect(textFaults(' Real\u200b\u00a0Madrid\u0007 ').map(({ kind }) => kind)).toEqual([
    'zero-width',
    'no-break-space',
    'control-character',
    'outer-space',
  ])
  expect(proposedText(' Real\u200b\u00a0Madrid\u0007 ')).toBe('Real Madrid')
  expect(textFaults('two\nlines\tand 1. FC Köln')).toEqual([])
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const proposed = proposedText(text)
      expect(proposed === null).toBe(textFaults(text).length === 0)
      if (proposed !== null) expect(textFaults(proposed)).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('club names are found whole, never in part, and no two clubs share one in either source', () => {
  for (const names of TEAM_NAMES) {
    expect(teamByUnderstatName(names.understat)).toBe(names)
    expect(names.evidence).toContain(names.country)
  }
  for (const part of ['Real', 'Manchester', 'manchester city', 'Inter Milan', 'Villarreal ', '']) {
    expect(teamByUnderstatName(part)).toBeNull()
  }
  expect(new Set(TEAM_NAMES.map(({ footballData }) => footballData)).size).toBe(TEAM_NAMES.length)
})
