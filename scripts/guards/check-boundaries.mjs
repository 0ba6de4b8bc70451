import { posix } from 'node:path'
import { codeOnly, readImports } from './read-imports.mjs'
import {
  CORE_ORDER,
  DB_MAY_USE_FROM_CORE,
  EMPTY_NAMES,
  FORBIDDEN_CODE,
  FORBIDDEN_IMPORTS,
  FORBIDDEN_IN_TESTS,
  LONGEST_FILE,
  MAY_BE_LONGER,
  PACKAGES,
  TEST_FILE,
} from './rules.mjs'

const SOURCE = /\.(ts|tsx|mts|cts|mjs|cjs|js|jsx)$/
const CORE_FOLDER = /^packages\/core\/src\/([^/]+?)(?:\.ts$|\/)/

/**
 * Holds sources against the rules.
 *
 * @param files  path below the root → text, of all files that count
 * @returns      one sentence per violation, `path:line  rule: what; remedy`, in the order of the paths
 */
export function checkBoundaries(files) {
  const coreValues = unitConstructors(files)
  return [...files].flatMap(([path, source]) => {
    const sentences = [...checkName(path)]
    if (!SOURCE.test(path)) return sentences
    sentences.push(...checkLength(path, source), ...checkCode(path, source))
    for (const taken of readImports(source)) {
      const target = taken.from.startsWith('.') ? posix.join(posix.dirname(path), taken.from) : undefined
      const reasons = [
        forbiddenImport(path, taken),
        otherPackage(path, taken),
        target && leavesPackage(path, target),
        target && !TEST_FILE.test(path) && coreOrder(path, target),
        dbFromCore(path, taken, coreValues),
      ]
      for (const reason of reasons) if (reason) sentences.push(`${path}:${taken.line}  ${reason}`)
    }
    return sentences
  })
}

function checkName(path) {
  const empty = path.split('/').find((part) => EMPTY_NAMES.test(part.replace(/\..*$/, '')))
  return empty ? [`${path}  empty-name: "${empty}" does not say what is inside; name it after the one thing it is about`] : []
}

function checkLength(path, source) {
  const lines = source.replace(/\n$/, '').split('\n').length
  if (lines <= LONGEST_FILE || MAY_BE_LONGER.some((exception) => exception.test(path))) return []
  return [`${path}  file-length: ${lines} lines, at most ${LONGEST_FILE}; move one of its ideas to a file of its own`]
}

function checkCode(path, source) {
  const isTest = TEST_FILE.test(path)
  const applicable = [
    ...FORBIDDEN_CODE.filter((rule) => rule.in.test(path) && !(rule.exceptTests && isTest)),
    ...(isTest ? FORBIDDEN_IN_TESTS : []),
  ]
  if (applicable.length === 0) return []
  const { code } = codeOnly(source)
  return applicable.flatMap((rule) => {
    const found = rule.pattern.exec(code)
    if (!found) return []
    return [`${path}:${code.slice(0, found.index).split('\n').length}  ${rule.rule}: "${found[0]}" ${rule.what}; ${rule.remedy}`]
  })
}

function forbiddenImport(path, taken) {
  const broken = FORBIDDEN_IMPORTS.find(
    (rule) => rule.in.test(path) && rule.modules.test(taken.from) && !(rule.exceptTests && TEST_FILE.test(path)),
  )
  return broken && `${broken.rule}: must not import '${taken.from}'; ${broken.remedy}`
}

function otherPackage(path, taken) {
  const part = PACKAGES.find((candidate) => path.startsWith(`${candidate.part}/`))
  if (!part || !taken.from.startsWith('@mon-ps/')) return undefined
  const door = taken.from.split('/').slice(0, 2).join('/')
  // The api has a door for types and one for values; the other packages export files.
  const exportsFiles = door !== '@mon-ps/api' && (TEST_FILE.test(path) || !taken.from.includes('/test-kit/'))
  const allowed = part.may[taken.from] ?? (exportsFiles ? part.may[door] : undefined)
  if (!allowed)
    return `packages: ${part.part} must not import '${taken.from}'; it may import ${Object.keys(part.may).join(', ') || 'none of our packages'}`
  if (allowed === 'types' && !taken.typeOnly)
    return `types-only: ${part.part} may take only types from '${taken.from}'; write "import type"`
  return undefined
}

function leavesPackage(path, target) {
  const home = /^(packages|apps|examples)\/[^/]+\//.exec(path)?.[0]
  return (
    home && !`${target}/`.startsWith(home) && `own-package: '${target}' is in another package; import it through that package's exports`
  )
}

function coreOrder(path, target) {
  const from = CORE_FOLDER.exec(path)?.[1]
  const to = CORE_FOLDER.exec(target)?.[1]
  if (!from || !to || from === to) return undefined
  const [fromPlace, toPlace] = [place(from), place(to)]
  for (const [name, found] of [
    [from, fromPlace],
    [to, toPlace],
  ]) {
    if (found < 0) return `core-order: the folder ${name} has no place in the order; give it one in scripts/guards/rules.mjs`
  }
  if (toPlace < fromPlace || toPlace === 0) return undefined
  return `core-order: ${from} must not import ${to}, which does not stand left of it; move what is shared to the left`
}

function place(folder) {
  return CORE_ORDER.findIndex((names) => names.includes(folder))
}

function dbFromCore(path, taken, coreValues) {
  if (!path.startsWith('packages/db/') || TEST_FILE.test(path) || !taken.from.startsWith('@mon-ps/core')) return undefined
  const calculating = taken.values.find((name) => !DB_MAY_USE_FROM_CORE.names.test(name) && !coreValues.has(name))
  return (
    calculating &&
    `db-calculates-nothing: '${calculating}' of core is more than a type, a unit or a vocabulary; calculate in a use case of apps/api`
  )
}

function unitConstructors(files) {
  const sources = [...files].filter(([path]) => DB_MAY_USE_FROM_CORE.files.test(path) && !TEST_FILE.test(path)).map(([, source]) => source)
  return new Set(
    sources.flatMap((source) => [...source.matchAll(/^export (?:async )?(?:function|const|class) ([\w$]+)/gm)].map((match) => match[1])),
  )
}
