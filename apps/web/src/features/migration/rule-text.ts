import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'

const RULES = [
  'copy',
  'double',
  'instant',
  'none',
  'team-of-profile',
  'team-of-strategy',
  'row-id',
  'vector',
  'league',
  'season',
  'best-strategy',
  'strategy-type',
  'market-family',
  'roi-per-stake',
  'predicted-winner',
  'active',
  'clv-from-picks',
] as const

/** What a rule does, in a few words; its exact sentence is in the documentation. One that is not known here is named only. */
export function useRuleText(): (ruleId: string) => string {
  const t = useTranslations('migration')
  return (ruleId) => {
    const rule = readChoice(ruleId.split('@', 1)[0], RULES)
    return rule ? t(`rule_${rule}`) : ''
  }
}
