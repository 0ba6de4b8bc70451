import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import type { NumberKind } from '../../../ui/number-kind.ts'
import { Panel, type PanelQuery } from '../../../ui/panel.tsx'
import { Stat, type StatValue } from '../../../ui/stat.tsx'
import type { Matchup } from '../matchup-text.ts'

interface Change {
  key: string
  label: string
  kind: NumberKind
  was: StatValue
  now: StatValue
}

/** The same figures before and after the changes. */
export function WasNow({ was, result }: { was: Matchup; result: PanelQuery<Matchup> }) {
  const t = useTranslations('matchup')
  return (
    <Panel query={result} what={t('recalculating')} height="min-h-72">
      {(now) => <Changes was={was} now={now} />}
    </Panel>
  )
}

function Changes({ was, now }: { was: Matchup; now: Matchup }) {
  const t = useTranslations('matchup')
  const probability = (key: keyof Matchup['probabilities'], label: string): Change => ({
    key,
    label,
    kind: 'percent',
    was: was.probabilities[key],
    now: now.probabilities[key],
  })
  const changes: Change[] = [
    probability('home', t('teamWins', { team: was.home.name })),
    probability('draw', t('draw')),
    probability('away', t('teamWins', { team: was.away.name })),
    probability('over25', t('over25')),
    probability('btts', t('btts')),
    { key: 'total', label: t('goalsExpected'), kind: 'goals', was: was.goalRates.total, now: now.goalRates.total },
  ]
  const columns: DataColumn<Change>[] = [
    { id: 'label', header: t('measure'), cell: (change) => change.label },
    { id: 'was', header: t('was'), align: 'right', cell: (change) => <Stat stat={change.was} kind={change.kind} layout="stacked" /> },
    { id: 'now', header: t('now'), align: 'right', cell: (change) => <Stat stat={change.now} kind={change.kind} layout="stacked" /> },
    {
      id: 'change',
      header: t('change'),
      align: 'right',
      cell: (change) => <Stat stat={differenceOf(change)} kind={change.kind === 'percent' ? 'points' : 'signed'} />,
    },
  ]
  return (
    <ChartFrame
      title={t('changesTitle')}
      summary={t('changesSummary')}
      fileName={`what-if-${was.home.name}-${was.away.name}`}
      twin={{
        columns: [
          { key: 'measure', label: t('measure') },
          { key: 'was', label: t('was'), kind: 'decimal' },
          { key: 'now', label: t('now'), kind: 'decimal' },
        ],
        rows: changes.map((change) => ({ measure: change.label, was: change.was, now: change.now })),
      }}
    >
      <DataTable caption={t('changesTitle')} columns={columns} rows={changes} rowKey={(change) => change.key} />
    </ChartFrame>
  )
}

function differenceOf({ was, now }: Change): number | null {
  return was.value === null || now.value === null ? null : now.value - was.value
}
