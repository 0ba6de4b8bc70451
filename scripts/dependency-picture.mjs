/**
 * Writes the dependency picture between the markers in ARCHITECTURE.md; with `--check` only says whether it is up to date.
 */
import './require-node.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './env.mjs'
import { dependencyPicture } from './guards/picture.mjs'
import { listFiles } from './list-files.mjs'

const DOCUMENT = join(ROOT, 'ARCHITECTURE.md')
const BEGIN = '<!-- dependency picture: written by `node scripts/dependency-picture.mjs` -->'
const END = '<!-- end of the dependency picture -->'

const files = new Map(listFiles(ROOT, ['packages', 'apps', 'examples']).map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
const present = readFileSync(DOCUMENT, 'utf8')
const [before, rest] = present.split(BEGIN)
const after = rest?.split(END)[1]
if (after === undefined) {
  console.error(`ARCHITECTURE.md has lost the two lines that hold the dependency picture:\n${BEGIN}\n${END}`)
  process.exit(1)
}
const wanted = `${before}${BEGIN}\n\n${dependencyPicture(files)}\n\n${END}${after}`
if (!process.argv.includes('--check')) writeFileSync(DOCUMENT, wanted)
else if (wanted !== present) {
  console.error(
    'The dependency picture in ARCHITECTURE.md is older than the imports: run `node scripts/dependency-picture.mjs` and commit the result.',
  )
  process.exitCode = 1
}
