import { describe, expect, it } from 'vitest'
import { legacyValues } from './legacy-values.ts'

describe('what the old system wrote as JSON', () => {
  it('is given value by value, with dotted keys and lists as text', () => {
    expect(legacyValues({ mvp: { name: 'Zaccagni', share: 11.7 }, clinical: false, form: [1, 0], gap: null })).toEqual([
      { key: 'mvp.name', value: 'Zaccagni' },
      { key: 'mvp.share', value: 11.7 },
      { key: 'clinical', value: false },
      { key: 'form', value: '[1,0]' },
      { key: 'gap', value: null },
    ])
  })

  it.each([[null], [[]], ['text'], [7], [{}], [{ a: {} }]])('is null for %j: there is no value in it', (json) => {
    expect(legacyValues(json)).toBeNull()
  })

  it('stays small however much was written, and however deep', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, 'x'.repeat(5000)]))
    const deep = Array.from({ length: 100 }).reduce<object>((inside) => ({ a: inside }), { a: 1 })
    expect(legacyValues(many)).toHaveLength(200)
    expect(legacyValues(many)?.every(({ value }) => String(value).length <= 500)).toBe(true)
    expect(legacyValues(deep)).toHaveLength(1)
  })
})
