import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const PASSED_OVER = new Set(['node_modules', 'dist', '.types', 'coverage', '.git', '.turbo', '.cache', '.mon-ps'])

/**
 * Paths of all files below the folders, relative to the root with forward slashes, sorted. What is built, installed or
 * data is passed over.
 *
 * @param root     absolute path
 * @param folders  below the root; `''` is the root itself
 */
export function listFiles(root, folders = ['']) {
  return folders.flatMap((folder) => (existsSync(join(root, folder)) ? filesBelow(root, folder) : [])).sort()
}

function filesBelow(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) return PASSED_OVER.has(entry.name) || path === 'e2e/output' ? [] : filesBelow(root, path)
    return entry.isFile() ? [path] : []
  })
}
