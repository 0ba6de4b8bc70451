import { posix } from 'node:path'

/**
 * A workspace package that another depends on is also a reference of its tsconfig: without it the compiler would check the other's
 * source again instead of reading its declarations. The root's tsconfig names every package, so that `tsc -b` means the whole.
 *
 * @param files  path below the root → text
 * @returns      one sentence per package and missing reference
 */
export function checkReferences(files) {
  const manifests = [...files].filter(([path]) => /^(packages|apps|examples)\/[^/]+\/package\.json$/.test(path))
  const folders = new Map(manifests.map(([path, text]) => [JSON.parse(text).name, posix.dirname(path)]))
  manifests.push(['package.json', JSON.stringify({ dependencies: Object.fromEntries(folders) })])
  return manifests.flatMap(([path, text]) => {
    const folder = posix.dirname(path)
    const { dependencies = {}, devDependencies = {} } = JSON.parse(text)
    const wanted = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => folders.has(name))
    const settings = files.get(posix.join(folder, 'tsconfig.json')) ?? '{}'
    const given = (JSON.parse(settings).references ?? []).map((reference) => posix.join(folder, reference.path))
    return wanted
      .filter((name) => !given.includes(folders.get(name)))
      .map((name) => {
        const reference = posix.relative(folder, folders.get(name))
        return `${posix.join(folder, 'tsconfig.json')}  references: ${name} is missing; add { "path": "${reference}" } to its references`
      })
  })
}
