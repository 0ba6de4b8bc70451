import { arrowsBetween, arrowsBetweenFiles, packageOf, roomOf } from './check-arrows.mjs'
import { CORE_ORDER } from './rules.mjs'

const BASE = CORE_ORDER[0].join(', ')
/** What nearly every file of the API may use: arrows to it would hide the others. */
const EVERYWHERE = /^apps\/api\/src\/(errors|log|version|env)\.ts$|^packages\/db\/src\/(errors|schema|units)(\.ts)?$/

/**
 * The dependency picture as Markdown: packages, then the folders of core, db and the api, with arrows from the imports that are there.
 * An arrow that follows from two others is left out, or nothing could be seen.
 *
 * @param files  path below the root → text
 */
export function dependencyPicture(files) {
  const arrows = arrowsBetweenFiles(files)
  const rooms = arrowsBetween(arrows, roomOf)
  const inside = (folder, isShown) =>
    rooms
      .filter(({ from, to }) => [from, to].every((room) => room.startsWith(folder) && isShown(room.slice(folder.length), room)))
      .map((arrow) => ({ ...arrow, from: arrow.from.slice(folder.length), to: arrow.to.slice(folder.length) }))
  const ofCore = inside('packages/core/src/', (name) => !CORE_ORDER[0].includes(name.replace('.ts', '')))
  return [
    'Packages (a dotted arrow: types only):',
    mermaid(arrowsBetween(arrows, packageOf)),
    `Folders of \`packages/core/src\` (every folder may also use ${BASE}):`,
    mermaid(withoutShortcuts(ofCore)),
    'Folders of `packages/db/src` (every folder may also use errors, schema, units):',
    mermaid(withoutShortcuts(inside('packages/db/src/', (_, room) => !EVERYWHERE.test(room)))),
    'Folders of `apps/api/src` (every folder may also use errors, log, version, env):',
    mermaid(withoutShortcuts(inside('apps/api/src/', (_, room) => !EVERYWHERE.test(room)))),
  ].join('\n\n')
}

function withoutShortcuts(arrows) {
  const next = (from) => arrows.filter((arrow) => arrow.from === from).map((arrow) => arrow.to)
  const reaches = (from, to, seen = new Set()) => {
    if (from === to) return true
    seen.add(from)
    return next(from).some((step) => !seen.has(step) && reaches(step, to, seen))
  }
  return arrows
    .filter(({ from, to }) => !next(from).some((step) => step !== to && reaches(step, to, new Set([from]))))
    .map((arrow) => ({ ...arrow, typeOnly: false }))
}

function mermaid(arrows) {
  const lines = arrows.map(({ from, to, typeOnly }) => `  ${node(from)} ${typeOnly ? '-.->' : '-->'} ${node(to)}`).sort()
  return ['```mermaid', 'graph RL', ...lines, '```'].join('\n')
}

function node(name) {
  return `${name.replace(/[^\w]/g, '_')}["${name.replace(/\.ts$/, '')}"]`
}
