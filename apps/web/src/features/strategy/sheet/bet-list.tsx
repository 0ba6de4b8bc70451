import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { onlyDefined, type SearchChanges } from '../../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { Segmented, SelectField } from '../../../ui/choices.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { Pager } from '../../../ui/page.tsx'
import { Empty, Panel } from '../../../ui/panel.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { type Bet, MatchName, type SheetKey, type TearSheet, useSelectionName } from './names.tsx'

const route = getRouteApi('/strategies/$strategyId')
const RESULTS = ['all', 'won', 'lost', 'void'] as const

/** Every bet behind the record, the latest first. */
export function BetList({ sheet, id }: { sheet: TearSheet; id: SheetKey }) {
  const t = useTranslations('tearSheet')
  const trpc = useTRPC()
  const { result, season, cursor } = route.useSearch()
  const navigate = route.useNavigate()
  const bets = useQuery(
    trpc.strategy.bets.queryOptions({ ...id, ...onlyDefined({ result, season, cursor }) }, { placeholderData: keepPreviousData }),
  )
  const change = (changes: SearchChanges<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (current) => onlyDefined({ ...current, cursor: undefined, ...changes }), resetScroll: false })
  const seasons = sheet.contexts.filter(({ by }) => by === 'season').map(({ part }) => part)
  return (
    <>
      <div className="mb-5 flex flex-wrap items-end gap-x-5 gap-y-3">
        <Segmented
          label={t('result')}
          value={result ?? 'all'}
          options={RESULTS.map((value) => ({ value, label: t(`result_${value}`) }))}
          onChange={(chosen) => change({ result: chosen === 'all' ? undefined : chosen })}
        />
        {seasons.length > 0 && (
          <SelectField
            label={t('season')}
            value={season ?? ''}
            options={[{ value: '', label: t('allSeasons') }, ...seasons.map((value) => ({ value, label: value }))]}
            onChange={(chosen) => change({ season: chosen || undefined })}
          />
        )}
      </div>
      <Panel
        query={bets}
        what={t('whatBets')}
        height="min-h-96"
        empty={({ data }) => (data.length === 0 ? <Empty cause={t('noBetsHere')} /> : null)}
      >
        {(list) => (
          <>
            <BetTable list={list} name={sheet.record.strategyName} />
            <Pager page={list.page} cursor={cursor} onCursor={(next) => change({ cursor: next })} />
          </>
        )}
      </Panel>
    </>
  )
}

function BetTable({ list, name }: { list: ApiOutputs['strategy']['bets']; name: string }) {
  const t = useTranslations('tearSheet')
  const selectionName = useSelectionName()
  const columns: DataColumn<Bet>[] = [
    { id: 'match', header: t('match'), cell: (bet) => <MatchName bet={bet} /> },
    { id: 'selection', header: t('selection'), cell: ({ selection }) => selectionName(selection) },
    { id: 'odds', header: t('odds'), align: 'right', cell: ({ price }) => <Stat stat={price} kind="odds" /> },
    { id: 'stake', header: t('stake'), align: 'right', wideOnly: true, cell: ({ stake }) => <Stat stat={stake} kind="drawdown" /> },
    { id: 'outcome', header: t('outcome'), cell: ({ outcome }) => t(`outcome_${outcome}`) },
    { id: 'profit', header: t('profit'), align: 'right', cell: ({ profit }) => <Stat stat={profit} kind="units" /> },
    { id: 'clv', header: t('clv'), align: 'right', cell: ({ clv }) => <Stat stat={clv} kind="signedPercent" /> },
  ]
  return (
    <ChartFrame
      title={t('betsTitle')}
      summary={t('betsSummary', { count: list.total })}
      data={{
        columns: [
          { key: 'playedOn', label: t('playedOn') },
          { key: 'match', label: t('match') },
          { key: 'selection', label: t('selection') },
          { key: 'price', label: t('odds'), kind: 'odds' },
          { key: 'stake', label: t('stake'), kind: 'drawdown' },
          { key: 'outcome', label: t('outcome') },
          { key: 'profit', label: t('profit'), kind: 'units' },
          { key: 'clv', label: t('clv'), kind: 'signedPercent' },
        ],
        rows: list.data.map((bet) => ({
          playedOn: bet.playedOn,
          match: `${bet.home.name} – ${bet.away.name}`,
          selection: selectionName(bet.selection),
          price: bet.price,
          stake: bet.stake,
          outcome: t(`outcome_${bet.outcome}`),
          profit: bet.profit,
          clv: bet.clv,
        })),
      }}
      fileName={`${name}-bets`}
      snapshot={list.meta.snapshot}
    >
      <DataTable caption={t('betsTitle')} columns={columns} rows={list.data} rowKey={({ betNo }) => String(betNo)} />
    </ChartFrame>
  )
}
