import { posix } from 'node:path'
import { readImports } from './read-imports.mjs'
import { CORE_ORDER, TEST_FILE } from './rules.mjs'

const BASE = CORE_ORDER[0].join(', ')
const PACKAGE = /^(?:packages|apps)\/[^/]+|^examples/
const CORE_FOLDER = /^packages\/core\/src\/([^/]+?)(?:\.ts$|\/)/

/**
 * The dependency picture as Markdown: packages, then the folders of core, with arrows from the imports that are there.
 * An arrow that follows from two others is left out, or nothing could be seen.
 *
 * @param files  path below the root → text
 */
export function dependencyPicture(files) {
  const sources = [...files].filter(([path]) => /\.tsx?$/.test(path) && !TEST_FILE.test(path))
  return [
    'Packages (a dotted arrow: types only):',
    '',
    mermaid(packageArrows(sources)),
    '',
    `Folders of \`packages/core/src\` (every folder may also use ${BASE}):`,
    '',
    mermaid(withoutShortcuts(coreArrows(sources))),
  ].join('\n')
}

function packageArrows(sources) {
  const arrows = new Map()
  for (const [path, source] of sources) {
    const from = PACKAGE.exec(path)?.[0]
    for (const taken of from ? readImports(source) : []) {
      const name = /^@mon-ps\/([^/]+)/.exec(taken.from)?.[1]
      if (!name) continue
      const to = name === 'api' ? 'apps/api' : `packages/${name}`
      const key = `${from} ${to}`
      arrows.set(key, { from, to, typeOnly: taken.typeOnly && (arrows.get(key)?.typeOnly ?? true) })
    }
  }
  return [...arrows.values()]
}

function coreArrows(sources) {
  const arrows = new Map()
  for (const [path, source] of sources) {
    const from = CORE_FOLDER.exec(path)?.[1]
    for (const taken of from && from !== 'index' ? readImports(source) : []) {
      const to = CORE_FOLDER.exec(posix.join(posix.dirname(path), taken.from))?.[1]
      if (to && to !== from && !CORE_ORDER[0].includes(to) && !CORE_ORDER[0].includes(from))
        arrows.set(`${from} ${to}`, { from, to, typeOnly: false })
    }
  }
  return [...arrows.values()]
}

function withoutShortcuts(arrows) {
  const next = (from) => arrows.filter((arrow) => arrow.from === from).map((arrow) => arrow.to)
  const reaches = (from, to, seen = new Set()) => {
    if (from === to) return true
    seen.add(from)
    return next(from).some((step) => !seen.has(step) && reaches(step, to, seen))
  }
  return arrows.filter(({ from, to }) => !next(from).some((step) => step !== to && reaches(step, to, new Set([from]))))
}

function mermaid(arrows) {
  const lines = arrows.map(({ from, to, typeOnly }) => `  ${node(from)} ${typeOnly ? '-.->' : '-->'} ${node(to)}`).sort()
  return ['```mermaid', 'graph RL', ...lines, '```'].join('\n')
}

function node(name) {
  return `${name.replace(/[^\w]/g, '_')}["${name}"]`
}
