import { describeScoringGap } from '@mon-ps/messages/reasons'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { readChoice } from '../../lib/search-params.ts'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import type { NumberKind } from '@mon-ps/messages/numbers'
import { Command, Section } from '../../ui/page.tsx'
import { Empty, Panel } from '../../ui/panel.tsx'
import { Stat } from '../../ui/stat.tsx'

/** A team as a chess piece, and its goalscorers, from a query of their own. */
export function PieceAndGoalscorers({ teamId }: { teamId: number }) {
  const t = useTranslations('profiles')
  const trpc = useTRPC()
  const profiles = useQuery(trpc.profile.byTeam.queryOptions({ teamId }))
  return (
    <Section title={t('section')}>
      <Panel query={profiles} what={t('what')} height="min-h-40">
        {({ chess, goalscorers }) => (
          <div className="grid gap-8">
            <ChessPiece chess={chess} />
            <Goalscorers goalscorers={goalscorers} />
          </div>
        )}
      </Panel>
    </Section>
  )
}

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
      <DataTable caption={t('rests')} columns={usePieceColumns()} rows={chess.characteristics} rowKey={({ metric }) => metric} />
    </div>
  )
}

function usePieceColumns(): DataColumn<Characteristic>[] {
  const t = useTranslations('profiles')
  const known = (metric: string) => readChoice(metric, METRIC_KEYS)
  const kindFor = (metric: string): NumberKind => {
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
    { id: 'value', header: t('value'), align: 'right', cell: ({ metric, stat }) => <Stat stat={stat} kind={kindFor(metric)} /> },
    {
      id: 'leagueMiddle',
      header: t('leagueMiddle'),
      align: 'right',
      cell: ({ metric, leagueMiddle }) => <Stat stat={leagueMiddle} kind={kindFor(metric)} />,
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

type Goalscorer = ApiOutputs['profile']['byTeam']['goalscorers'][number]

/** The team's goalscorers: imported counts, and the chances in a coming match. */
export function Goalscorers({ goalscorers }: { goalscorers: readonly Goalscorer[] }) {
  const t = useTranslations('profiles')
  const columns = useScorerColumns()
  const [first] = goalscorers
  if (first === undefined) return <Empty cause={t('noScorers')} action={<Command>mon-ps import goalscorers players.csv</Command>} />
  return (
    <div>
      <h3 className="eyebrow mb-2">{t('scorers', { season: first.season })}</h3>
      <DataTable
        caption={t('scorers', { season: first.season })}
        columns={columns}
        rows={goalscorers}
        rowKey={({ playerName, season }) => `${season} ${playerName}`}
      />
    </div>
  )
}

function useScorerColumns(): DataColumn<Goalscorer>[] {
  const t = useTranslations('profiles')
  const count = (value: number | null) => (value === null ? t('notCounted') : <Stat stat={value} kind="count" />)
  return [
    { id: 'player', header: t('player'), cell: ({ playerName }) => playerName },
    { id: 'position', header: t('position'), wideOnly: true, cell: ({ position }) => position ?? t('notCounted') },
    { id: 'goals', header: t('goals'), align: 'right', cell: ({ goals }) => count(goals) },
    { id: 'appearances', header: t('appearances'), align: 'right', wideOnly: true, cell: ({ appearances }) => count(appearances) },
    { id: 'minutes', header: t('minutes'), align: 'right', wideOnly: true, cell: ({ minutes }) => count(minutes) },
    {
      id: 'anytime',
      header: t('anytime'),
      hint: t('anytimeHint'),
      align: 'right',
      cell: ({ anytime, reason }) => (
        <span title={reason === null ? undefined : describeScoringGap(reason)}>
          <Stat stat={anytime} kind="percent" />
        </span>
      ),
    },
    {
      id: 'firstGoal',
      header: t('firstGoal'),
      hint: t('orderHint'),
      align: 'right',
      cell: ({ firstGoal, reason }) => (
        <span title={reason === null ? undefined : describeScoringGap(reason)}>
          <Stat stat={firstGoal} kind="percent" />
        </span>
      ),
    },
    {
      id: 'lastGoal',
      header: t('lastGoal'),
      hint: t('orderHint'),
      align: 'right',
      wideOnly: true,
      cell: ({ lastGoal }) => <Stat stat={lastGoal} kind="percent" />,
    },
  ]
}
