import { expect, test } from 'vitest'
import { checkArrows } from './check-arrows.mjs'

const tree = (files) => new Map(Object.entries(files))

/** A rule, a file with an arrow that runs back, what it reaches, and a file from which the same arrow is allowed. */
const RUNNING_BACK = [
  ['work-imports-no-noun', 'apps/api/src/work/import/a.ts', 'apps/api/src/answers/team/list-teams.ts', 'apps/api/src/answers/team/a.ts'],
  ['work-imports-no-noun', 'apps/api/src/jobs/a.ts', 'apps/api/src/answers/shapes/stat.ts', 'apps/api/src/answers/team/a.ts'],
  ['nouns-apart', 'apps/api/src/answers/team/a.ts', 'apps/api/src/answers/league/read-league.ts', 'apps/api/src/router.ts'],
  ['nouns-apart', 'apps/api/src/answers/shapes/a.ts', 'apps/api/src/answers/league/read-league.ts', 'apps/api/src/answers/league/a.ts'],
  ['few-nouns-start-work', 'apps/api/src/answers/team/a.ts', 'apps/api/src/work/import/import.ts', 'apps/api/src/answers/imports/a.ts'],
  ['router-is-a-door', 'apps/api/src/answers/team/a.ts', 'apps/api/src/answers/team/router.ts', 'apps/api/src/router.ts'],
  ['nobody-takes-the-whole', 'apps/api/src/work/import/a.ts', 'apps/api/src/open-app.ts', 'apps/api/src/server.ts'],
  ['v1-is-a-guest', 'apps/api/src/answers/team/a.ts', 'packages/legacy-v1/src/plan.ts', 'apps/api/src/work/move/a.ts'],
  ['v1-is-a-guest', 'apps/api/src/work/calculate/a.ts', 'packages/legacy-v1/src/plan.ts', 'apps/api/src/answers/migration/a.ts'],
  ['words-where-they-are-spoken', 'apps/api/src/work/import/a.ts', 'packages/messages/src/en.ts', 'apps/api/src/http/a.ts'],
  ['web-features', 'apps/web/src/features/team/a.tsx', 'apps/web/src/features/matchup/verdict.tsx', 'apps/web/src/features/matchup/a.tsx'],
]

const PACKAGES = Object.fromEntries(
  ['legacy-v1', 'messages', 'core'].map((name) => [
    `packages/${name}/package.json`,
    JSON.stringify({ name: `@mon-ps/${name}`, exports: { './*': './src/*.ts' } }),
  ]),
)

/** How the first file writes its import of the second. */
function importOf(from, to) {
  const [, name, rest] = /^packages\/([^/]+)\/src\/(.*)\.ts$/.exec(to) ?? []
  return name ? `@mon-ps/${name}/${rest}` : `${'../'.repeat(from.split('/').length - 1)}${to}`
}

test.each(RUNNING_BACK)('%s: an arrow back from %s is named, lazy or of a type alone', (rule, from, to, allowed) => {
  const said = (path, write) => checkArrows(tree({ ...PACKAGES, [path]: write(importOf(path, to)), [to]: 'export const a = 1' }))
  const ways = [
    (path) => `import { a } from '${path}'`,
    (path) => `import type { A } from '${path}'`,
    (path) => `const a = import('${path}')`,
  ]
  for (const write of ways) {
    expect(said(from, write).join('\n')).toContain(`${from}:1  ${rule}: must not import ${to}`)
    expect(said(allowed, write)).toEqual([])
  }
})

test('a door that reaches too many files by value, or one of a guest, is named', () => {
  const files = tree({
    'apps/cli/src/a.ts': "import { b } from './b.ts'\nimport type { C } from './c.ts'",
    'apps/cli/src/b.ts': "import { d } from './d.ts'",
    'apps/cli/src/c.ts': 'export interface C {}',
    'apps/cli/src/d.ts': 'export const d = 1',
  })
  const said = (atMost, without) => checkArrows(files, [{ door: 'apps/cli/src/a.ts', atMost, without }])
  expect(said(3, /c\.ts$/)).toEqual([])
  expect(said(2, /c\.ts$/).join()).toContain('apps/cli/src/a.ts  reaches 3 files, expected at most 2')
  expect(checkArrows(files, [{ door: 'apps/cli/src/e.ts', atMost: 1, without: /d\.ts$/ }]).join()).toContain('e.ts  is gone')
  expect(said(3, /d\.ts$/).join()).toContain('reaches apps/cli/src/d.ts')
})

test('a circle of files is named with every step, also where one of its imports is lazy', () => {
  const said = checkArrows(
    tree({
      'apps/cli/src/a/a.ts': "import { b } from './b.ts'",
      'apps/cli/src/a/b.ts': "\nexport const b = () => import('./c.ts')",
      'apps/cli/src/a/c.ts': "import type { A } from './a.ts'",
      'apps/cli/src/a/d.ts': "import { A } from './a.ts'",
    }),
  )
  expect(said).toHaveLength(1)
  expect(said[0]).toContain('circle of files: apps/cli/src/a/a.ts → apps/cli/src/a/b.ts (line 1) → apps/cli/src/a/c.ts (line 2)')
})

test('a circle of folders is named though no two files import each other', () => {
  const circle = {
    'apps/api/src/work/import/a.ts': "import { b } from '../compute/b.ts'",
    'apps/api/src/work/compute/b.ts': 'export const b = 1',
    'apps/api/src/work/compute/c.ts': "import { d } from '../import/d.ts'",
    'apps/api/src/work/import/d.ts': 'export const d = 1',
  }
  expect(checkArrows(tree(circle)).join()).toContain('circle of folders: apps/api/src/work/import → apps/api/src/work/compute')
})

test('a circle of packages is named', () => {
  const said = checkArrows(
    tree({
      ...PACKAGES,
      'packages/core/src/a/a.ts': "import { b } from '@mon-ps/messages/b'",
      'packages/messages/src/b.ts': 'export const b = 1',
      'packages/messages/src/c.ts': "import type { D } from '@mon-ps/core/d'",
      'packages/core/src/d.ts': 'export type D = 1',
    }),
  )
  expect(said.join()).toContain('circle of packages: packages/core → packages/messages')
})

test('a test may reach anywhere', () => {
  const to = 'apps/api/src/answers/team/read-team.ts'
  const files = { 'apps/api/src/work/a.test.ts': "import { a } from '../answers/team/read-team.ts'", [to]: 'export const a = 1' }
  expect(checkArrows(tree(files))).toEqual([])
})
