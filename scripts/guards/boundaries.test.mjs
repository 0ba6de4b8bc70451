import { describe, expect, test } from 'vitest'
import { checkArrows } from './check-arrows.mjs'
import { checkBoundaries } from './check-boundaries.mjs'
import { checkReferences } from './check-references.mjs'

/** What the check says about one planted file, beside others it may need. */
function said(path, source, others = {}) {
  const files = new Map([...Object.entries(others), [path, source]])
  return [...checkBoundaries(files), ...checkArrows(files)].join('\n')
}

/** Each planted violation, the rule that has to name it, and a neighbour that is allowed. */
const PLANTED = [
  [
    'core-imports-nothing',
    'packages/core/src/odds/a.ts',
    "import { createHash } from 'node:crypto'",
    "import { probability } from '../units.ts'",
  ],
  ['core-imports-nothing', 'packages/core/src/odds/a.ts', "import type { Row } from 'drizzle-orm'", "export const drizzle = 'drizzle-orm'"],
  [
    'core-order',
    'packages/core/src/football/a.ts',
    "import { fit } from '../goals-model/fit.ts'",
    "import { CoreError } from '../errors.ts'",
  ],
  [
    'core-order',
    'packages/core/src/dna/a.ts',
    "import type { Friction } from '../friction/friction.ts'",
    "import type { Day } from '../football/time.ts'",
  ],
  [
    'core-order',
    'packages/core/src/odds/a.ts',
    "import { readCount } from '../sources/read-cells.ts'",
    "import { sum } from '../numeric/sum.ts'",
  ],
  ['core-order', 'packages/core/src/weather/a.ts', "import type { Match } from '../football/match.ts'", 'export const rain = 1'],
  [
    'db-calculates-nothing',
    'packages/db/src/a.ts',
    "import { fitGoalsModel } from '@mon-ps/core/football/match'",
    "import { DNA_VECTORS, probability, type Match } from '@mon-ps/core/football/match'",
  ],
  ['db-without-http', 'packages/db/src/a.ts', "import { TRPCError } from '@trpc/server'", "import { sql } from 'drizzle-orm'"],
  ['contract-imports-zod-only', 'packages/contract/src/a.ts', "import type { Day } from 'date-fns'", "import { z } from 'zod'"],
  [
    'packages',
    'packages/contract/src/a.ts',
    "import type { Match } from '@mon-ps/core/football/match'",
    "import { stat } from './stat.ts'",
  ],
  [
    'types-only',
    'packages/messages/src/a.ts',
    "import { team } from '@mon-ps/contract/team'",
    "import type { Team } from '@mon-ps/contract/team'",
  ],
  ['packages', 'packages/db/src/a.ts', "import { plan } from '@mon-ps/legacy-v1/plan'", "import { sql } from 'drizzle-orm'"],
  [
    'services-without-trpc',
    'apps/api/src/answers/team/list-teams.ts',
    "import { TRPCError } from '@trpc/server'",
    "import { z } from 'zod'",
  ],
  ['routers-without-sql', 'apps/api/src/answers/team/router.ts', "import { eq } from 'drizzle-orm'", "import { z } from 'zod'"],
  ['no-export-star', 'packages/core/src/dna/a.ts', "export * from './b.ts'", "export { b } from './b.ts'"],
  ['literal-imports', 'apps/api/src/a.ts', 'export const a = (name) => import(`./${name}.ts`)', "export const a = () => import('./b.ts')"],
  ['literal-imports', 'apps/web/src/a.tsx', 'export const a = (path) => import(path)', 'export const important = (path) => path'],
  [
    'services-without-trpc',
    'apps/api/src/work/import/a.ts',
    "import type { TRPCError } from '@trpc/server'",
    "import { fitGoalsModel } from '@mon-ps/core/football/match'",
  ],
  ['types-only', 'apps/web/src/a.ts', "import { appRouter } from '@mon-ps/api'", "import type { AppRouter } from '@mon-ps/api'"],
  [
    'types-only',
    'apps/cli/src/a.ts',
    "import { type AppRouter, appRouter } from '@mon-ps/api'",
    "import { openInProcess } from '@mon-ps/api/in-process'",
  ],
  ['types-only', 'packages/client/src/a.ts', "import * as api from '@mon-ps/api'", "export type { AppRouter } from '@mon-ps/api'"],
  [
    'packages',
    'apps/web/src/a.ts',
    "import { openInProcess } from '@mon-ps/api/in-process'",
    "import { createClient } from '@mon-ps/client'",
  ],
  ['packages', 'apps/web/src/a.ts', "const core = await import('@mon-ps/core')", "const view = await import('./view.tsx')"],
  [
    'packages',
    'packages/db/src/a.ts',
    "import type { AppRouter } from '@mon-ps/api'",
    "import type { Match } from '@mon-ps/core/football/match'",
  ],
  [
    'packages',
    'apps/api/src/a.ts',
    "import { testDatabase } from '@mon-ps/db/test-kit/open-test-database'",
    "import { openDatabase } from '@mon-ps/db/client'",
  ],
  [
    'own-package',
    'apps/api/src/a.ts',
    "import { teams } from '../../../packages/db/src/schema/teams.ts'",
    "import { env } from './env.ts'",
  ],
  ['no-clock-in-core', 'packages/core/src/dna/a.ts', 'export const today = new Date()', 'export const day = new Date(0)'],
  ['no-clock-in-core', 'packages/core/src/dna/a.ts', 'export const today = Date()', 'export const updated = (toDate) => toDate'],
  [
    'no-clock-in-core',
    'packages/core/src/dna/a.ts',
    'const D = Date\nexport const today = () => D.now()',
    'export const day = Date.UTC(2024, 1, 1)',
  ],
  ['no-clock-in-core', 'packages/core/src/dna/a.ts', 'const { now } = Date', 'export const text = new Date(86_400_000).toISOString()'],
  [
    'no-chance-in-core',
    'packages/core/src/dna/a.ts',
    'const M = Math\nexport const dice = () => M.random()',
    'export const one = Math.exp(0)',
  ],
  ['no-chance-in-core', 'packages/core/src/dna/a.ts', 'const { random } = Math', 'export const pi = Math.PI'],
  ['no-chance-in-core', 'packages/core/src/dna/a.ts', "export const dice = Math['random']()", 'export const random = (seed) => seed'],
  [
    'no-double-cast',
    'apps/api/src/a.ts',
    'export const rows = found as unknown as Row[]',
    '// as unknown as\nexport const rows = found as Row[]',
  ],
  [
    'no-wall-clock-in-tests',
    'apps/api/src/a.test.ts',
    'expect(performance.now() - start).toBeLessThan(500)',
    'expect(turns).toBeGreaterThan(18)',
  ],
  ['file-length', 'apps/api/src/a.ts', 'x()\n'.repeat(301), 'x()\n'.repeat(300)],
  ['empty-name', 'apps/api/src/utils/a.ts', 'export const a = 1', undefined],
  ['empty-name', 'packages/db/src/helpers.ts', 'export const a = 1', undefined],
]

