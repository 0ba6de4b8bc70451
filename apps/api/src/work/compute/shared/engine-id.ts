import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const API = fileURLToPath(new URL('../../..', import.meta.url))
const CORE = dirname(createRequire(import.meta.url).resolve('@mon-ps/core/units'))

let known: Promise<string> | null = null

/**
 * Names the code that calculates and what runs it: the hash of the sources, of V8's version (whose `Math.exp` and sorting the results
 * rest on) and of the processor's kind. Only workers of the same engine work for one another, so a result never depends on who made it,
 * and a result that other code made is never mistaken for one of this code.
 */
export function engineId(): Promise<string> {
  known ??= hashEngine()
  return known
}

async function hashEngine(): Promise<string> {
  const hash = createHash('sha256').update(`${process.versions.v8}\n${process.arch}\n`)
  for (const folder of [API, CORE]) {
    const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
    for (const path of paths) hash.update(`${path}\n`).update(await readFile(join(folder, path)))
  }
  return hash.digest('hex')
}
