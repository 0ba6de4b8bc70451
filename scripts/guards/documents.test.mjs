import { expect, test } from 'vitest'
import { checkFlow } from './check-flow.mjs'
import { checkLinks } from './check-links.mjs'
import { dependencyPicture } from './picture.mjs'

const door = (name) => JSON.stringify({ name, exports: { '.': { types: './src/types.ts' }, './*': './src/*.ts' } })

test('the picture has an arrow per import between packages, dotted where only types are taken', () => {
  const picture = dependencyPicture(
    new Map([
      ['apps/api/package.json', door('@mon-ps/api')],
      ['apps/api/src/types.ts', ''],
      ['packages/db/package.json', door('@mon-ps/db')],
      ['packages/db/src/teams.ts', ''],
      ['packages/client/package.json', door('@mon-ps/client')],
      ['packages/client/src/test.ts', ''],
      ['apps/web/src/a.ts', "import type { AppRouter } from '@mon-ps/api'"],
      ['apps/api/src/a.ts', "import { teams } from '@mon-ps/db/teams'"],
      ['apps/api/src/a.test.ts', "import { test } from '@mon-ps/client/test'"],
    ]),
  )
  expect(picture).toContain('apps_web["apps/web"] -.-> apps_api["apps/api"]')
  expect(picture).toContain('apps_api["apps/api"] --> packages_db["packages/db"]')
  expect(picture).not.toContain('client')
})

test('the picture of folders leaves out an arrow that follows from two others, and what every folder may use', () => {
  const picture = dependencyPicture(
    new Map([
      ['packages/core/src/dna/a.ts', "import '../odds/a.ts'\nimport '../football/a.ts'\nimport '../errors.ts'"],
      ['packages/core/src/odds/a.ts', "import '../football/a.ts'"],
      ['packages/core/src/football/a.ts', ''],
      ['packages/core/src/errors.ts', ''],
      ['apps/api/src/work/import/a.ts', "import '../compute/a.ts'\nimport '../../errors.ts'"],
      ['apps/api/src/work/compute/a.ts', ''],
      ['apps/api/src/errors.ts', ''],
      ['packages/db/src/publish/a.ts', "import { b } from '../repositories/b.ts'"],
      ['packages/db/src/repositories/b.ts', ''],
    ]),
  )
  expect(picture).toContain('dna["dna"] --> odds["odds"]')
  expect(picture).not.toContain('dna["dna"] --> football["football"]')
  expect(picture).toContain('work_import["work/import"] --> work_compute["work/compute"]')
  expect(picture).toContain('publish["publish"] --> repositories["repositories"]')
  expect(picture).not.toContain('--> errors')
})

test('a step of the flow that names a function which nothing exports is reported', () => {
  const names = ['readCsv', 'fit', 'build', 'measure', 'predict', 'choose', 'evaluate', 'publish']
  const document = `## The flow\n\`\`\`text\n${names.map((name) => ` step  ${name}  → result`).join('\n')}\n\`\`\`\n`
  const source = names.map((name) => `export function ${name}() {}`).join('\n')
  expect(checkFlow(document, new Map([['packages/core/src/a.ts', source]]))).toEqual([])
  const renamed = new Map([['packages/core/src/a.ts', source.replace('predict', 'forecast')]])
  expect(checkFlow(document, renamed)).toEqual([expect.stringContaining('no file exports predict;')])
  expect(checkFlow(document.replace('evaluate  →', 'evaluate it'), new Map([['packages/core/src/a.ts', source]]))).toEqual([
    expect.stringContaining('7 steps name a function'),
  ])
})

const exists = (path) => ['docs/flow.md', 'docs', 'packages/core'].includes(path)

test('a link or a named path that leads nowhere is reported with its line', () => {
  const documents = new Map([['docs/flow.md', '# Flow\n\n[a](../README.md) and `packages/cores`\n[b](#steps)\n']])
  expect(checkLinks(documents, exists)).toEqual([
    'docs/flow.md:3  the link to ../README.md leads nowhere',
    'docs/flow.md:4  docs/flow.md has no heading #steps',
    'docs/flow.md:3  `packages/cores` does not exist',
  ])
})

test('links to the outside, to headings that exist, patterns and fenced examples are let be', () => {
  const text = '# The flow\n[a](https://example.org/x) [b](#the-flow) `packages/<name>/src` `packages/core`\n```md\n[c](nowhere.md)\n```\n'
  expect(checkLinks(new Map([['docs/flow.md', text]]), exists)).toEqual([])
})
