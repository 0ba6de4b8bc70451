import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../lib/trpc.ts'
import { Button, LinkButton } from '../../ui/buttons.tsx'
import { CalculationPanel, useCalculation } from '../../ui/calculation.tsx'
import { Figures } from '../../ui/figures.tsx'
import { PageHeader, Section } from '../../ui/page.tsx'
import { ErrorNotice, Notice, Panel } from '../../ui/panel.tsx'
import { LeagueTable } from './league-table.tsx'

/** What is loaded and how fresh it is; on an empty database, the ways in. */
export function HomeScreen() {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const calculation = useCalculation()
  const leagues = useQuery(trpc.league.list.queryOptions(undefined, { select: (answer) => answer.data }))
  return (
    <>
      <PageHeader title={t('title')} documentTitle={t('documentTitle')} lead={t('lead')} />
      <div className="mb-8 empty:hidden">
        <CalculationPanel />
      </div>
      <Panel
        query={leagues}
        what={t('what')}
        height="min-h-96"
        empty={(list) =>
          list.length === 0 ? (
            <Section title={t('startTitle')}>
              <p className="mb-4 max-w-prose text-soft">{t('startLead')}</p>
              <FirstSteps />
            </Section>
          ) : null
        }
      >
        {(list) => {
          const stale = list.filter((league) => league.stale || league.calculatedAt === null)
          return (
            <>
              {stale.length > 0 && !calculation.isActive && (
                <div className="mb-6">
                  <Notice
                    tone="warn"
                    action={
                      <Button tone="primary" onPress={() => calculation.start()}>
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
              <LibraryCounts />
            </>
          )
        }}
      </Panel>
    </>
  )
}

/** Ways to fill an empty database; calculating comes after them. */
function FirstSteps() {
  const t = useTranslations('home')
  return (
    <>
      <ol className="grid gap-4 md:grid-cols-3">
        <Step number={1} title={t('demoTitle')} text={t('demoText')}>
          <DemoSwitch isLoaded={false} tone="primary" />
        </Step>
        <Step number={2} title={t('importTitle')} text={t('importText')}>
          <LinkButton to="/import">{t('importAction')}</LinkButton>
        </Step>
        <Step number={3} title={t('calculateTitle')} text={t('calculateText')}>
          <Button isDisabled>{t('calculate')}</Button>
          <p className="mt-2 text-xs text-soft">{t('calculateNeedsData')}</p>
        </Step>
      </ol>
      <p className="mt-4 text-sm">
        <Link to="/migration">{t('nextMigration')}</Link>
        <span className="text-soft"> · {t('nextMigrationText')}</span>
      </p>
    </>
  )
}

function Step({ number, title, text, children }: { number: number; title: string; text: string; children: ReactNode }) {
  return (
    <li className="flex flex-col rounded border border-rule bg-panel p-5">
      <p aria-hidden="true" className="text-2xl leading-none font-light text-soft">
        {number}
      </p>
      <h3 className="mt-3 font-semibold">{title}</h3>
      <p className="mt-1 mb-4 flex-1 text-sm text-soft">{text}</p>
      <div>{children}</div>
    </li>
  )
}

interface DemoSwitchProps {
  isLoaded: boolean
  tone?: 'primary' | 'plain'
}

/** Loads the demo leagues, or removes them without a trace. */
function DemoSwitch({ isLoaded, tone = 'plain' }: DemoSwitchProps) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { follow } = useCalculation()
  const load = useMutation(
    trpc.demo.load.mutationOptions({
      onSuccess: (loaded) => {
        void queryClient.invalidateQueries()
        // Loading starts a calculation of its own.
        if (loaded.jobId !== null) follow(loaded.jobId)
      },
    }),
  )
  const remove = useMutation(trpc.demo.remove.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
  const action = isLoaded ? remove : load
  const words = isLoaded ? { idle: t('removeDemo'), busy: t('removing') } : { idle: t('demoAction'), busy: t('demoLoading') }
  return (
    <>
      <Button tone={tone} isDisabled={action.isPending} onPress={() => action.mutate()}>
        {action.isPending ? words.busy : words.idle}
      </Button>
      {action.error && <ErrorNotice error={action.error} onRetry={() => action.mutate()} />}
    </>
  )
}

const PLACES = [
  { to: '/teams', title: 'nextTeams', text: 'nextTeamsText' },
  { to: '/matrix', title: 'nextMatrix', text: 'nextMatrixText' },
  { to: '/strategies', title: 'nextStrategies', text: 'nextStrategiesText' },
  { to: '/models', title: 'nextModels', text: 'nextModelsText' },
  { to: '/migration', title: 'nextMigration', text: 'nextMigrationText' },
] as const

function WhereToLook() {
  const t = useTranslations('home')
  return (
    <ul className="grid gap-x-8 gap-y-4 md:grid-cols-3">
      {PLACES.map((place) => (
        <li key={place.to}>
          <Link to={place.to} className="inline-flex min-h-6 items-center font-semibold">
            {t(place.title)}
          </Link>
          <p className="mt-0.5 text-sm text-soft">{t(place.text)}</p>
        </li>
      ))}
    </ul>
  )
}

const COUNTS = [
  ['matches', 'statMatches'],
  ['quotes', 'statPrices'],
  ['teams', 'statTeams'],
  ['frictions', 'statPairs'],
  ['strategies', 'statStrategies'],
] as const

/** What the database holds, with the switch for the demo leagues. */
function LibraryCounts() {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const status = useQuery(trpc.health.status.queryOptions())
  return (
    <Section title={t('library')}>
      <Panel query={status} what={t('whatStatus')} height="min-h-24">
        {(database) => (
          <>
            <Figures items={COUNTS.map(([key, label]) => ({ label: t(label), stat: database[key], kind: 'count' }))} />
            <div className="mt-4 flex flex-wrap items-center gap-4 text-xs text-soft">
              <span>{t('engine', { engine: database.engineVersion, version: database.version })}</span>
              <DemoSwitch isLoaded={database.demoLoaded} />
            </div>
          </>
        )}
      </Panel>
    </Section>
  )
}
