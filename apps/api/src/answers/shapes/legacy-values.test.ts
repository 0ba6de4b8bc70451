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

  it('unfolds objects five levels deep, and gives what lies deeper as text', () => {
    expect(legacyValues({ a: { b: { c: { d: { e: 1 } } } } })).toEqual([{ key: 'a.b.c.d.e', value: 1 }])
    expect(legacyValues({ a: { b: { c: { d: { e: { f: 1 } } } } } })).toEqual([{ key: 'a.b.c.d.e', value: '{"f":1}' }])
  })

  it('keeps 200 values, and 500 characters of a text, a list and a name', () => {
    const count = (values: number) => Object.fromEntries(Array.from({ length: values }, (_, at) => [`k${at}`, at]))
    expect(legacyValues(count(200))).toHaveLength(200)
    expect(legacyValues(count(201))?.at(-1)).toEqual({ key: 'k199', value: 199 })
    expect(legacyValues({ text: 'x'.repeat(500) })).toEqual([{ key: 'text', value: 'x'.repeat(500) }])
    expect(legacyValues({ text: `${'x'.repeat(500)}y` })).toEqual([{ key: 'text', value: 'x'.repeat(500) }])
    expect(legacyValues({ list: Array(300).fill(1) })).toEqual([{ key: 'list', value: `[${'1,'.repeat(249)}1` }])
    expect(legacyValues({ [`${'k'.repeat(500)}y`]: 1 })).toEqual([{ key: 'k'.repeat(500), value: 1 }])
  })
})
