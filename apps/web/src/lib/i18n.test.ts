import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslator } from 'use-intl'
import { describe, expect, test } from 'vitest'
import { en } from '@mon-ps/messages/en'

const SRC = join(import.meta.dirname, '..')
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/test/.test(file))
const code = files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')] as const)

/** Looked up by a value of the wire as it stands. */
const NAMED_BY_THE_API = new Set(['migrated', 'enriched', 'legacy_sql', 'manual'].map((origin) => `origin.${origin}`))

function* leaves(node: object, path: string[] = []): Generator<[string, string]> {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') yield [[...path, key].join('.'), value]
    else yield* leaves(value, [...path, key])
  }
}

describe('the catalogue', () => {
  test('holds only messages that ICU can read', () => {
    const failed: string[] = []
    const translate = createTranslator({ locale: 'en', messages: en, onError: (error) => failed.push(error.message) })
    for (const [key, text] of leaves(en)) {
      const names = [...text.matchAll(/\{\s*([a-zA-Z0-9]+)/g)].map((match) => [match[1] ?? '', 1])
      translate(key as never, Object.fromEntries(names) as never)
    }
    expect(failed).toEqual([])
  })

  test('holds no message that no screen asks for', () => {
    const whole = code.map(([, text]) => text).join('\n')
    const unused = [...leaves(en)]
      .filter(([key]) => !NAMED_BY_THE_API.has(key))
      .map(([key]) => key.split('.').at(-1) ?? '')
      .filter((key) => {
        const stem = key.includes('_') ? `${key.slice(0, key.indexOf('_'))}_\${` : null
        return !whole.includes(`'${key}'`) && !(stem && whole.includes(stem)) && !new RegExp(`\\b${key}\\b`).test(whole)
      })
    expect(unused).toEqual([])
  })

  test('is the only place of English text: no sentence stands in a component', () => {
    const found = code.flatMap(([file, text]) =>
      [...text.matchAll(/>\s*([A-Z][a-z]+ [a-z]+[^<>{}]*)</g)].map((match) => `${file}: ${match[1]}`),
    )
    expect(found).toEqual([])
  })
})
