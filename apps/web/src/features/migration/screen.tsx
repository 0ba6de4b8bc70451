import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import { useTranslations } from 'use-intl'
import { readApiError } from '../../lib/trpc.ts'
import { Button } from '../../ui/buttons.tsx'
import { type DataColumn, DataTable } from '../../ui/data-table.tsx'
import { Badge, Command, PageHeader, Section } from '../../ui/page.tsx'
import { Notice, Panel } from '../../ui/panel.tsx'
import { useDateText } from '../../ui/written.ts'
import { isRunning, type Known, nextStep, phaseFor } from './next-step.ts'
import { Plan } from './plan.tsx'
import { UndoneReport, VerifyReport } from './reports.tsx'
import { Upkeep } from './upkeep.tsx'
import { useMigration, useMigrationStatus } from './use-migration.ts'

/** Where the move from V1 to V3 stands, and the command for what comes next. The page itself moves nothing. */
export function MigrationScreen() {
  const t = useTranslations('migration')
  const status = useMigrationStatus()
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} eyebrow={status.data && <Badge>{t(`state_${status.data.state}`)}</Badge>} />
      <Panel query={status} what={t('whatStatus')} height="min-h-96">
        {(found) => <Migration status={found} />}
      </Panel>
    </>
  )
}

function Migration({ status }: { status: MigrationStatusWire }) {
  const t = useTranslations('migration')
  const { planning, record, verification, lastError, known } = useMigration(status)
  const phase = phaseFor(status)
  const refusal = phase === 'free' && planning.error ? readApiError(planning.error) : null
  if (refusal?.code === 'LEGACY_NOT_FOUND' && !isRunning(status))
    return <NoV1 reason={refusal.message} onRetry={() => void planning.refetch()} />
  const proof = verification ?? record?.move?.verify ?? null
  return (
    <>
      <WhatComesNext known={known} />
      {lastError && (
        <Notice tone="bad">
          <p className="font-medium">{t(`failed_${lastError.action}`)}</p>
          <p>{lastError.message}</p>
          <p className="font-mono text-xs text-soft">{lastError.code}</p>
        </Notice>
      )}
      {phase === 'free' && record?.rollback && <UndoneReport report={record.rollback} />}
      {phase !== 'free' && proof && <VerifyReport report={proof} isOfMove={verification === null} />}
      {phase === 'free'
        ? !isRunning(status) && (
            <Panel query={planning} what={t('whatPlan')} height="min-h-96">
              {(plan) => <Plan plan={plan} wasApplied={false} />}
            </Panel>
          )
        : record && <Plan plan={record.plan} wasApplied />}
      {phase === 'standing' && !isRunning(status) && <Upkeep />}
      {status.history.length > 0 && <History history={status.history} />}
    </>
  )
}

/** One sentence about where the move stands, and each command that leads on with what it does. */
function WhatComesNext({ known }: { known: Known }) {
  const t = useTranslations('migration')
  const { where, commands } = nextStep(known)
  const { job } = known.status
  return (
    <section aria-label={t('next')} className="mb-8 rounded border border-rule-strong bg-panel p-4 sm:p-5">
      <p className="max-w-prose" role="status">
        {where === 'running' && job && isRunning({ job, busyElsewhere: false }) ? t(`running_${job.action}`) : t(`where_${where}`)}
      </p>
      <ul className="mt-3 grid gap-3 empty:hidden">
        {commands.map(({ use, command }) => (
          <li key={use} className="min-w-0">
            <p className="text-sm text-soft">{t(`use_${use}`)}</p>
            <Command>{command}</Command>
          </li>
        ))}
      </ul>
    </section>
  )
}

const KINDS_OF_V1 = [
  { key: 'server', command: 'LEGACY_DATABASE_URL=postgres://reader@localhost:5432/monps npm start' },
  { key: 'folder', command: 'LEGACY_DATABASE_URL=./old-data npm start' },
  { key: 'dump', command: 'LEGACY_DATABASE_URL=./legacy.sql npm start' },
] as const

/** Where no V1 was found: how to name one. */
function NoV1({ reason, onRetry }: { reason: string; onRetry: () => void }) {
  const t = useTranslations('migration')
  return (
    <div className="rounded border border-rule bg-panel p-5 sm:p-6">
      <h2 className="text-lg font-bold">{t('noV1Title')}</h2>
      <p className="mt-1 max-w-prose text-sm text-soft">{reason}</p>
      <p className="mt-4 max-w-prose">{t('noV1Text')}</p>
      <ol className="mt-4 grid gap-4">
        {KINDS_OF_V1.map(({ key, command }) => (
          <li key={key} className="min-w-0">
            <h3 className="text-sm font-semibold">{t(`noV1_${key}`)}</h3>
            <p className="text-sm text-soft">{t(`noV1Text_${key}`)}</p>
            <Command>{command}</Command>
          </li>
        ))}
      </ol>
      <p className="mt-5 max-w-prose text-sm">{t('noV1Check')}</p>
      <Command>npm run -s mon-ps -- migrate inspect</Command>
      <div className="mt-5">
        <Button onPress={onRetry}>{t('lookAgain')}</Button>
      </div>
    </div>
  )
}

type Entry = MigrationStatusWire['history'][number]

/** Every move that was begun here, the newest first. */
function History({ history }: { history: readonly Entry[] }) {
  const t = useTranslations('migration')
  const { moment } = useDateText()
  const columns: DataColumn<Entry>[] = [
    { id: 'state', header: t('state'), cell: ({ state }) => t(`state_${state}`) },
    { id: 'plan', header: t('planHash'), cell: ({ planSha256 }) => <span className="font-mono text-xs">{planSha256.slice(0, 12)}</span> },
    { id: 'started', header: t('started'), cell: ({ startedAt }) => moment(startedAt) },
    {
      id: 'finished',
      header: t('finished'),
      wideOnly: true,
      cell: ({ finishedAt }) => (finishedAt === null ? t('notFinished') : moment(finishedAt)),
    },
  ]
  return (
    <Section title={t('historyTitle')}>
      <DataTable caption={t('historyTitle')} columns={columns} rows={history} rowKey={({ migrationId }) => String(migrationId)} />
    </Section>
  )
}
