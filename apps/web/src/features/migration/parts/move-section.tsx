import type { MigrationPlanWire } from '@mon-ps/contract/migration-plan'
import type { MigrationMoveReport, MigrationVerifyReport } from '@mon-ps/contract/migration-report'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { downloadJson } from '../../../lib/download.ts'
import { ToolButton } from '../../../ui/buttons.tsx'
import { Section } from '../../../ui/page.tsx'
import { Notice } from '../../../ui/panel.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { MoveDetails } from './move-details.tsx'
import { QuarantineList } from './quarantine-list.tsx'
import { Samples } from './samples.tsx'
import { VerifyReport } from './verify-report.tsx'

export interface MoveSectionProps {
  kind: 'rehearsal' | 'move'
  report: MigrationMoveReport
  /** The plan that it carried out. */
  plan: MigrationPlanWire
  /** The newest proof of what stands; null where there was none since. */
  verification: MigrationVerifyReport | null
}

/** What a rehearsal or the move did, what was proven of it, and a few rows side by side. */
export function MoveSection({ kind, report, plan, verification }: MoveSectionProps) {
  const t = useTranslations('migration')
  const { verify, samples, quarantined } = report
  const download = () => downloadJson(`mon-ps-${kind}-${report.planSha256.slice(0, 12)}.json`, { report, verification, plan })
  return (
    <Section title={t(`title_${kind}`)} aside={<ToolButton onPress={download}>{t('downloadReport')}</ToolButton>}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {report.alreadyApplied && <Notice>{t('alreadyApplied')}</Notice>}
        <Figures report={report} />
        <Part title={verify.passed ? t('provenTitle') : t('notProvenTitle')}>
          <VerifyReport report={verify} />
        </Part>
        {samples.length > 0 && (
          <Part title={t('samplesTitle')}>
            <Samples samples={samples} mapping={plan.mapping} />
          </Part>
        )}
        {quarantined.total > 0 && (
          <Part title={t('quarantinedTitle', { count: quarantined.total })}>
            <QuarantineList rows={quarantined.rows} total={quarantined.total} />
          </Part>
        )}
        <Part title={t('detailsTitle')}>
          <MoveDetails report={report} />
        </Part>
      </div>
    </Section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </div>
  )
}

function Figures({ report: { published, backup, elapsedMs } }: { report: MigrationMoveReport }) {
  const t = useTranslations('migration')
  const figures = [
    ['inserted', published.inserted, 'count'],
    ['replaced', published.replaced, 'count'],
    ['kept', published.kept, 'count'],
    ['backedUp', backup.filter(({ restoredAndCompared }) => restoredAndCompared).length, 'count'],
    ['took', elapsedMs, 'seconds'],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {figures.map(([key, value, kind]) => (
        <div key={key}>
          <dt className="eyebrow">{t(key)}</dt>
          <dd className="mt-0.5 text-xl">
            <Stat stat={value} kind={kind} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
