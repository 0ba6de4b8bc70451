import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../../lib/trpc.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { DemoSwitch } from './demo-switch.tsx'

const COUNTS = [
  ['matches', 'statMatches'],
  ['quotes', 'statPrices'],
  ['teams', 'statTeams'],
  ['frictions', 'statPairs'],
  ['strategies', 'statStrategies'],
] as const

/** What the database holds, and the way to put the demo leagues in or take them out. */
export function LibraryCounts({ onCalculationStarted }: { onCalculationStarted: (jobId: number) => void }) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const status = useQuery(trpc.health.status.queryOptions())
  return (
    <Section title={t('library')}>
      <Panel query={status} what={t('whatStatus')} height="min-h-24">
        {(database) => (
          <>
            <dl className="flex flex-wrap gap-x-10 gap-y-4">
              {COUNTS.map(([key, label]) => (
                <div key={key}>
                  <dt className="eyebrow">{t(label)}</dt>
                  <dd className="mt-0.5 text-xl">
                    <Stat stat={database[key]} kind="count" />
                  </dd>
                </div>
              ))}
            </dl>
            <div className="mt-4 flex flex-wrap items-center gap-4 text-xs text-soft">
              <span>{t('engine', { engine: database.engineVersion, version: database.version })}</span>
              <DemoSwitch isLoaded={database.demoLoaded} onCalculationStarted={onCalculationStarted} />
            </div>
          </>
        )}
      </Panel>
    </Section>
  )
}
