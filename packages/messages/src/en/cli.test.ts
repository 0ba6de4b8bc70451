import { expect, test } from 'vitest'
import { cli } from './cli.ts'

type Words = string | readonly string[] | ((facts: never) => string) | { readonly [key: string]: Words }

/** Facts that answer to every name with the name itself, in brackets. */
const named = new Proxy({}, { get: (_, name) => `<${String(name)}>` })

function* listTexts(words: Words, path: string): Generator<readonly [path: string, text: string, hasFacts: boolean]> {
  if (typeof words === 'string') yield [path, words, false]
  else if (typeof words === 'function') yield [path, words(named as never), true]
  else for (const [key, part] of Object.entries(words)) yield* listTexts(part, `${path}.${key}`)
}

test('every sentence of the command line that takes facts tells them', () => {
  const texts = [...listTexts(cli, 'cli')]
  expect(texts.length).toBeGreaterThan(450)
  for (const [path, text, hasFacts] of texts) if (hasFacts) expect(text, path).toMatch(/<\w+>/)
  expect(cli.lists.badLimit({ limit: 0, most: 200 })).toBe('Got --limit 0, expected a whole number from 1 to 200.')
  expect(cli.failure.noFile({ path: 'a.csv' })).toBe('There is no file at a.csv.')
})
