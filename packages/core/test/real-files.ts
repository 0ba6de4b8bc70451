import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { env } from './env.ts'

const besideTheRepository = fileURLToPath(new URL('../../../../shared/data/', import.meta.url))

/** A file or folder of the real data; null where there is none. */
function realData(path: string): string | null {
  const found = `${env.realData ?? besideTheRepository}/${path}`
  return existsSync(found) ? found : null
}

/** Folder of the real results files. */
export const realFootballData = (): string | null => realData('football-data')

/** Three Premier League seasons whose maximum-likelihood fit is known. */
export const realFitSlice = (): string | null => realData('baselines/fit_slice_E0_2021_2223.csv')
