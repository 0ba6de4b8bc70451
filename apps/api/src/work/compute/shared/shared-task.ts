import type { Tier } from '@mon-ps/core/forecasting/tiers/tier'
import type { AblationOptions } from '@mon-ps/core/friction/ablate-friction'
import type { EvaluationOptions } from '@mon-ps/core/strategy/evaluate-strategies'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { constants, gunzip, gzip } from 'node:zlib'

/**
 * A task in words that fit in a queue: what is big is named by the hash under which it stands in the database. `part` is a league's
 * matches, every other name the key of a result.
 */
export type SharedTask =
  | { readonly kind: 'calculateLeague'; readonly part: string }
  | { readonly kind: 'rateLeague'; readonly part: string }
  | { readonly kind: 'forecastSeason'; readonly leagues: readonly string[]; readonly season: string; readonly tier: Tier }
  | {
      readonly kind: 'evaluateRecords'
      readonly leagues: readonly { readonly league: string; readonly teamIds: readonly number[] }[]
      readonly options: EvaluationOptions
    }
  /** `part`: the league whose pairs are wanted. */
  | { readonly kind: 'forecastLeague'; readonly part: string; readonly leagues: readonly string[] }
  | {
      readonly kind: 'gateTier'
      readonly parts: readonly string[]
      /** Ratings of the parts, in their order. */
      readonly leagues: readonly string[]
      readonly options: Omit<AblationOptions, 'tables' | 'rated'>
    }
  | { readonly kind: 'reportTier'; readonly predictions: string }

/** A task as it travels. */
export interface QueuedTask {
  /** Where its result will stand. */
  readonly key: string
  readonly task: SharedTask
  /** What it is about, for people. */
  readonly label: string
}

const sha256 = (...pieces: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

/**
 * The key of a task's result: it names everything that the result depends on.
 *
 * @param engine  see {@link engineId}
 */
export const keyFor = (engine: string, task: SharedTask): string => sha256(engine, '\n', JSON.stringify(task))

/** The key of an input that is no result of a task. */
export const keyForInput = (bytes: Buffer): string => sha256('input\n', bytes)

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/**
 * A value as bytes, as it would go from thread to thread: typed arrays, NaN, -0 and what is undefined come back as they went. It is read
 * by the same engine only, so its format need not be anyone else's.
 */
export const packValue = (value: unknown): Buffer => serialize(value)

/** Bytes as they are stored: quickly compressed, for ratings hardly shrink and nobody keeps them for long. */
export const compressed = (bytes: Buffer): Promise<Buffer> => compress(bytes, { level: constants.Z_BEST_SPEED })

/** The value of bytes that {@link compressed} made of {@link packValue}'s; the caller knows its shape from the key. */
export async function unpackValue<Value>(stored: Buffer): Promise<Value> {
  return deserialize(await decompress(stored)) as Value
}

const API = fileURLToPath(new URL('../../..', import.meta.url))
const CORE = dirname(createRequire(import.meta.url).resolve('@mon-ps/core/units'))

let known: Promise<string> | null = null

/**
 * Names the code that calculates and what runs it: the hash of the sources, of V8's version (whose `Math.exp` and sorting the results
 * rest on) and of the processor's kind. Only workers of the same engine work for one another, so a result never depends on who made it,
 * and a result that other code made is never mistaken for one of this code.
 */
export function engineId(): Promise<string> {
  known ??= hashEngine()
  return known
}

async function hashEngine(): Promise<string> {
  const hash = createHash('sha256').update(`${process.versions.v8}\n${process.arch}\n`)
  for (const folder of [API, CORE]) {
    const paths = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()
    for (const path of paths) hash.update(`${path}\n`).update(await readFile(join(folder, path)))
  }
  return hash.digest('hex')
}
