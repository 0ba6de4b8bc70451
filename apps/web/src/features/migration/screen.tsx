import type { MigrationStatusWire } from '@mon-ps/api'
import { useTranslations } from 'use-intl'
import { readApiError } from '../../lib/api-error.ts'
import { Badge } from '../../ui/badge.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Section } from '../../ui/section.tsx'
import { HistorySection } from './parts/history-section.tsx'
import { InspectionSection } from './parts/inspection-section.tsx'
import { JobEnd, JobProgress } from './parts/job-progress.tsx'
import { MoveSection } from './parts/move-section.tsx'
import { NextStep } from './parts/next-step.tsx'
import { NoV1 } from './parts/no-v1.tsx'
import { PlanSection } from './parts/plan-section.tsx'
import { StepRail } from './parts/step-rail.tsx'
import { UndoneSection, UndoSection } from './parts/undo-section.tsx'
import { UpkeepSection } from './parts/upkeep-section.tsx'
import { VerifyReport } from './parts/verify-report.tsx'
import { phaseOf, stepStates } from './stand.ts'
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
  const { job, known, inspection, plan, lastEnd } = migration
  const isFree = phaseOf(status) === 'free'
  const error = isFree ? inspection.error : null
  if (error && readApiError(error).code === 'LEGACY_NOT_FOUND' && job.running === null)
    return <NoV1 reason={readApiError(error).message} onRetry={() => void inspection.refetch()} />
  return (
    <>
      <StepRail states={stepStates(known)} />
      <JobProgress job={job} />
      <JobEnd end={lastEnd} />
      <NextStep
        known={known}
        isBusy={job.isStarting || plan.isFetching}
        error={job.error ?? plan.error}
        onPlan={plan.error ? () => void plan.refetch() : migration.askPlan}
        onStart={migration.start}
      />
      {isFree ? <BeforeTheMove migration={migration} /> : <AfterTheMove migration={migration} />}
      {status.history.length > 0 && <HistorySection history={status.history} />}
    </>
  )
}

function BeforeTheMove({ migration }: { migration: Migration }) {
  const t = useTranslations('migration')
  const { known, draft, plan, inspection, job, undone } = migration
  return (
    <>
      {undone && <UndoneSection report={undone} />}
      {known.rehearsal && (
        <MoveSection kind="rehearsal" report={known.rehearsal} plan={known.plan} mapping={known.plan?.mapping ?? []} onExplain={null} />
      )}
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
  const { known, move, plan, job } = migration
  const { status, verification } = known
  const isStanding = phaseOf(status) === 'standing'
  const applied = known.plan?.planSha256 === status.planSha256 ? known.plan : null
  return (
    <>
      {verification && (
        <Section title={verification.passed ? t('verifiedTitle') : t('notVerifiedTitle')}>
          <VerifyReport report={verification} />
        </Section>
      )}
      {move && (
        <MoveSection
          kind="move"
          report={move}
          plan={applied}
          mapping={known.plan?.mapping ?? []}
          onExplain={known.plan || plan.isFetching ? null : migration.askPlan}
        />
      )}
      {applied && <PlanSection plan={applied} isBusy={false} choices={null} />}
      {job.running === null && <UndoSection status={status} isBusy={job.isStarting} onUndo={() => migration.start('rollback')} />}
      {isStanding && <UpkeepSection isReady={job.running === null} />}
    </>
  )
}
