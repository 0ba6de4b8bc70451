import type { Stat as StatWire } from '@mon-ps/contract/answer'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type ApiOutputs, useTRPC } from '../../../lib/trpc.ts'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/written.ts'
import { Section } from '../../../ui/page.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { excludesZero, isMeasured, Stat } from '../../../ui/stat.tsx'
import { IntervalLine } from '../../../ui/strips.tsx'
import { FALSE_ALARM_RATE } from '../record.tsx'
import { type SheetKey, type TearSheet, usePriceName } from './names.tsx'

interface ForestPart {
  key: string
  name: string
  roi: StatWire
  bets: number
  /** Share of the record's bets that have a price; absent where none can be missing. */
  coverage?: number
}

/** From here on a share would print as 100.0%, which says nothing. */
export const ROUNDS_TO_ALL = 0.9995

/** Symmetric ends of the shared axis: they hold four in five interval ends, so that one wide part does not dwarf the others. */
function getDomain(parts: readonly ForestPart[]): readonly [number, number] {
  const ends = parts.flatMap(({ roi }) => (roi.interval === null ? [] : [Math.abs(roi.interval[0]), Math.abs(roi.interval[1])]))
  const sorted = ends.sort((a, b) => a - b)
  const reach = Math.max(0.05, Math.min(1, sorted[Math.floor(sorted.length * 0.8)] ?? 0.5))
  return [-reach, reach]
}

/** Yields side by side on one axis, zero in the middle: a dot, its interval, and n. */
export function Forest({ parts }: { parts: readonly ForestPart[] }) {
  const domain = getDomain(parts)
  return (
    <ul className="grid gap-y-1">
      {parts.map((part) => (
        <li key={part.key} className="grid grid-cols-[minmax(5rem,8rem)_1fr_auto] items-center gap-x-4 text-sm">
          <span>{part.name}</span>
          <Line part={part} domain={domain} />
          <span className="min-w-40 text-right">
            <Stat stat={part.roi} kind="signedPercent" layout="stacked" />
            <Coverage share={part.coverage ?? 1} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Coverage({ share }: { share: number }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  if (share >= ROUNDS_TO_ALL) return null
  return (
    <span className="block text-xs text-soft">
      {t('coverage')} {write('percent', share)}
    </span>
  )
}

function Line({ part: { name, roi }, domain }: { part: ForestPart; domain: readonly [number, number] }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  if (!isMeasured(roi) || roi.value === null) return <span />
  return (
    <IntervalLine
      value={roi.value}
      interval={roi.interval}
      domain={domain}
      mark={0}
      colours={['var(--away-mark)', 'var(--home)']}
      label={`${name}: ${t('roi')} ${write('signedPercent', roi.value)}`}
    />
  )
}

const SPLITS = ['season', 'league', 'venue', 'odds'] as const
type Context = TearSheet['contexts'][number]

/** The record in parts, each with its own interval, so that a lucky part is seen as one. */
export function Contexts({ sheet }: { sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  const { contexts } = sheet
  if (contexts.length === 0) return null
  return (
    <Section title={t('contexts')}>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        {SPLITS.map((by) => (
          <Split key={by} by={by} parts={contexts.filter((context) => context.by === by)} sheet={sheet} />
        ))}
      </div>
    </Section>
  )
}

function Split({ by, parts, sheet }: { by: Context['by']; parts: readonly Context[]; sheet: TearSheet }) {
  const t = useTranslations('tearSheet')
  const write = useNumberText()
  const nameFor = usePartName(by)
  if (parts.length === 0) return null
  const title = t(`contextTitle_${by}`)
  return (
    <ChartFrame
      title={title}
      summary={t('contextSummary', {
        clear: parts.filter(({ roi }) => excludesZero(roi.interval)).length,
        count: parts.length,
        expected: write('expected', parts.length * FALSE_ALARM_RATE),
      })}
      data={{
        columns: [
          { key: 'part', label: t('part') },
          { key: 'bets', label: t('bets'), kind: 'count' },
          { key: 'profit', label: t('profit'), kind: 'units' },
          { key: 'roi', label: t('roi'), kind: 'signedPercent' },
          { key: 'clv', label: t('clv'), kind: 'signedPercent' },
        ],
        rows: parts.map(({ part, bets, profit, roi, avgClv }) => ({ part: nameFor(part), bets, profit, roi, clv: avgClv })),
      }}
      fileName={`${sheet.record.strategyName}-by-${by}`}
      snapshot={sheet.meta.snapshot}
    >
      <Forest parts={parts.map(({ part, bets, roi }) => ({ key: part, name: nameFor(part), bets, roi }))} />
    </ChartFrame>
  )
}

function usePartName(by: Context['by']): (part: string) => string {
  const t = useTranslations('tearSheet')
  if (by === 'venue') return (part) => (part === 'home' ? t('part_home') : t('part_away'))
  // The last band of odds has no end.
  return (part) => (part.endsWith('-') ? t('partOpen', { low: part.slice(0, -1) }) : by === 'odds' ? part.replace('-', '–') : part)
}

type Robust = ApiOutputs['strategy']['robustness']
type Variation = Robust['prices'][number]

/** The record under other prices, and without a league, a season or its best bets. */
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
            nameFor={priceName}
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

export function Without({ by, variations, name }: { by: 'league' | 'season'; variations: readonly Variation[]; name: string }) {
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
      nameFor={(part) => t('without', { part })}
      fileName={`${name}-without-a-${by}`}
      hidesCoverage
    />
  )
}

interface VariationsProps {
  title: string
  summary: string
  variations: readonly Variation[]
  nameFor: (key: string) => string
  fileName: string
  /** For variations that leave out bets on purpose. */
  hidesCoverage?: boolean
}

function Variations({ title, summary, variations, nameFor, fileName, hidesCoverage = false }: VariationsProps) {
  const t = useTranslations('tearSheet')
  return (
    <ChartFrame
      title={title}
      summary={summary}
      data={{
        columns: [
          { key: 'variation', label: t('part') },
          { key: 'bets', label: t('bets'), kind: 'count' },
          { key: 'coverage', label: t('coverage'), kind: 'percent' },
          { key: 'profit', label: t('profit'), kind: 'units' },
          { key: 'roi', label: t('roi'), kind: 'signedPercent' },
        ],
        rows: variations.map(({ key, bets, coverage, profit, roi }) => ({ variation: nameFor(key), bets, coverage, profit, roi })),
      }}
      fileName={fileName}
    >
      <Forest
        parts={variations.map(({ key, bets, coverage, roi }) => ({
          key,
          name: nameFor(key),
          bets,
          roi,
          ...(hidesCoverage ? {} : { coverage }),
        }))}
      />
    </ChartFrame>
  )
}
