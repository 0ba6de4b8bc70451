import type { RowOrigin } from '@mon-ps/api'
import { readChoice } from './search-params.ts'

/** What an address may name instead of what V3 shows, which it does not name. */
export const ORIGIN_CHOICES = ['calculated', 'migrated'] as const
export type ChosenOrigin = (typeof ORIGIN_CHOICES)[number]

/** @returns undefined for what V3 shows */
export const readOrigin = (raw: unknown): ChosenOrigin | undefined => readChoice(raw, ORIGIN_CHOICES)

/** Where a listed pair leads: V3 may show a moved row and a calculated one of the same two teams, of another season. */
export const originOfPair = ({ origin }: { readonly origin: RowOrigin }): { origin?: ChosenOrigin } =>
  origin === 'migrated' ? { origin } : {}
