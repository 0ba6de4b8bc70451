import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/buttons.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { useDateText, useNumberText } from '../../ui/written.ts'
import { Notice, Panel } from '../../ui/panel.tsx'
import { type NumberReference, ProvenanceSubject, Stat } from '../../ui/stat.tsx'

const MATCHES_AT_ONCE = 25

/** The source of a number: the number, its recalculation, its run, and the matches or bets behind it. */
export function ProvenanceDialog({ reference, onClose }: { reference: NumberReference; onClose: () => void }) {
  const t = useTranslations('provenance')
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.provenance.of.infiniteQueryOptions({ ...reference, limit: MATCHES_AT_ONCE }, { getNextPageParam: ({ page }) => page.nextCursor }),
  )
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={onClose}
      className="fixed inset-0 z-40 flex items-start justify-center overflow-y-auto bg-ink/30 p-3 pt-[6vh]"
    >
      <Modal className="w-full max-w-3xl rounded-lg border border-rule bg-panel shadow-2xl [--surface:var(--panel)]">
        <Dialog className="grid gap-4 p-5 outline-none sm:p-6">
          <div className="flex items-start justify-between gap-4">
            <Heading slot="title" level={2} className="text-lg font-bold">
              {t('title')}
            </Heading>
            <Button onPress={onClose}>{t('close')}</Button>
          </div>
          <ProvenanceSubject subject={null}>
            <Panel query={query} what={t('what')} height="min-h-80">
              {({ pages }) => {
                const [first] = pages
                if (first === undefined) return null
                return (
                  <div className="grid gap-5">
                    <Account answer={first} />
                    <MatchList matches={pages.flatMap(({ data }) => data)} total={first.total} />
                    {query.hasNextPage && (
                      <div>
                        <Button onPress={() => void query.fetchNextPage()} isDisabled={query.isFetchingNextPage}>
                          {t('more')}
                        </Button>
                      </div>
                    )}
                  </div>
                )
              }}
            </Panel>
          </ProvenanceSubject>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

type Answer = ApiOutputs['provenance']['of']

/** The number next to its recalculation, the formula, and the run. */
export function Account({ answer }: { answer: Answer }) {
  const t = useTranslations('provenance')
  const { name, unit, shown, recount, noRecount, formula, migrated, warnings } = answer
  return (
    <div className="grid gap-4">
      <div>
        <p className="font-semibold">{name}</p>
        <p className="text-xs text-soft">{unit}</p>
      </div>
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <Item label={t('shown')}>
          <Stat stat={shown} kind="exact" />
        </Item>
        <Item label={t('recount')}>
          {recount ? <Stat stat={recount.value} kind="exact" /> : <p className="text-sm">{t('noRecount')}</p>}
          <p className="text-xs text-soft">{recount ? <Comparison recount={recount} /> : noRecount}</p>
        </Item>
      </dl>
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      <dl className="grid gap-3 text-sm">
        {formula !== '' && <Item label={t('formula')}>{formula}</Item>}
        {recount !== null && recount.figures.length > 0 && (
          <Item label={t('figures')}>
            <Figures figures={recount.figures} />
          </Item>
        )}
        {migrated && <Migrated migrated={migrated} />}
        <Item label={t('run')}>
          <Run run={answer.run} />
        </Item>
      </dl>
    </div>
  )
}

function Item({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="eyebrow">{label}</dt>
      <dd className="mt-0.5 break-words">{children}</dd>
    </div>
  )
}

function Comparison({ recount }: { recount: NonNullable<Answer['recount']> }) {
  const t = useTranslations('provenance')
  const write = useNumberText()
  if (recount.isEqual) return t('equal')
  return t('unequal', { difference: recount.difference === null ? t('none') : write('exact', recount.difference) })
}

const FIGURES = [
  'level',
  'mean',
  'nEff',
  'kappa',
  'reliability',
  'matches',
  'matchesSeasonBefore',
  'quantity',
  'pairs',
  'pairsBelow',
  'pairsAlike',
  'homeGoalRate',
  'awayGoalRate',
  'rho',
  'sum',
  'counted',
  'thisOrder',
  'otherOrder',
] as const

function Figures({ figures }: { figures: NonNullable<Answer['recount']>['figures'] }) {
  const t = useTranslations('provenance')
  const labelFor = (name: string) => {
    const known = FIGURES.find((figure) => figure === name)
    return known ? t(`figure_${known}`) : t('figure_other', { name: name.replaceAll(/[:_]/g, ' ') })
  }
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {figures.map(({ name, value }) => (
        <li key={name}>
          <span className="text-soft">{labelFor(name)}</span> <Stat stat={value} kind="exact" />
        </li>
      ))}
    </ul>
  )
}

function Migrated({ migrated }: { migrated: NonNullable<Answer['migrated']> }) {
  const t = useTranslations('provenance')
  const { rule, meaning, table, v1Id, sources, ruling } = migrated
  return (
    <Item label={t('rule')}>
      <p>{t('ruleText', { rule, meaning, table, id: String(v1Id) })}</p>
      <ul>
        {sources.map(({ column, value }) => (
          <li key={column} className="font-mono text-xs">
            {t('source', { column, value: value ?? t('empty') })}
          </li>
        ))}
      </ul>
      {ruling !== null && <p>{t('ruling', { reason: ruling })}</p>}
    </Item>
  )
}

function Run({ run }: { run: Answer['run'] }) {
  const t = useTranslations('provenance')
  const { moment } = useDateText()
  if (!run) return t('runNone')
  return t('runText', {
    id: String(run.id),
    date: moment(run.finishedAt ?? run.startedAt),
    code: run.codeVersion,
    model: run.modelVersion ?? t('none'),
    seed: run.seed === null ? t('none') : String(run.seed),
    snapshot: run.snapshot?.slice(0, 8) ?? t('none'),
  })
}

type MatchBehind = ApiOutputs['provenance']['of']['data'][number]

/** The matches or bets behind a number, with what each contributed. */
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
  const { day } = useDateText()
  const columns: (DataColumn<MatchBehind> & { filled?: boolean })[] = [
    {
      id: 'match',
      header: t('match'),
      cell: ({ home, away, playedOn }) => (
        <span className="block min-w-40">
          <span className="block text-xs text-soft">{day(playedOn)}</span>
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
