import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/number-kind.ts'
import { useSelectionName } from './selection-name.ts'
import type { Rule } from './sheet.ts'

const CHOICES = ['every', 'best_edge', 'random_side', 'team_best_market'] as const
const FORECASTS = ['none', 'goals_model', 'sharp_open'] as const
const COMPARISONS = ['above', 'at_least', 'below', 'at_most', 'equals'] as const
const QUANTITIES = [
  'edge',
  'probability',
  'price',
  'expected_goals',
  'over25_probability',
  'under25_probability',
  'home_tendency',
  'away_tendency',
  'tendency_clash',
  'team_best_yield',
] as const
/** Quantities that are read as percent. */
const SHARES: ReadonlySet<string> = new Set(['edge', 'probability', 'over25_probability', 'under25_probability', 'team_best_yield'])

export interface RuleWords {
  choice: string
  forecast: string
  conditions: string[]
}

/** A rule as sentences. What the page has no word for stands as it is in the data. */
export function useRuleWords(rule: Rule): RuleWords {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const selectionName = useSelectionName()
  const choice = CHOICES.find((known) => known === rule.choose)
  const forecast = FORECASTS.find((known) => known === rule.forecast)
  const selections = rule.selections.map(selectionName).join(', ')
  const valueOf = ({ quantity, value }: Rule['conditions'][number]): string =>
    typeof value === 'string' ? value : write(SHARES.has(quantity) ? 'percent' : 'plain', value)
  return {
    choice: choice ? t(`rule_${choice}`, { selections }) : rule.choose,
    forecast: forecast ? t(`forecast_${forecast}`) : rule.forecast,
    conditions: rule.conditions.map((condition) => {
      const quantity = QUANTITIES.find((known) => known === condition.quantity)
      const comparison = COMPARISONS.find((known) => known === condition.is)
      return t('condition', {
        quantity: quantity ? t(`quantity_${quantity}`) : condition.quantity,
        is: comparison ? t(`is_${comparison}`) : condition.is,
        value: valueOf(condition),
        of: condition.of === null ? '' : t('conditionOf', { selection: selectionName(condition.of) }),
      })
    }),
  }
}
