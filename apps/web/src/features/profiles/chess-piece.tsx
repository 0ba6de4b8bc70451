import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import type { ApiOutputs } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Empty } from '../../ui/empty.tsx'
import type { NumberKind } from '../../ui/number-kind.ts'
import { Stat } from '../../ui/stat.tsx'

type Chess = NonNullable<ApiOutputs['profile']['byTeam']['chess']>
type Characteristic = Chess['characteristics'][number]

const PIECES = ['queen', 'king', 'rook', 'knight', 'bishop', 'pawn'] as const
const SUBTYPES = ['wide', 'central', 'precise', 'wasteful', 'booked', 'clean'] as const
/** How each metric is written. */
const METRICS = {
  shots_for: 'expected',
  shots_against: 'expected',
  shots_on_target_share: 'percent',
  fouls_per_match: 'expected',
  corners_for: 'expected',
  cards_per_match: 'plain',
} as const satisfies Record<string, NumberKind>
const METRIC_KEYS = Object.keys(METRICS) as (keyof typeof METRICS)[]

/** The piece by name, how likely its rule holds, and the numbers that the rule reads. */
export function ChessPiece({ chess }: { chess: Chess | null }) {
  const t = useTranslations('profiles')
  if (chess === null) return <Empty cause={t('noChess')} />
  const piece = readChoice(chess.piece, PIECES)
  const subtype = readChoice(chess.subtype, SUBTYPES)
  return (
    <div>
      <h3 className="eyebrow">{t('chess')}</h3>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
        <span className="text-lg font-bold">{piece ? t(`piece_${piece}`) : chess.piece}</span>
        {piece && <span className="text-sm text-soft">{t(`pieceMeaning_${piece}`)}</span>}
        {subtype && <span className="text-sm text-soft">{t(`subtype_${subtype}`)}</span>}
      </p>
      <p className="mt-1 mb-3 text-sm text-soft">
        <Stat stat={chess.confidence} kind="percent" /> {t('chessAside', { season: chess.season })}
      </p>
      <DataTable caption={t('rests')} columns={useColumns()} rows={chess.characteristics} rowKey={({ metric }) => metric} />
    </div>
  )
}

function useColumns(): DataColumn<Characteristic>[] {
  const t = useTranslations('profiles')
  const known = (metric: string) => readChoice(metric, METRIC_KEYS)
  const kindOf = (metric: string): NumberKind => {
    const key = known(metric)
    return key ? METRICS[key] : 'plain'
  }
  return [
    {
      id: 'metric',
      header: t('metric'),
      cell: ({ metric }) => {
        const key = known(metric)
        return key ? t(`metric_${key}`) : metric
      },
    },
    { id: 'side', header: t('side'), cell: ({ side }) => t(`side_${side}`) },
    { id: 'value', header: t('value'), align: 'right', cell: ({ metric, stat }) => <Stat stat={stat} kind={kindOf(metric)} /> },
    {
      id: 'leagueMiddle',
      header: t('leagueMiddle'),
      align: 'right',
      cell: ({ metric, leagueMiddle }) => <Stat stat={leagueMiddle} kind={kindOf(metric)} />,
    },
    {
      id: 'probability',
      header: t('probability'),
      hint: t('probabilityHint'),
      align: 'right',
      cell: ({ probability }) => <Stat stat={probability} kind="percent" />,
    },
  ]
}
