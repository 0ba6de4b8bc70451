import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Panel } from '../../../ui/panel.tsx'
import { Stat } from '../../../ui/stat.tsx'
import { Forest } from './forest.tsx'
import { usePriceName } from './price-name.ts'
import type { SheetKey, TearSheet } from './sheet.ts'

type Robust = ApiOutputs['strategy']['robustness']
type Variation = Robust['prices'][number]

/** What is left of the record when its prices, its leagues, its seasons or its best bets are others. */
export function Robustness({ sheet, id }: { sheet: TearSheet; id: SheetKey }) {
  const t = useTranslations('tearSheet')
  const trpc = useTRPC()
  const robust = useQuery(trpc.strategy.robustness.queryOptions(id))
  const priceName = usePriceName()
  return (
    <Panel query={robust} what={t('whatRobustness')} height="min-h-96">
      {({ prices, withoutLeague, withoutSeason, withoutBestBets }) => (
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
          <Variations
            title={t('pricesTitle')}
            summary={t('pricesSummary', { price: priceName(sheet.rule?.prices ?? null) })}
            variations={prices}
            nameOf={priceName}
            fileName={`${sheet.record.strategyName}-prices`}
          />
          {(['league', 'season'] as const).map((by) => (
            <Without key={by} by={by} variations={by === 'league' ? withoutLeague : withoutSeason} name={sheet.record.strategyName} />
          ))}
          {withoutBestBets && (
            <p className="text-sm">
              {t('best', { count: withoutBestBets.key })} <Stat stat={withoutBestBets.roi} kind="signedPercent" />
            </p>
          )}
        </div>
      )}
    </Panel>
  )
}

function Without({ by, variations, name }: { by: 'league' | 'season'; variations: readonly Variation[]; name: string }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  if (variations.length === 0) return null
  const values = variations.flatMap(({ roi }) => (roi.value === null ? [] : [roi.value]))
  return (
    <Variations
      title={t(`withoutTitle_${by}`)}
      summary={t('withoutSummary', {
        low: write('signedPercent', Math.min(...values)),
        high: write('signedPercent', Math.max(...values)),
      })}
      variations={variations}
      nameOf={(part) => t('without', { part })}
      fileName={`${name}-without-a-${by}`}
      hidesCoverage
    />
  )
}

interface VariationsProps {
  title: string
  summary: string
  variations: readonly Variation[]
  nameOf: (key: string) => string
  fileName: string
  /** Every variation leaves bets out on purpose. */
  hidesCoverage?: boolean
}

function Variations({ title, summary, variations, nameOf, fileName, hidesCoverage = false }: VariationsProps) {
  const t = useTranslations('tearSheet')
  return (
    <ChartFrame
      title={title}
      summary={summary}
      twin={{
        columns: [
          { key: 'variation', label: t('part') },
          { key: 'bets', label: t('bets'), kind: 'count' },
          { key: 'coverage', label: t('coverage'), kind: 'percent' },
          { key: 'profit', label: t('profit'), kind: 'units' },
          { key: 'roi', label: t('roi'), kind: 'signedPercent' },
        ],
        rows: variations.map(({ key, bets, coverage, profit, roi }) => ({ variation: nameOf(key), bets, coverage, profit, roi })),
      }}
      fileName={fileName}
    >
      <Forest
        parts={variations.map(({ key, bets, coverage, roi }) => ({
          key,
          name: nameOf(key),
          bets,
          roi,
          ...(hidesCoverage ? {} : { coverage }),
        }))}
      />
    </ChartFrame>
  )
}
