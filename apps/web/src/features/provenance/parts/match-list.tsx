import { useFormatter, useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../../ui/data-table.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Stat } from '../../../ui/stat.tsx'

type MatchBehind = ApiOutputs['provenance']['of']['data'][number]

/** The matches or bets behind a number, with what each gave to it. */
export function MatchList({ matches, total }: { matches: readonly MatchBehind[]; total: number }) {
  const t = useTranslations('provenance')
  const columns = useColumns(matches)
  const caption = matches.some(({ bet }) => bet !== null) ? t('bets', { count: total }) : t('matches', { count: total })
  if (total === 0) return <p className="text-sm text-soft">{caption}</p>
  const rows = matches.map((match, index) => ({ ...match, key: String(index) }))
  return (
    <div className="grid gap-2">
      <p className="text-sm text-soft">{caption}</p>
      <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ key }) => key} />
    </div>
  )
}

/** Columns that no row fills are left out. */
function useColumns(matches: readonly MatchBehind[]): DataColumn<MatchBehind>[] {
  const t = useTranslations('provenance')
  const format = useFormatter()
  const columns: (DataColumn<MatchBehind> & { filled?: boolean })[] = [
    {
      id: 'match',
      header: t('match'),
      cell: ({ home, away, playedOn }) => (
        <span className="block min-w-40">
          <span className="block text-xs text-soft">{format.dateTime(new Date(playedOn), { dateStyle: 'medium' })}</span>
          {home.name} – {away.name}
        </span>
      ),
    },
    { id: 'score', header: t('score'), cell: ({ homeGoals, awayGoals }) => `${homeGoals}–${awayGoals}` },
    {
      id: 'side',
      header: t('side'),
      wideOnly: true,
      filled: matches.some(({ side }) => side !== null),
      cell: ({ side }) => side?.name ?? '',
    },
    { id: 'part', header: t('part'), filled: matches.some(({ part }) => part !== null), cell: ({ part }) => part ?? '' },
    { id: 'bet', header: t('bet'), filled: matches.some(({ bet }) => bet !== null), cell: ({ bet }) => bet && <Bet bet={bet} /> },
    {
      id: 'gave',
      header: t('gave'),
      align: 'right',
      filled: matches.some(({ observation }) => observation !== null),
      cell: ({ observation }) => observation !== null && <Stat stat={observation} kind="decimal" />,
    },
    { id: 'weight', header: t('weight'), align: 'right', cell: ({ weight }) => <Stat stat={weight} kind="decimal" /> },
  ]
  return columns.filter(({ filled }) => filled !== false)
}

function Bet({ bet: { side, line, price, outcome } }: { bet: NonNullable<MatchBehind['bet']> }) {
  const t = useTranslations('provenance')
  const write = useNumberText()
  return t('betText', { side, line: line === 0 ? '' : write('plain', line), price: write('odds', price), outcome })
}
