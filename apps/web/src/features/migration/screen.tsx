import type { MigrationStatusWire } from '@mon-ps/contract/migration'
import { useTranslations } from 'use-intl'
import { readApiError } from '../../lib/trpc.ts'
import { Badge, PageHeader, Section } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { HistorySection } from './parts/history-section.tsx'
import { InspectionSection } from './parts/inspection-section.tsx'
import { JobEnd, MoveProgress } from './parts/job-progress.tsx'
import { MoveSection } from './parts/move-section.tsx'
import { NextStep } from './parts/next-step.tsx'
import { NoV1 } from './parts/no-v1.tsx'
import { PlanSection } from './parts/plan-section.tsx'
import { StepRail } from './parts/step-rail.tsx'
import { UndoneSection, UndoSection } from './parts/undo-section.tsx'
import { UpkeepSection } from './parts/upkeep-section.tsx'
import { VerifyReport } from './parts/verify-report.tsx'
import { offersOf, phaseOf, stepStates } from './stand.ts'
import { type Migration, useMigration, useMigrationStatus } from './use-migration.ts'

/** The move from V1 to V3: inspect, plan, rehearse, apply, verify; and back. */
export function MigrationScreen() {
  const t = useTranslations('migration')
  const status = useMigrationStatus()
  return (
    <>
      <PageHeader
        title={t('title')}
        documentTitle={t('documentTitle')}
        lead={t('lead')}
        eyebrow={status.data && <Badge>{t(`state_${status.data.state}`)}</Badge>}
      />
      <Panel query={status} what={t('whatStatus')} height="min-h-96">
        {(found) => <MigrationPage status={found} />}
      </Panel>
    </>
  )
}

function MigrationPage({ status }: { status: MigrationStatusWire }) {
  const migration = useMigration(status)
  const { job, known, inspection, plan, lastEnd, draft } = migration
  const isFree = phaseOf(status) === 'free'
  const mayForget = plan.isError && Object.keys(draft.decisions).length > 0
  const error = isFree ? inspection.error : null
  if (error && readApiError(error).code === 'LEGACY_NOT_FOUND' && job.running === null)
    return <NoV1 reason={readApiError(error).message} onRetry={() => void inspection.refetch()} />
  return (
    <>
      <StepRail states={stepStates(known)} />
      <MoveProgress job={job} />
      <JobEnd end={lastEnd} phase={phaseOf(status)} />
      <NextStep
        known={known}
        isBusy={job.isStarting || plan.isFetching}
        error={job.error ?? plan.error}
        onPlan={plan.error || known.plan ? migration.lookAgain : migration.askPlan}
        onForgetChoices={mayForget ? migration.forgetChoices : null}
        onStart={migration.start}
      />
      {isFree ? <BeforeTheMove migration={migration} /> : <AfterTheMove migration={migration} />}
      {status.history.length > 0 && <HistorySection history={status.history} />}
    </>
  )
}

function BeforeTheMove({ migration }: { migration: Migration }) {
  const t = useTranslations('migration')
  const { known, draft, plan, inspection, job, record } = migration
  return (
    <>
      {record?.rollback && <UndoneSection record={record} report={record.rollback} />}
      {known.rehearsal && known.plan && <MoveSection kind="rehearsal" report={known.rehearsal} plan={known.plan} verification={null} />}
      {known.plan && (
        <PlanSection
          plan={known.plan}
          isBusy={plan.isFetching}
          choices={
            job.running === null
              ? {
                  timeZone: draft.timeZone,
                  onTimeZone: (timeZone) => migration.choose({ timeZone }),
                  onChoose: (decisions) => migration.choose({ decisions }),
                }
              : null
          }
        />
      )}
      {(job.running === null || known.inspection) && (
        <div className="mt-10 first:mt-0">
          <Panel query={inspection} what={t('whatInspection')} height="min-h-96">
            {(found) => <InspectionSection inspection={found} />}
          </Panel>
        </div>
      )}
    </>
  )
}

function AfterTheMove({ migration }: { migration: Migration }) {
  const t = useTranslations('migration')
  const { known, record, job, lastEnd } = migration
  const { status, verification } = known
  const isStanding = phaseOf(status) === 'standing'
  const refused = lastEnd?.action === 'rollback' ? lastEnd.error : null
  return (
    <>
      {verification && (
        <Section title={verification.passed ? t('verifiedTitle') : t('notVerifiedTitle')}>
          <VerifyReport report={verification} />
        </Section>
      )}
      {record?.move && <MoveSection kind="move" report={record.move} plan={record.plan} verification={verification} />}
      {record && <PlanSection plan={record.plan} isBusy={false} choices={null} />}
      {offersOf(known).rollback && <UndoSection status={status} isBusy={job.isStarting} refused={refused} onUndo={migration.undo} />}
      {isStanding && <UpkeepSection isReady={job.running === null} />}
    </>
  )
}
