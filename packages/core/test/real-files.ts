import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { env } from './env.ts'

const besideTheRepository = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

/** Folder of the real results files; null where there is none. */
export function realFootballData(): string | null {
  const folder = `${env.realData ?? besideTheRepository}/football-data`
  return existsSync(folder) ? folder : null
}
