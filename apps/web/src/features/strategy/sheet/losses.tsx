import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Figures } from '../../../ui/figures.tsx'
import { useNumberText } from '../../../ui/written.ts'
import { Badge, Section } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { NotMeasured, Stat } from '../../../ui/stat.tsx'
import { type Bet, MatchName, type SheetKey, type TearSheet, useSelectionName } from './names.tsx'

const LOSSES_SHOWN = 25
const AGAINST_CLOSE = ['beatClose', 'missedClose', 'noClose'] as const

/** Good bets that lost, bad bets that won, and how many losses were bad luck. */
export function Losses({ sheet, id }: { sheet: TearSheet; id: SheetKey }) {
  const t = useTranslations('tearSheet')
  const trpc = useTRPC()
  const lost = useQuery(trpc.strategy.bets.queryOptions({ ...id, result: 'lost', sort: 'unlucky', limit: LOSSES_SHOWN }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
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

/** Won and lost by whether the bet beat the close, and the bets without a closing line. */
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
      data={{
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
    { label: t('unlucky'), stat: figures.unluckyLosses },
    { label: t('badAnalysis'), stat: figures.badAnalysisLosses },
    { label: t('withoutEvidence'), stat: losses?.withoutEvidence ?? null },
  ]
  return <Figures items={items.map((item) => ({ ...item, kind: 'count', layout: 'stacked' }))} />
}

/** Lost bets with the probability that each was bad luck, and the evidence for it. */
export function LossTable({ list, name }: { list: ApiOutputs['strategy']['bets']; name: string }) {
  const t = useTranslations('tearSheet')
  const selectionName = useSelectionName()
  const columns: DataColumn<Bet>[] = [
    { id: 'match', header: t('match'), cell: (bet) => <MatchName bet={bet} /> },
    { id: 'selection', header: t('selection'), cell: ({ selection }) => selectionName(selection) },
    { id: 'odds', header: t('odds'), align: 'right', cell: ({ price }) => <Stat stat={price} kind="odds" /> },
    { id: 'unlucky', header: t('probabilityUnlucky'), width: 'w-56', cell: ({ loss }) => <Bar p={loss?.probabilityUnlucky ?? null} /> },
    { id: 'evidence', header: t('evidence'), cell: (bet) => <Evidence bet={bet} /> },
  ]
  return (
    <ChartFrame
      title={t('lossListTitle')}
      summary={t('lossListSummary', { count: list.total })}
      data={{
        columns: [
          { key: 'playedOn', label: t('playedOn') },
          { key: 'match', label: t('match') },
          { key: 'selection', label: t('selection') },
          { key: 'price', label: t('odds'), kind: 'odds' },
          { key: 'unlucky', label: t('probabilityUnlucky'), kind: 'percent' },
          { key: 'clv', label: t('clv'), kind: 'signedPercent' },
          { key: 'close', label: t('evidence'), kind: 'percent' },
        ],
        rows: list.data.map((bet) => ({
          playedOn: bet.playedOn,
          match: `${bet.home.name} – ${bet.away.name}`,
          selection: selectionName(bet.selection),
          price: bet.price,
          unlucky: bet.loss?.probabilityUnlucky ?? null,
          clv: bet.clv,
          close: bet.closeProbability,
        })),
      }}
      fileName={`${name}-losses`}
    >
      <DataTable caption={t('lossListTitle')} columns={columns} rows={list.data} rowKey={({ betNo }) => String(betNo)} />
    </ChartFrame>
  )
}

/** The whole bar is one lost bet; the filled part is bad luck. */
function Bar({ p }: { p: number | null }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  if (p === null) return <NotMeasured layout="value" />
  return (
    <span className="grid grid-cols-[1fr_3.5rem] items-center gap-2">
      <span
        role="img"
        aria-label={`${t('probabilityUnlucky')} ${write('percent', p)}`}
        className="block h-3 overflow-hidden rounded-sm border border-rule-strong bg-sunken"
      >
        <span className="block h-full bg-home" style={{ width: `${100 * p}%` }} />
      </span>
      <Stat stat={p} kind="percent" />
    </span>
  )
}

function Evidence({ bet: { clv, closeProbability, loss } }: { bet: Bet }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const chips = [
    ...(clv === null ? [] : [t('evidenceClv', { value: write('signedPercent', clv) })]),
    ...(closeProbability === null ? [] : [t('evidenceClose', { value: write('percent', closeProbability) })]),
    ...(loss?.shotShare == null ? [] : [t('evidenceShots', { value: write('percent', loss.shotShare) })]),
    ...(loss?.redCards == null || loss.redCards === 0
      ? []
      : [t('evidenceReds', { value: loss.redCards > 0 ? `+${loss.redCards}` : `−${-loss.redCards}` })]),
  ]
  return (
    <span className="flex flex-wrap gap-1">
      {chips.length === 0 ? <Badge>{t('evidenceNone')}</Badge> : chips.map((chip) => <Badge key={chip}>{chip}</Badge>)}
    </span>
  )
}
