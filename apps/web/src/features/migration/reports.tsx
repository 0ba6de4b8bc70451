import type { MigrationCheck, MigrationRollbackReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import { useTranslations } from 'use-intl'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Badge, Section } from '../../ui/page.tsx'
import { Stat } from '../../ui/stat.tsx'

type Count = MigrationVerifyReport['counts'][number]

/** The newest proof that V1 can be rebuilt from V3: the move's own, or a later verification. */
export function VerifyReport({ report: { passed, checks, counts }, isOfMove }: { report: MigrationVerifyReport; isOfMove: boolean }) {
  const t = useTranslations('migration')
  const columns: DataColumn<Count>[] = [
    { id: 'table', header: t('table'), cell: ({ table }) => <span className="font-mono text-xs">{table}</span> },
    { id: 'v1', header: t('inV1'), align: 'right', cell: ({ v1 }) => <Stat stat={v1} kind="count" /> },
    { id: 'v3', header: t('inV3'), align: 'right', cell: ({ v3 }) => <Stat stat={v3} kind="count" /> },
    { id: 'out', header: t('quarantined'), align: 'right', cell: ({ quarantined }) => <Stat stat={quarantined} kind="count" /> },
  ]
  return (
    <Section title={t(passed ? 'verifiedTitle' : 'notVerifiedTitle')} aside={t(isOfMove ? 'ofMove' : 'ofVerify')}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <DataTable caption={t('countsTitle')} columns={columns} rows={counts} rowKey={({ table }) => table} />
        <ul className="divide-y divide-rule border-y border-rule" aria-label={t('proofs')}>
          {checks.map((check) => (
            <Check key={check.id} check={check} />
          ))}
        </ul>
      </div>
    </Section>
  )
}

function Check({ check: { id, name, passed, compared, differences } }: { check: MigrationCheck }) {
  const t = useTranslations('migration')
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-2 text-sm sm:grid-cols-[7rem_minmax(0,1fr)_auto]">
      <span className="flex items-baseline gap-2">
        <Badge tone={passed ? 'good' : 'bad'}>{t(passed ? 'proven' : 'notProven')}</Badge>
        <span className="font-mono text-xs text-soft">{id}</span>
      </span>
      <span className="min-w-0">
        {name}
        {differences.length > 0 && (
          <ul className="mt-1 grid gap-0.5 border-l-2 border-bad pl-3 text-xs text-bad">
            {differences.map((difference) => (
              <li key={difference} className="break-words">
                {difference}
              </li>
            ))}
          </ul>
        )}
      </span>
      <span className="text-xs text-soft">
        <Stat stat={compared} kind="count" /> {t('comparedCount')}
      </span>
    </li>
  )
}

/** What the rollback brought back, by its digests, and what stayed. */
export function UndoneReport({ report: { digests, kept } }: { report: MigrationRollbackReport }) {
  const t = useTranslations('migration')
  const different = digests.filter(({ before, after }) => before !== after)
  return (
    <Section title={t('undoneTitle')}>
      <p className="text-sm">
        {different.length === 0 ? (
          <Badge tone="good">{t('undoneEqual', { count: digests.length })}</Badge>
        ) : (
          <Badge tone="bad">{t('undoneDifferent', { count: different.length })}</Badge>
        )}{' '}
        {different.map(({ what }) => what).join(', ')}
      </p>
      {kept.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 font-semibold">{t('stayed')}</h3>
          <ul className="grid list-disc gap-1 pl-5 text-sm">
            {kept.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