const UNITS = { 'packages/core/src/units.ts': 'export function probability(value: number) {\n  return value\n}\n' }

test('a package that is depended on without being a reference of the tsconfig is named with what to add', () => {
  const tree = (references, rootReferences = [{ path: 'packages/core' }, { path: 'apps/api' }]) =>
    new Map([
      ['tsconfig.json', JSON.stringify({ references: rootReferences })],
      ['packages/core/package.json', '{ "name": "@mon-ps/core" }'],
      ['apps/api/package.json', '{ "name": "@mon-ps/api", "dependencies": { "@mon-ps/core": "workspace:*", "zod": "catalog:" } }'],
      ['apps/api/tsconfig.json', JSON.stringify({ references })],
    ])
  expect(checkReferences(tree([])).join('\n')).toContain('apps/api/tsconfig.json  references: @mon-ps/core is missing')
  expect(checkReferences(tree([])).join('\n')).toContain('"../../packages/core"')
  expect(checkReferences(tree([{ path: '../../packages/core' }]))).toEqual([])
  expect(checkReferences(tree([{ path: '../../packages/core' }], [{ path: 'packages/core' }])).join()).toContain('"path": "apps/api"')
})

describe('the boundaries', () => {
  test.each(PLANTED)('%s: a violation planted in %s is named with its place and a remedy', (rule, path, violation) => {
    const sentence = said(path, violation, UNITS)
    expect(sentence).toContain(`${rule}:`)
    expect(sentence).toMatch(new RegExp(`^${path}`))
    expect(sentence.split('\n')).toHaveLength(1)
  })

  test.each(PLANTED.filter(([, , , allowed]) => allowed))('%s: what is allowed in %s passes', (_rule, path, _violation, allowed) => {
    expect(said(path, allowed, UNITS)).toBe('')
  })

  test('the line of the violation is that of the import, also after comments and texts over several lines', () => {
    const source = "/*\n * a\n */\nconst a = `\n${1}\n`\nimport { eq } from 'drizzle-orm'\n"
    expect(said('apps/api/src/answers/team/router.ts', source)).toMatch(/^apps\/api\/src\/answers\/team\/router\.ts:7 /)
  })

  test('an import inside a comment, a text or a regular expression is none', () => {
    const source =
      "// import 'zod'\n/** import { x } from 'zod' */\nconst a = \"import 'zod'\"\nconst b = /import \"zod\"/\nconst c = `import 'zod'`\n"
    expect(said('packages/core/src/odds/a.ts', source)).toBe('')
  })

  test('code inside a template is looked at, and what follows the template too', () => {
    expect(said('packages/core/src/odds/a.ts', 'export const a = `it is ${`${new Date()}`} now`')).toContain('no-clock-in-core')
    expect(said('packages/core/src/odds/a.ts', "export const a = `${{ b: '}' }.b}`\nimport 'zod'")).toContain('core-imports-nothing')
  })

  test('an apostrophe in the text of a page does not hide the imports below it', () => {
    const source = "export const Page = () => <p>Don't</p>\nexport const late = () => import('../matchup/screen.tsx')\n"
    const others = { 'apps/web/src/features/matchup/screen.tsx': 'export const a = 1' }
    expect(said('apps/web/src/features/team/page.tsx', source, others)).toContain('web-features')
  })

  test('a test may be long, may reach for its set-up, but may not cross packages', () => {
    expect(said('packages/core/src/odds/a.test.ts', `import { test } from 'vitest'\n${'test()\n'.repeat(400)}`)).toBe('')
    expect(said('apps/api/src/answers/team/router.test.ts', "import { testDatabase } from '@mon-ps/db/test-kit/open-test-database'")).toBe(
      '',
    )
    expect(said('apps/web/src/a.test.ts', "import { teams } from '@mon-ps/db'")).toContain('packages:')
  })

  test('an import that spreads over lines and mixes types with values is read as both', () => {
    const source = "import {\n  type AppRouter,\n  appRouter,\n} from '@mon-ps/api'\n"
    expect(said('apps/web/src/a.ts', source)).toContain('types-only')
    expect(said('apps/web/src/a.ts', source.replace('  appRouter,\n', ''))).toBe('')
  })
})
