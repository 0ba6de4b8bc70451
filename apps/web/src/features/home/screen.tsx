import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Section } from '../../ui/section.tsx'
import { FirstSteps } from './parts/first-steps.tsx'
import { LeagueTable } from './parts/league-table.tsx'
import { LibraryCounts } from './parts/library-counts.tsx'
import { WhereToLook } from './parts/where-to-look.tsx'

export interface HomeScreenProps {
  /** The calculation in progress, or how the last one ended. */
  progress: ReactNode
  isCalculating: boolean
  onCalculate: (leagues?: string[]) => void
  /** Loading the demo league starts a calculation of its own. */
  onCalculationStarted: (jobId: number) => void
}

/** What is loaded and how fresh it is; on an empty database, the ways in. */
export function HomeScreen({ progress, isCalculating, onCalculate, onCalculationStarted }: HomeScreenProps) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const leagues = useQuery(trpc.league.list.queryOptions(undefined, { select: (answer) => answer.data }))
  return (
    <>
      <PageHeader title={t('title')} documentTitle={t('documentTitle')} lead={t('lead')} />
      <div className="mb-8 empty:hidden">{progress}</div>
      <Panel
        query={leagues}
        what={t('what')}
        height="min-h-96"
        empty={(list) =>
          list.length === 0 ? (
            <Section title={t('startTitle')}>
              <p className="mb-4 max-w-prose text-soft">{t('startLead')}</p>
              <FirstSteps onCalculationStarted={onCalculationStarted} />
            </Section>
          ) : null
        }
      >
        {(list) => {
          const stale = list.filter((league) => league.stale || league.calculatedAt === null)
          return (
            <>
              {stale.length > 0 && !isCalculating && (
                <div className="mb-6">
                  <Notice
                    tone="warn"
                    action={
                      <Button tone="primary" onPress={() => onCalculate()}>
                        {t('recalculate')}
                      </Button>
                    }
                  >
                    {t('staleNotice', { count: stale.length })}
                  </Notice>
                </div>
              )}
              <Section title={t('leagues')} aside={t('leaguesAside', { count: list.length })}>
                <LeagueTable leagues={list} />
              </Section>
              <Section title={t('next')}>
                <WhereToLook />
              </Section>
              <LibraryCounts onCalculationStarted={onCalculationStarted} />
            </>
          )
        }}
      </Panel>
    </>
  )
}
