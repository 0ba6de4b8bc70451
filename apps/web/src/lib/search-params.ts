import type { RowOrigin } from '@mon-ps/contract/answer'

/**
 * Readers for values out of the address bar. What cannot be read is dropped, never guessed at: a screen then shows its
 * default, and the address that it writes next is clean.
 */
export type RawSearch = Readonly<Record<string, unknown>>

/** @returns the value when it is one of `allowed`, else undefined */
export function readChoice<Choice extends string>(raw: unknown, allowed: readonly Choice[]): Choice | undefined {
  return allowed.find((choice) => choice === raw)
}

/** @returns the text, trimmed and cut to `maxLength`; undefined when it is empty or no text */
export function readText(raw: unknown, maxLength = 100): string | undefined {
  // The router parses `2223` or `true` in an address as a number or a boolean before we see it.
  const text = typeof raw === 'string' ? raw.trim() : typeof raw === 'number' ? String(raw) : ''
  return text === '' ? undefined : text.slice(0, maxLength)
}

/** @returns the number when it is finite and within [low, high], else undefined */
export function readNumber(raw: unknown, low: number, high: number): number | undefined {
  const value = typeof raw === 'number' ? raw : typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : Number.NaN
  return Number.isFinite(value) && value >= low && value <= high ? value : undefined
}

/** @returns true for `true`, `1` and their text, else undefined: false is every switch's default and is left out */
export function readSwitch(raw: unknown): true | undefined {
  return raw === true || raw === 1 || raw === 'true' || raw === '1' ? true : undefined
}

/** @returns a positive integer out of a path, else undefined */
export function readId(raw: unknown): number | undefined {
  const id = readNumber(raw, 1, 2_147_483_647)
  return id !== undefined && Number.isInteger(id) ? id : undefined
}

type Defined<Params> = { [Key in keyof Params]?: Exclude<Params[Key], undefined> }

/** Leaves out what is undefined, so that an address carries only what differs from the default. */
export function onlyDefined<Params extends object>(params: Params): Defined<Params> {
  const kept: Defined<Params> = {}
  for (const key of Object.keys(params) as (keyof Params)[]) {
    const value = params[key]
    if (value !== undefined) kept[key] = value as Exclude<Params[typeof key], undefined>
  }
  return kept
}

/** What a screen changes of its address: undefined takes a parameter out. */
export type SearchChanges<Params> = { [Key in keyof Params]?: Params[Key] | undefined }

/** The rows that an address may ask for instead of those that V3 shows. */
export const ORIGIN_CHOICES = ['calculated', 'migrated'] as const
export type ChosenOrigin = (typeof ORIGIN_CHOICES)[number]

/** @returns undefined for what V3 shows */
export const readOrigin = (raw: unknown): ChosenOrigin | undefined => readChoice(raw, ORIGIN_CHOICES)

/** The search of a link to a listed pair. V3 may hold a migrated and a calculated row of the same two teams. */
export const searchForPair = ({ origin }: { readonly origin: RowOrigin }): { origin?: ChosenOrigin } =>
  origin === 'migrated' ? { origin } : {}
