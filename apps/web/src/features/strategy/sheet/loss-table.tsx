import { useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { DataTable, type DataColumn } from '../../../ui/data-table.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { NotMeasured, Stat } from '../../../ui/stat.tsx'
import { MatchName } from './match-name.tsx'
import { useSelectionName } from './selection-name.ts'
import type { Bet } from './sheet.ts'

/** Lost bets with what is known of why: a bar of probability and the evidence behind it. */
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
      twin={{
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

/** All of a bar is one lost bet: the filled part is bad luck, the rest is not. */
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
