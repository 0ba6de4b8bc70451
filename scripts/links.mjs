/** Every link between our documents and every path they name leads somewhere. `node scripts/links.mjs` */
import './require-node.mjs'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './env.mjs'
import { checkLinks } from './guards/check-links.mjs'
import { listFiles } from './list-files.mjs'

const documents = new Map(
  listFiles(ROOT)
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
)
const dead = checkLinks(documents, (path) => existsSync(join(ROOT, path)))
for (const sentence of dead) console.error(sentence)
console.log(dead.length === 0 ? `${documents.size} documents, every link leads somewhere` : `${dead.length} links lead nowhere`)
process.exitCode = dead.length === 0 ? 0 : 1
