import { useLocale } from 'use-intl'
import type { ApiOutputs } from '../../lib/trpc.ts'

export type Team = ApiOutputs['team']['byId']
export type Profile = NonNullable<Team['profile']>
export type Proven = NonNullable<Profile['exploitMarkets']>
export type Opponent = Profile['opponents'][number]
export type SimilarTeam = Profile['similar']['inLeague'][number]
type LocalText = NonNullable<Profile['narrative']>

export const ARCHETYPES = ['COMPLETE', 'ATTACK_LED', 'DEFENCE_LED', 'BALANCED', 'BLUNT', 'EXPOSED', 'STRUGGLING'] as const
export const MARKETS = ['home_win', 'away_win', 'draw', 'over_2_5', 'under_2_5'] as const
/** How each number of a betting identity is written. */
export const IDENTITY = {
  favourite_share: 'percent',
  win_price_low: 'odds',
  win_price_median: 'odds',
  win_price_high: 'odds',
  market_drift: 'signedPercent',
  won_share: 'percent',
  drawn_share: 'percent',
  over_2_5_share: 'percent',
  both_scored_share: 'percent',
} as const

/** Reads a stored sentence in the page's language. */
export function useLocalText(): (text: LocalText) => string {
  const locale = useLocale()
  return (text) => text[locale]
}
