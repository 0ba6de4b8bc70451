import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'mon-ps-client-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the client as another tool installs it', () => {
  it('emits declarations in which the router keeps its types', () => {
    const project = join(root, 'packages/client/tsconfig.declarations.json')
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    // With several threads the compiler (7.0.2) sometimes meets the router through the workspace's link first, takes it for somebody
    // else's package, and emits nothing for it.
    const options = ['--noEmit', 'false', '--singleThreaded', '--outDir', folder]
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', project, ...options], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(readFileSync(join(folder, 'packages/client/src/create-client.d.ts'), 'utf8')).toContain('TRPCClient<AppRouter>')
    expect(readFileSync(join(folder, 'apps/api/src/router.d.ts'), 'utf8')).toContain('MatchupWire')
  })

  it('holds no server code and stays under 15 kB', () => {
    const require = createRequire(import.meta.url)
    const { buildSync } = createRequire(require.resolve('tsx'))('esbuild')
    const entry = join(root, 'packages/client/src/index.ts')
    const { metafile, outputFiles } = buildSync({
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      metafile: true,
    })
    const inputs = Object.keys(metafile.inputs)
    expect(inputs.filter((path) => /apps\/api|packages\/(core|db)|\/(zod|hono|postgres|drizzle-orm)\//.test(path))).toEqual([])
    expect(gzipSync(outputFiles[0].contents).length).toBeLessThan(15_000)
  })
})
