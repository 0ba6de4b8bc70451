import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { ApiOutputs } from '../../../lib/trpc.ts'
import { Notice } from '../../../ui/notice.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Stat } from '../../../ui/stat.tsx'

type Answer = ApiOutputs['provenance']['of']

/** The number beside its recount, the formula, and the run. */
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
  const labelOf = (name: string) => {
    const known = FIGURES.find((figure) => figure === name)
    return known ? t(`figure_${known}`) : t('figure_other', { name: name.replaceAll(/[:_]/g, ' ') })
  }
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {figures.map(({ name, value }) => (
        <li key={name}>
          <span className="text-soft">{labelOf(name)}</span> <Stat stat={value} kind="exact" />
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
  const format = useFormatter()
  if (!run) return t('runNone')
  return t('runText', {
    id: String(run.id),
    date: format.dateTime(new Date(run.finishedAt ?? run.startedAt), { dateStyle: 'medium', timeStyle: 'short' }),
    code: run.codeVersion,
    model: run.modelVersion ?? t('none'),
    seed: run.seed === null ? t('none') : String(run.seed),
    snapshot: run.snapshot?.slice(0, 8) ?? t('none'),
  })
}
