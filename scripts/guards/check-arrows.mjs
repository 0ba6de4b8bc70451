import { posix } from 'node:path'
import { readImports } from './read-imports.mjs'
import { ARROWS, ROOMS, TEST_FILE } from './rules.mjs'

const SOURCE = /\.(ts|tsx|mjs)$/

/**
 * Every import between files of ours, lazy ones and types included, tests left out.
 *
 * @param files  path below the root → text
 * @returns      `{ from, to, line, typeOnly }`, paths below the root
 */
export function arrowsBetweenFiles(files) {
  const doors = packageDoors(files)
  const arrows = []
  for (const [path, source] of files) {
    if (!SOURCE.test(path) || TEST_FILE.test(path)) continue
    for (const { from, line, typeOnly } of readImports(source)) {
      const to = from.startsWith('.') ? posix.join(posix.dirname(path), from) : doors(from)
      if (to && files.has(to)) arrows.push({ from: path, to, line, typeOnly })
    }
  }
  return arrows
}

/** Which file a name such as `@mon-ps/core/units` means, by the `exports` of the packages. */
function packageDoors(files) {
  const manifests = [...files].filter(([path]) => /^(packages|apps)\/[^/]+\/package\.json$/.test(path))
  const packages = manifests.map(([path, text]) => ({ folder: posix.dirname(path), ...JSON.parse(text) }))
  return (wanted) => {
    const { folder, name, exports = {} } = packages.find((each) => wanted === each.name || wanted.startsWith(`${each.name}/`)) ?? {}
    if (!folder) return undefined
    const door = `.${wanted.slice(name.length)}`
    const pattern = Object.keys(exports).find((key) => key === door || (key.endsWith('*') && door.startsWith(key.slice(0, -1))))
    const target = exports[pattern]?.types ?? exports[pattern]
    return target && posix.join(folder, pattern.endsWith('*') ? target.replace('*', door.slice(pattern.length - 1)) : target)
  }
}

/** The room of a file: the folder that is one thing beside others, or the file itself where it stands beside such folders. */
export function roomOf(path) {
  return ROOMS.map((room) => room.exec(path)?.[0]).find(Boolean)
}

/** The package or app of a file. */
export const packageOf = (path) => /^(?:packages|apps|examples)\/[^/]+/.exec(path)?.[0]

/** Arrows between what `place` makes of files: one per pair, with the first import that is the reason for it. */
export function arrowsBetween(arrows, place) {
  const between = new Map()
  for (const arrow of arrows) {
    const [from, to] = [place(arrow.from), place(arrow.to)]
    if (!from || !to || from === to) continue
    const key = `${from} ${to}`
    const known = between.get(key)
    between.set(key, known ? { ...known, typeOnly: known.typeOnly && arrow.typeOnly } : { ...arrow, from, to, because: arrow })
  }
  return [...between.values()]
}

/**
 * Arrows that must not be there: against one of the rules in {@link ARROWS}, or part of a circle of files, of rooms or of packages.
 *
 * @param reach  how far some doors may reach, as REACH in rules.mjs
 * @returns      one sentence per violation
 */
export function checkArrows(files, reach = []) {
  const arrows = arrowsBetweenFiles(files)
  const circles = [
    ['file', arrows],
    ['folder', arrowsBetween(arrows, roomOf)],
    ['package', arrowsBetween(arrows, packageOf)],
  ]
  return [
    ...arrows.flatMap((arrow) => againstRules(arrow)),
    ...reach.flatMap((rule) =>
      files.has(rule.door) ? reachesTooFar(rule, arrows) : [`${rule.door}  is gone: name the file that took its place in REACH`],
    ),
    ...circles.flatMap(([level, between]) => findCircles(between).map((circle) => circleSentence(level, circle))),
  ]
}

function againstRules({ from, to, line }) {
  return ARROWS.filter((rule) => rule.from.test(from) && rule.to.test(to) && !rule.except?.(from, to)).map(
    (rule) => `${from}:${line}  ${rule.rule}: must not import ${to}; ${rule.remedy}`,
  )
}

function reachesTooFar({ door, atMost, without }, arrows) {
  const reached = new Set([door])
  for (const file of reached) for (const { from, to, typeOnly } of arrows) if (from === file && !typeOnly) reached.add(to)
  const guests = [...reached].filter((file) => without.test(file))
  return [
    ...(reached.size > atMost
      ? [`${door}  reaches ${reached.size} files, expected at most ${atMost}; split the file that holds two ideas`]
      : []),
    ...guests.map((file) => `${door}  reaches ${file}, which is none of its business; import the one function from its own file`),
  ]
}

/** One circle, as a list of arrows, of each knot of places that reach each other. */
function findCircles(arrows) {
  const next = new Map()
  for (const arrow of arrows) next.set(arrow.from, [...(next.get(arrow.from) ?? []), arrow])
  const wayBack = (start) => {
    const reachedBy = new Map([[start.to, start]])
    for (const place of reachedBy.keys()) {
      if (place === start.from) break
      for (const arrow of next.get(place) ?? []) if (!reachedBy.has(arrow.to)) reachedBy.set(arrow.to, arrow)
    }
    const circle = []
    for (let arrow = reachedBy.get(start.from); arrow && arrow !== start; arrow = reachedBy.get(arrow.from)) circle.unshift(arrow)
    return circle.length > 0 ? [start, ...circle] : undefined
  }
  const circles = []
  const told = new Set()
  for (const arrow of arrows) {
    if (told.has(arrow.from)) continue
    const circle = wayBack(arrow)
    if (!circle) continue
    circles.push(circle)
    for (const { from } of circle) told.add(from)
  }
  return circles
}

function circleSentence(level, circle) {
  const [{ from, because }] = circle
  const steps = circle.map(({ to, because: why, line }) => `→ ${to} (${why ? `${why.from}:${why.line}` : `line ${line}`})`).join(' ')
  return `${because?.from ?? from}  circle of ${level}s: ${from} ${steps}; move what both need to a place that needs neither`
}
