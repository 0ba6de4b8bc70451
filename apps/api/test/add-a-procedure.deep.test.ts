import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serverEnvironment } from './env.ts'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const BLOCK = /^```(ts|diff) title="([^"]+)"\n([\s\S]*?)^```$/gm

let copy: string

/** A copy of this package's sources that finds its packages where the original does. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'mon-ps-how-to-'))
  await cp(join(ROOT, 'apps/api/src'), join(copy, 'apps/api/src'), { recursive: true })
  await cp(join(ROOT, 'apps/api/package.json'), join(copy, 'apps/api/package.json'))
  for (const file of ['src', 'package.json']) {
    await cp(join(ROOT, 'packages/contract', file), join(copy, 'packages/contract', file), { recursive: true })
  }
  await symlink(join(ROOT, 'packages/contract/node_modules'), join(copy, 'packages/contract/node_modules'))
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  await linkPackages()
  const options = {
    extends: join(ROOT, 'tsconfig.base.json'),
    compilerOptions: { typeRoots: [join(ROOT, 'node_modules/@types')] },
    include: ['src'],
  }
  const references = ['packages/core', 'packages/db'].map((path) => ({ path: join(ROOT, path) }))
  await writeFile(join(copy, 'packages/contract/tsconfig.json'), JSON.stringify(options))
  await writeFile(
    join(copy, 'apps/api/tsconfig.json'),
    JSON.stringify({ ...options, references: [...references, { path: join(copy, 'packages/contract') }] }),
  )
})

/** The packages that the API imports, each where the original finds it, except the contract, which is the copy's. */
async function linkPackages(): Promise<void> {
  const from = join(ROOT, 'apps/api/node_modules')
  const into = join(copy, 'apps/api/node_modules')
  await mkdir(join(into, '@mon-ps'), { recursive: true })
  for (const name of await readdir(from)) if (name !== '@mon-ps') await symlink(join(from, name), join(into, name))
  for (const name of await readdir(join(from, '@mon-ps'))) {
    await symlink(name === 'contract' ? join(copy, 'packages/contract') : join(from, '@mon-ps', name), join(into, '@mon-ps', name))
  }
}

afterAll(() => rm(copy, { recursive: true, force: true }))

/** Replaces the lines of a diff's context by its context with what it adds. */
async function applyDiff(path: string, diff: string): Promise<void> {
  const lines = diff.trimEnd().split('\n')
  const before = lines
    .filter((line) => !line.startsWith('+'))
    .map((line) => line.slice(1))
    .join('\n')
  const after = lines.map((line) => line.slice(1)).join('\n')
  const text = await readFile(path, 'utf8')
  expect(text.split(before), `the context of the change to ${path}`).toHaveLength(2)
  await writeFile(path, text.replace(before, after))
}

describe('docs/how-to/add-a-procedure.md', () => {
  it('leads, step by step, to a procedure that type-checks and answers', async () => {
    const page = await readFile(join(ROOT, 'docs/how-to/add-a-procedure.md'), 'utf8')
    const steps = [...page.matchAll(BLOCK)]
    expect(steps).toHaveLength(6)
    for (const [, kind, title, text] of steps) {
      const path = join(copy, title ?? '')
      if (kind === 'diff') await applyDiff(path, text ?? '')
      else {
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, text ?? '')
      }
    }
    await run(join(ROOT, 'node_modules/.bin/tsc'), ['-b', join(copy, 'apps/api')]).catch((error: { stdout: string }) => {
      throw new Error(error.stdout)
    })
    const { stdout } = await run(process.execPath, ['--import', 'tsx', join(copy, 'apps/api/src/try-season.ts'), join(copy, 'data')], {
      cwd: ROOT,
      env: serverEnvironment({ MON_PS_LOG_LEVEL: 'silent' }),
    })
    const seasons = JSON.parse(stdout) as { code: string; latest: boolean }[]
    expect(seasons.map(({ code }) => code)).toEqual(['2020-21', '2021-22', '2022-23', '2023-24', '2024-25', '2025-26'])
    expect(seasons.filter(({ latest }) => latest)).toHaveLength(1)
  })
})
