import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../env.mjs'
import { listFiles } from '../list-files.mjs'

const PAGE = 'docs/how-to/migrate-from-v1.md'
const HEADING = '## What the first move got wrong, and what catches it now'

/** Test files by the name that a document uses: `copy` for `copy.deep.test.ts`. */
function testsByName() {
  const named = new Map()
  for (const path of listFiles(ROOT, ['apps', 'packages']).filter((file) => /\.test\.tsx?$/.test(file))) {
    const name = path
      .split('/')
      .at(-1)
      .replace(/(\.deep)?\.test\.tsx?$/, '')
    named.set(name, `${named.get(name) ?? ''}\n${readFileSync(join(ROOT, path), 'utf8')}`)
  }
  return named
}

test('every fault of the first move names a test, and every test that is named stands in the file that is named', () => {
  const page = readFileSync(join(ROOT, PAGE), 'utf8')
  const rows = page
    .slice(page.indexOf(HEADING))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| fault'))
  const tests = testsByName()
  const missing = []
  for (const row of rows) {
    const named = [...row.matchAll(/`([\w-]+)`[^`"]*?: ("[^"]+"(?:, "[^"]+")*)/g)]
    if (named.length === 0) missing.push(`${row}: no test`)
    for (const [, file, titles] of named)
      for (const [, title] of titles.matchAll(/"([^"]+)"/g)) if (!tests.get(file)?.includes(title)) missing.push(`${file}: ${title}`)
  }
  expect(rows.length).toBeGreaterThan(25)
  expect(missing).toEqual([])
})
