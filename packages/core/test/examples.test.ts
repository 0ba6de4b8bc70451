import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../src/', import.meta.url))
const EXAMPLE = /@example +(?<expression>\S.*?) \/\/ (?<value>.+?)(?: \*\/)?$/gm

/** One-line examples of a file's docstrings: what is called, and what it is said to give. */
function findExamples(text: string): { expression: string; value: string }[] {
  return [...text.matchAll(EXAMPLE)].map(({ groups }) => ({ expression: groups?.['expression'] ?? '', value: groups?.['value'] ?? '' }))
}

/** Numbers are written to the digits that matter; all else is exact. */
function expectSame(found: unknown, stated: unknown): void {
  if (typeof found === 'number' && typeof stated === 'number') expect(found).toBeCloseTo(stated, 12)
  else if (Array.isArray(found) && Array.isArray(stated)) {
    expect(found).toHaveLength(stated.length)
    for (const [i, entry] of found.entries()) expectSame(entry, stated[i])
  } else expect(found).toEqual(stated)
}

const evaluate = (expression: string, scope: Record<string, unknown>): unknown =>
  new Function(...Object.keys(scope), `return (${expression})`)(...Object.values(scope))

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
)
const examples = files
  .sort()
  .flatMap((file) =>
    findExamples(readFileSync(join(source, file), 'utf8')).map((example) => ({ file: file.replaceAll('\\', '/'), ...example })),
  )

test('there are examples to run', () => {
  expect(examples.length).toBeGreaterThan(30)
})

const modules = new Map(
  await Promise.all(
    files.map(async (file) => [file, (await import(/* @vite-ignore */ `../src/${file}`)) as Record<string, unknown>] as const),
  ),
)
const everything = Object.assign({}, ...modules.values()) as Record<string, unknown>

test.each(examples)('$file: $expression', ({ file, expression, value }) => {
  const scope = { ...everything, ...modules.get(file) }
  expectSame(evaluate(expression, scope), evaluate(value, scope))
})
