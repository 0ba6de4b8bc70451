import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useTRPC } from '../../../lib/trpc.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Section } from '../../../ui/section.tsx'
import { Stat } from '../../../ui/stat.tsx'

const COUNTS = [
  ['matches', 'statMatches'],
  ['quotes', 'statPrices'],
  ['teams', 'statTeams'],
  ['frictions', 'statPairs'],
  ['strategies', 'statStrategies'],
] as const

/** What the database holds, and the way to take the demo data out of it. */
export function LibraryCounts() {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const status = useQuery(trpc.health.status.queryOptions())
  const remove = useMutation(trpc.demo.remove.mutationOptions({ onSuccess: () => queryClient.invalidateQueries() }))
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
              {database.demoLoaded && (
                <Button isDisabled={remove.isPending} onPress={() => remove.mutate()}>
                  {remove.isPending ? t('removing') : t('removeDemo')}
                </Button>
              )}
            </div>
            {remove.error && <ErrorNotice error={remove.error} onRetry={() => remove.mutate()} />}
          </>
        )}
      </Panel>
    </Section>
  )
}
