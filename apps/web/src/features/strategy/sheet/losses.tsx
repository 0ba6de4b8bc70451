import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { LossTable } from './loss-table.tsx'
import type { SheetKey, TearSheet } from './sheet.ts'

const LOSSES_SHOWN = 25
const AGAINST_CLOSE = ['beatClose', 'missedClose', 'noClose'] as const

/** Good bets that lost and bad bets that won, and how much of what was lost was bad luck. */
export function Losses({ sheet, id }: { sheet: TearSheet; id: SheetKey }) {
  const t = useTranslations('tearSheet')
  const trpc = useTRPC()
  const lost = useQuery(trpc.strategy.bets.queryOptions({ ...id, result: 'lost', sort: 'unlucky', limit: LOSSES_SHOWN }))
  return (
    <div className="grid gap-10">
      <AgainstClose sheet={sheet} />
      <Section title={t('autopsyTitle')}>
        <p className="mb-4 max-w-prose text-sm text-soft">{t('autopsyLead')}</p>
        <Autopsy sheet={sheet} />
        <div className="mt-8">
          <Panel query={lost} what={t('whatBets')} height="min-h-96">
            {(list) => <LossTable list={list} name={sheet.record.strategyName} />}
          </Panel>
        </div>
      </Section>
    </div>
  )
}

/** Two by two, and the bets that nobody can place. */
function AgainstClose({ sheet }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const { losses } = sheet
  if (losses === null) return null
  const rows = AGAINST_CLOSE.map((key) => ({ key, ...losses[key] }))
  const most = Math.max(1, ...rows.flatMap(({ won, lost }) => [won, lost]))
  return (
    <ChartFrame
      title={t('lossesTitle')}
      summary={t('lossesSummary', {
        good: losses.beatClose.lost,
        bad: losses.missedClose.won,
        unknown: losses.noClose.won + losses.noClose.lost,
      })}
      twin={{
        columns: [
          { key: 'close', label: t('clv') },
          { key: 'won', label: t('won'), kind: 'count' },
          { key: 'lost', label: t('lost'), kind: 'count' },
        ],
        rows: rows.map(({ key, won, lost }) => ({ close: t(key), won, lost })),
      }}
      fileName={`${sheet.record.strategyName}-against-the-close`}
      snapshot={sheet.meta.snapshot}
    >
      <div className="grid max-w-2xl grid-cols-[minmax(7rem,12rem)_1fr_1fr] gap-2 text-sm">
        <span />
        <span className="eyebrow">{t('won')}</span>
        <span className="eyebrow">{t('lost')}</span>
        {rows.map(({ key, won, lost }) => [
          <span key={key} className="self-center">
            {t(key)}
          </span>,
          <Cell key={`${key} won`} count={won} share={won / most} label={`${t(key)}, ${t('won')}: ${write('count', won)}`} />,
          <Cell key={`${key} lost`} count={lost} share={lost / most} label={`${t(key)}, ${t('lost')}: ${write('count', lost)}`} />,
        ])}
      </div>
    </ChartFrame>
  )
}

/** A count over a bar as long as its share of the largest. */
function Cell({ count, share, label }: { count: number; share: number; label: string }) {
  return (
    <span className="relative block rounded-sm border border-rule px-2 py-2" role="img" aria-label={label}>
      <span className="absolute inset-y-0 left-0 bg-sunken" style={{ width: `${100 * share}%` }} aria-hidden="true" />
      <span className="relative">
        <Stat stat={count} kind="count" />
      </span>
    </span>
  )
}

function Autopsy({ sheet: { figures, losses } }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  if (figures === null) return null
  const items = [
    [t('unlucky'), figures.unluckyLosses],
    [t('badAnalysis'), figures.badAnalysisLosses],
    [t('withoutEvidence'), losses?.withoutEvidence ?? null],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-4">
      {items.map(([label, stat]) => (
        <div key={label}>
          <dt className="eyebrow">{label}</dt>
          <dd className="mt-1 text-xl">
            <Stat stat={stat} kind="count" layout="stacked" />
          </dd>
        </div>
      ))}
    </dl>
  )
}
