/** Holds every source file against the rules of guards/rules.mjs. `npm test` runs it; alone: `node scripts/boundaries.mjs`. */
import './require-node.mjs'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './env.mjs'
import { checkArrows } from './guards/check-arrows.mjs'
import { checkBoundaries } from './guards/check-boundaries.mjs'
import { checkFlow } from './guards/check-flow.mjs'
import { checkReferences } from './guards/check-references.mjs'
import { REACH } from './guards/rules.mjs'
import { listFiles } from './list-files.mjs'

const paths = ['tsconfig.json', ...listFiles(ROOT, ['packages', 'apps', 'examples', 'e2e', 'scripts', 'docs'])]
const files = new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]))
const document = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')
const violations = [...checkBoundaries(files), ...checkArrows(files, REACH), ...checkReferences(files), ...checkFlow(document, files)]
for (const sentence of violations) console.error(sentence)
console.log(violations.length === 0 ? `${files.size} files keep the boundaries` : `${violations.length} boundaries broken`)
process.exitCode = violations.length === 0 ? 0 : 1
