import type { Strategy, StrategyList } from '@mon-ps/contract/strategy'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { getStrategySort, type StrategySort } from '../../lib/page-search.ts'
import { onlyDefined, type SearchChanges } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { Button, LinkButton } from '../../ui/buttons.tsx'
import { type ChartData, ChartFrame } from '../../ui/chart-frame.tsx'
import { Segmented, SelectField } from '../../ui/choices.tsx'
import { DataTable, type SortState } from '../../ui/data-table.tsx'
import { NoneMoved, OriginField } from '../../ui/origin.tsx'
import { PageHeader, Pager } from '../../ui/page.tsx'
import { Empty, Notice, Panel, Warnings } from '../../ui/panel.tsx'
import { excludesZero, ProvenanceSubject } from '../../ui/stat.tsx'
import { useNumberText } from '../../ui/written.ts'
import { FALSE_ALARM_RATE } from './record.tsx'
import { useStrategyColumns } from './strategy-columns.tsx'

interface StrategyTableProps {
  list: ApiOutputs['strategy']['list']
  scope: Strategy['scope']
  sort: SortState<StrategySort>
  onSort: (sort: SortState<StrategySort>) => void
}

/** The leader board: one row a record, their ROIs side by side on one axis. */
export function StrategyTable({ list, scope, sort, onSort }: StrategyTableProps) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  const columns = useStrategyColumns(scope, list.meta.origin)
  const summary = t('forestSummary', {
    clear: list.data.filter(({ roi }) => excludesZero(roi.interval)).length,
    count: write('count', list.data.length),
    expected: write('expected', list.data.length * FALSE_ALARM_RATE),
  })
  return (
    <ChartFrame
      title={t('forestTitle')}
      summary={summary}
      fileName={`strategies-${scope}`}
      snapshot={list.meta.snapshot}
      data={useChartData(list.data)}
    >
      <DataTable
        caption={t('caption')}
        columns={columns}
        rows={list.data}
        rowKey={(record) => `${record.scope} ${record.strategyId} ${record.leagueCode ?? ''} ${record.season ?? ''}`}
        sort={sort}
        onSort={onSort}
      />
    </ChartFrame>
  )
}

function useChartData(records: readonly Strategy[]): ChartData {
  const t = useTranslations('strategies')
  return {
    columns: [
      { key: 'strategy', label: t('strategy') },
      { key: 'title', label: t('ruleTitle') },
      { key: 'role', label: t('role') },
      { key: 'team', label: t('team') },
      { key: 'league', label: t('league') },
      { key: 'bets', label: t('bets'), kind: 'count' },
      { key: 'winRate', label: t('winRate'), kind: 'percent' },
      { key: 'roi', label: t('roi'), kind: 'signedPercent' },
      { key: 'shrunkRoi', label: t('shrunk'), kind: 'signedPercent' },
      { key: 'profit', label: t('profit'), kind: 'units' },
      { key: 'clv', label: t('clv'), kind: 'signedPercent' },
      { key: 'maxDrawdown', label: t('drawdown'), kind: 'drawdown' },
      { key: 'qValue', label: t('q'), kind: 'decimal' },
      { key: 'betsNeeded', label: t('needed'), kind: 'count' },
      { key: 'verdict', label: t('verdict') },
    ],
    rows: records.map((record) => ({
      strategy: record.strategyName,
      title: record.strategyTitle ?? '',
      role: record.role === null ? '' : t(`role_${record.role}`),
      team: record.team?.name ?? '',
      league: record.league ?? '',
      bets: record.totalBets,
      winRate: record.winRate,
      roi: record.roi,
      shrunkRoi: record.shrunkRoi,
      profit: record.profit,
      clv: record.avgClv,
      maxDrawdown: record.maxDrawdown,
      qValue: record.qValue,
      betsNeeded: record.betsNeeded,
      verdict: record.verdict === null ? t('verdict_unknown') : t(`verdict_${record.verdict}`),
    })),
  }
}

const route = getRouteApi('/strategies')
const MIN_BETS = ['0', '20', '50', '100', '200', '500'] as const

