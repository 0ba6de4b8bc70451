import { renderLegacyMapping } from '../../test-kit/render-legacy-mapping.ts'
import { NEVER_WRITTEN_KEY, QUANTUM_DNA_KEYS, quantumDnaKey } from './profile-rules.ts'
import { MAPPING_RULES } from './rules.ts'
import { TABLE_MAPPINGS } from './table-mappings.ts'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const twice = (names: readonly string[]): readonly string[] => names.filter((name, i) => names.indexOf(name) !== i)

test('43, 32 and 29 V3 columns stand once each; 30, 27 and 20 V1 columns', () => {
  expect(TABLE_MAPPINGS.map(({ columns }) => columns.length)).toEqual([43, 32, 29])
  expect(TABLE_MAPPINGS.map(({ v1Columns }) => v1Columns.length)).toEqual([30, 27, 20])
  for (const { columns, v1Columns } of TABLE_MAPPINGS) {
    expect(twice(columns.map(({ target }) => target))).toEqual([])
    expect(twice(v1Columns.map(({ name }) => name))).toEqual([])
  }
})

test('no V1 column is forgotten: a V3 column rebuilds it, or it is named as kept by the companion, never both', () => {
  for (const { v1, columns, v1Columns, companionOnly } of TABLE_MAPPINGS) {
    const rebuilt = new Set(columns.filter(({ invertible }) => invertible).map(({ sources }) => sources[0]))
    const kept = companionOnly.map(({ column }) => column)
    for (const { name } of v1Columns) expect([v1, name, Number(rebuilt.has(name)) + Number(kept.includes(name))]).toEqual([v1, name, 1])
    expect(kept.filter((name) => !v1Columns.some((column) => column.name === name))).toEqual([])
  }
})

test('what rebuilds a V1 column is read from that one column alone', () => {
  for (const { columns, v1Columns } of TABLE_MAPPINGS) {
    for (const { invertible, sources } of columns) {
      if (invertible) expect(v1Columns.map(({ name }) => name)).toEqual(expect.arrayContaining([...sources]))
      if (invertible) expect(sources).toHaveLength(1)
    }
  }
})

test('every source is a V1 column, a key of one that is JSON, or a column of another table', () => {
  for (const { columns, v1Columns } of TABLE_MAPPINGS) {
    for (const source of columns.flatMap(({ sources }) => sources)) {
      if (/^(team_strategies|tracking_clv_picks):[a-z_]+$/.test(source)) continue
      const [column, key] = source.split('.')
      const type = v1Columns.find(({ name }) => name === column)?.type
      expect([source, type]).toEqual([source, key === undefined ? expect.any(String) : 'jsonb'])
    }
  }
})

test('a column without source is null and says why, unless a rule of its own fills it', () => {
  const without = TABLE_MAPPINGS.flatMap(({ columns }) => columns).filter(({ sources }) => sources.length === 0)
  expect(new Set(without.map(({ rule }) => rule))).toEqual(new Set(['none@1', 'active@1']))
  for (const { rule, note } of without) if (rule === 'none@1') expect(note).not.toBeNull()
})

test('every rule that is used has a meaning, and every rule that has one is used', () => {
  const used = new Set(TABLE_MAPPINGS.flatMap(({ columns }) => columns).map(({ rule }) => rule))
  expect(twice(MAPPING_RULES.map(({ id }) => id))).toEqual([])
  expect(new Set(MAPPING_RULES.map(({ id }) => id))).toEqual(used)
})

test('the 24 keys of quantum_dna each have a place, and the columns read from them are those that the mapping reads', () => {
  expect(QUANTUM_DNA_KEYS).toHaveLength(24)
  expect(twice(QUANTUM_DNA_KEYS.map(({ key }) => key))).toEqual([])
  const read = new Set<string>()
  for (const { target, sources } of TABLE_MAPPINGS.flatMap(({ columns }) => columns)) {
    for (const [, name = ''] of sources.map((source) => /^quantum_dna\.(\w+)/.exec(source) ?? [])) {
      if (name === '') continue
      expect([name, quantumDnaKey(name)?.goesTo]).toEqual([name, expect.arrayContaining([target])])
      read.add(quantumDnaKey(name)?.key ?? '')
    }
  }
  const withPlace = [...QUANTUM_DNA_KEYS, NEVER_WRITTEN_KEY].filter(({ goesTo }) => goesTo.length > 0)
  expect(new Set(withPlace.map(({ key }) => key))).toEqual(read)
  expect(quantumDnaKey('something_new')).toBeNull()
})

const PAGE = fileURLToPath(new URL('../../../../docs/models/legacy-mapping.md', import.meta.url))

test('docs/models/legacy-mapping.md says what the mapping tables say (vitest -u writes it anew)', async () => {
  await expect(renderLegacyMapping()).toMatchFileSnapshot(PAGE)
})
