import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import type { ApiOutputs } from '../../lib/trpc.ts'

export type Matchup = ApiOutputs['matchup']['byTeams']
export type Market = Matchup['markets'][number]

const PARTS = ['style_clash', 'tempo_friction', 'mental_clash', 'tactical_friction', 'risk_friction'] as const
const MARKETS = [
  '1x2',
  'double_chance',
  'draw_no_bet',
  'total',
  'btts',
  'asian_handicap',
  'correct_score',
  'team_total',
  'win_to_nil',
] as const
const SELECTIONS = [
  'home',
  'draw',
  'away',
  'home_or_draw',
  'home_or_away',
  'draw_or_away',
  'over',
  'under',
  'yes',
  'no',
  'home_over',
  'home_under',
  'away_over',
  'away_under',
  'other',
] as const
const CAUSES = ['league_level', 'home_advantage', 'own_attack', 'opponent_defence'] as const
const LEVELS = ['low', 'medium', 'high'] as const

/** The matchup's own words: names of parts, markets, selections and causes. A name the catalogue lacks is shown as it came. */
export function useMatchupText({ home, away }: Pick<Matchup, 'home' | 'away'>) {
  const t = useTranslations('matchup')
  const plain = (raw: string) => raw.replaceAll('_', ' ')
  return {
    part: (raw: string) => {
      const known = readChoice(raw, PARTS)
      return known ? t(`part_${known}`) : plain(raw)
    },
    market: (raw: string) => {
      const known = readChoice(raw, MARKETS)
      return known ? t(`market_${known}`) : plain(raw)
    },
    selection: (raw: string) => {
      const known = readChoice(raw, SELECTIONS)
      return known ? t(`selection_${known}`, { home: home.name, away: away.name }) : plain(raw)
    },
    cause: (raw: string) => {
      const known = readChoice(raw, CAUSES)
      return known ? t(`cause_${known}`) : plain(raw)
    },
    confidence: (raw: string) => {
      const known = readChoice(raw.toLowerCase(), LEVELS)
      return known ? t(`confidence_${known}`) : raw
    },
  }
}
