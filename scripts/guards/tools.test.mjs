/** The rules that oxlint and knip keep: a violation is planted in a small tree that uses this repository's own settings. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { fastChecks } from '../checks.mjs'
import { ROOT } from '../env.mjs'

const planted = []
afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function plant(files) {
  const folder = mkdtempSync(join(tmpdir(), 'mon-ps-planted-'))
  planted.push(folder)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** Runs one of the fast checks, exactly as `npm test` does, in a planted tree. */
function check(name, files) {
  const folder = plant(files)
  for (const settings of ['.gitignore', '.oxlintrc.json', 'knip.json', 'biome.json']) cpSync(join(ROOT, settings), join(folder, settings))
  const { command } = fastChecks().find((candidate) => candidate.name === name)
  const [program, ...args] = command
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, program), ...args], { cwd: folder, encoding: 'utf8' })
  return { passed: status === 0, said: stdout + stderr }
}

const LINTED = [
  ['a clock in core', 'packages/core/src/dna/a.ts', 'export const now = (): number => Date.now()\n', 'asOf'],
  ['randomness in core', 'packages/core/src/dna/a.ts', 'export const dice = (): number => Math.random()\n', 'seeded generator'],
  [
    'chance by another name in core',
    'packages/core/src/dna/a.ts',
    'export const dice = (): number => globalThis.Math.random()\n',
    'another name',
  ],
  ['a console in core', 'packages/core/src/dna/a.ts', "console.log('here')\n", 'the caller speaks'],
  [
    "the machine's language in core",
    'packages/core/src/dna/a.ts',
    'export const text = (value: number): string => value.toLocaleString()\n',
    'language',
  ],
  ['process.env outside of env.ts', 'apps/api/src/server.ts', "export const port = process.env['PORT']\n", 'env.ts'],
  ['process.env by taking it apart', 'apps/cli/src/main.ts', 'export const { env } = process\n', 'env.ts'],
  [
    'process.env through node:process',
    'packages/db/src/client.ts',
    "import { env } from 'node:process'\nexport const url = env\n",
    'env.ts',
  ],
  ['any', 'apps/web/src/a.ts', 'export const a: any = 1\n', 'no-explicit-any'],
  ['@ts-ignore', 'apps/web/src/a.ts', '// @ts-ignore\nexport const a: string = 1\n', 'ban-ts-comment'],
  [
    'a value import that is only a type',
    'apps/web/src/a.ts',
    "import { B } from './b.ts'\nexport const a: B = 1\n",
    'consistent-type-imports',
  ],
]

test.each(LINTED)('lint names %s and says what to do', (_what, path, source, remedy) => {
  const { passed, said } = check('lint', { [path]: source, 'apps/web/src/b.ts': 'export type B = number\n' })
  expect(said).toContain(remedy)
  expect(passed).toBe(false)
})

test('lint lets env.ts read the environment and core count and compare', () => {
  const { passed, said } = check('lint', {
    'apps/api/src/env.ts': "export const port = process.env['PORT']\n",
    'packages/core/src/dna/a.ts': 'export const day = (at: number): Date => new Date(Math.floor(at))\n',
  })
  expect(said).toContain('0 errors')
  expect(passed).toBe(true)
})

test('format names a file that is not formatted', () => {
  expect(check('format', { 'apps/api/src/a.ts': 'export const a = "1";\n' }).passed).toBe(false)
  expect(check('format', { 'apps/api/src/a.ts': "export const a = '1'\n" }).passed).toBe(true)
})

const DEAD_CODE_TREE = {
  'package.json': '{ "name": "planted", "private": true, "type": "module" }',
  'pnpm-workspace.yaml': 'packages: [packages/*]\n',
  'packages/core/package.json': '{ "name": "@mon-ps/core", "type": "module", "exports": { "./*": "./src/*.ts" } }',
  'packages/core/src/used.ts': 'export const used = 1\n',
  'packages/db/package.json':
    '{ "name": "@mon-ps/db", "type": "module", "exports": { "./*": "./src/*.ts" }, "dependencies": { "@mon-ps/core": "workspace:*" } }',
  'packages/db/src/reader.ts': "import { used } from '@mon-ps/core/used'\nif (used > 1) throw new Error('too many')\n",
}

test('an export that nothing uses and a file that nothing imports are named as dead', () => {
  expect(check('dead code', DEAD_CODE_TREE)).toMatchObject({ passed: true })
  const dead = check('dead code', { ...DEAD_CODE_TREE, 'packages/core/src/used.ts': 'export const used = 1\nexport const forgotten = 2\n' })
  expect(dead.said).toContain('forgotten')
  expect(dead.passed).toBe(false)
  const alone = check('dead code', { ...DEAD_CODE_TREE, 'packages/core/src/alone.ts': 'export const alone = 1\n' })
  expect(alone.said).toContain('alone.ts')
  expect(alone.passed).toBe(false)
})

test('npm test runs every guard', () => {
  expect(fastChecks().map((one) => one.name)).toEqual(
    expect.arrayContaining(['format', 'lint', 'boundaries', 'dependency picture', 'links', 'dead code', 'types']),
  )
})