/** Every rule's record, sorted by its lower bound so that luck does not float to the top. */
export function StrategiesScreen() {
  const t = useTranslations('strategies')
  const trpc = useTRPC()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const records = useQuery(trpc.strategy.list.queryOptions(search, { placeholderData: keepPreviousData }))
  const isFiltered = search.league !== undefined || search.minBets !== undefined
  const change = (changes: SearchChanges<typeof search>) =>
    void navigate({ search: (current) => onlyDefined({ ...current, cursor: undefined, ...changes }), resetScroll: false })
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Choice search={search} onChange={change} />
      <Panel
        query={records}
        what={t('what')}
        height="min-h-[40rem]"
        empty={(list) =>
          list.data.length > 0 ? null : search.origin === 'migrated' ? (
            <NoneMoved />
          ) : (
            <Empty
              cause={t('empty')}
              action={
                isFiltered ? (
                  <Button onPress={() => change({ league: undefined, minBets: undefined })}>{t('emptyFilter')}</Button>
                ) : (
                  <LinkButton to="/">{t('emptyAction')}</LinkButton>
                )
              }
            />
          )
        }
      >
        {(list) => (
          <>
            <h2 className="sr-only">{t('records')}</h2>
            <LuckBanner {...list} scope={search.scope ?? 'team'} />
            <Warnings meta={list.meta} />
            <ProvenanceSubject subject={onlyDefined({ origin: search.origin })}>
              <StrategyTable
                list={list}
                scope={search.scope ?? 'team'}
                sort={getStrategySort(search)}
                onSort={({ by, order }) => change({ sort: by === 'roiLowerBound' ? undefined : by, order })}
              />
            </ProvenanceSubject>
            <Pager page={list.page} cursor={search.cursor} onCursor={(cursor) => change({ cursor })} />
          </>
        )}
      </Panel>
    </>
  )
}

type Search = ReturnType<typeof route.useSearch>

function Choice({ search, onChange }: { search: Search; onChange: (changes: SearchChanges<Search>) => void }) {
  const t = useTranslations('strategies')
  const trpc = useTRPC()
  const leagues = useQuery(trpc.league.list.queryOptions(undefined, { select: (answer) => answer.data }))
  return (
    <div className="mb-5 flex flex-wrap items-end gap-x-5 gap-y-3">
      <Segmented
        label={t('scope')}
        value={search.scope ?? 'team'}
        options={(['team', 'league', 'overall'] as const).map((value) => ({ value, label: t(`scope_${value}`) }))}
        onChange={(scope) =>
          onChange({ scope: scope === 'team' ? undefined : scope, ...(scope === 'overall' ? { league: undefined } : {}) })
        }
      />
      {search.scope !== 'overall' && (
        <SelectField
          label={t('league')}
          value={search.league ?? ''}
          options={[{ value: '', label: t('allLeagues') }, ...(leagues.data ?? []).map(({ code, name }) => ({ value: code, label: name }))]}
          onChange={(league) => onChange({ league: league || undefined })}
        />
      )}
      <SelectField
        label={t('minBets')}
        value={MIN_BETS.find((bets) => Number(bets) === search.minBets) ?? '0'}
        options={MIN_BETS.map((value) => ({ value, label: value }))}
        onChange={(bets) => onChange({ minBets: bets === '0' ? undefined : Number(bets) })}
      />
      <OriginField />
    </div>
  )
}

type LuckBannerProps = Pick<StrategyList, 'total' | 'tested' | 'byLuck' | 'significant' | 'trials'> & {
  scope: StrategyList['data'][number]['scope']
}

/** How many records are compared at once, how many would look significant by luck, and how many rules were ever tried. */
export function LuckBanner({ total, tested, byLuck, significant, trials, scope }: LuckBannerProps) {
  const t = useTranslations('strategies')
  const write = useNumberText()
  // Decimals matter only where fewer than ten are expected.
  const expected = write(byLuck < 10 ? 'expected' : 'count', byLuck)
  return (
    <div className="mb-5">
      <Notice tone="warn">
        {t('banner', { count: total, tested, records: t(`records_${scope}`), expected })} {t('bannerSurvive', { count: significant })}{' '}
        {trials > 0 && t('bannerTrials', { count: trials })}
      </Notice>
    </div>
  )
}
