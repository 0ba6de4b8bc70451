import { useTranslations } from 'use-intl'
import { useNumberText } from '../../../ui/written.ts'
import { Section } from '../../../ui/page.tsx'
import { type Rule, type TearSheet, usePriceName, useSelectionName } from './names.tsx'

/** The rule in words and as data, and what names the backtest. */
export function Settings({ sheet }: { sheet: TearSheet }) {
  return (
    <>
      {sheet.rule && <RulePart rule={sheet.rule} />}
      <Backtest sheet={sheet} />
    </>
  )
}

function RulePart({ rule }: { rule: Rule }) {
  const t = useTranslations('tearSheet')
  const priceName = usePriceName()
  const words = useRuleWords(rule)
  return (
    <Section title={t('ruleTitle')} aside={rule.name}>
      <div className="grid max-w-prose gap-2 text-sm">
        {rule.unrecorded === null && (
          <>
            <p>{words.choice}</p>
            <p>{words.forecast}</p>
            <p>{t('ruleBets', { units: rule.units, price: priceName(rule.prices) })}</p>
          </>
        )}
        {words.conditions.length > 0 && (
          <>
            <p>{t('conditions')}</p>
            <ul className="list-disc pl-5">
              {words.conditions.map((condition) => (
                <li key={condition}>{condition}</li>
              ))}
            </ul>
          </>
        )}
        <p className="text-soft">
          {t('ruleSource')}: {rule.source}
        </p>
        {rule.differs && (
          <p className="text-soft">
            {t('ruleDiffers')}: {rule.differs}
          </p>
        )}
        <details>
          <summary>{t('ruleJson')}</summary>
          <pre className="mt-2 overflow-x-auto rounded border border-rule bg-sunken p-3 font-mono text-xs" tabIndex={0}>
            {JSON.stringify(rule, null, 2)}
          </pre>
        </details>
      </div>
    </Section>
  )
}

function Backtest({ sheet: { backtest, record } }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  if (backtest === null) return null
  const items = [
    [t('backtestName'), backtest.name],
    [t('backtestSnapshot'), backtest.snapshot],
    [t('backtestSeed'), String(backtest.seed)],
    [t('backtestVersion'), backtest.version],
    [t('ruleVersion'), record.strategyVersion ?? ''],
    [t('backtestRun'), String(record.runId)],
  ] as const
  return (
    <Section title={t('backtestTitle')}>
      <p className="mb-3 max-w-prose text-sm text-soft">{t('backtestLead')}</p>
      <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[max-content_1fr]">
        {items.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-soft">{label}</dt>
            <dd className="font-mono text-xs break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

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

interface RuleWords {
  choice: string
  forecast: string
  conditions: string[]
}

/** A rule as sentences; unknown terms are shown as they are in the data. */
export function useRuleWords(rule: Rule): RuleWords {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const selectionName = useSelectionName()
  const choice = CHOICES.find((known) => known === rule.choose)
  const forecast = FORECASTS.find((known) => known === rule.forecast)
  const selections = rule.selections.map(selectionName).join(', ')
  const writeValue = ({ quantity, value }: Rule['conditions'][number]): string =>
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
        value: writeValue(condition),
        of: condition.of === null ? '' : t('conditionFor', { selection: selectionName(condition.of) }),
      })
    }),
  }
}
