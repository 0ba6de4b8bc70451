import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

describe('the client as another tool installs it', () => {
  it('emits declarations in which the router keeps its types', () => {
    // What `npm run check` builds and keeps: only what changed since is built here.
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [compiler, '-b', join(root, 'packages/client')], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(readFileSync(join(root, 'packages/client/.types/src/create-client.d.ts'), 'utf8')).toContain('TRPCClient<AppRouter>')
    expect(readFileSync(join(root, 'apps/api/.types/src/router.d.ts'), 'utf8')).toContain('import("@mon-ps/contract/matchup").Matchup')
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
