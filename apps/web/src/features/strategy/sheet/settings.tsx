import { useTranslations } from 'use-intl'
import { Section } from '../../../ui/section.tsx'
import { usePriceName } from './price-name.ts'
import { useRuleWords } from './rule-words.ts'
import type { Rule, TearSheet } from './sheet.ts'

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
