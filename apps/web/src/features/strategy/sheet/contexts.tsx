import { useTranslations } from 'use-intl'
import { ChartFrame } from '../../../ui/chart-frame.tsx'
import { useNumberText } from '../../../ui/number-kind.ts'
import { Section } from '../../../ui/section.tsx'
import { FALSE_ALARM_RATE, isClearOfZero } from '../record.ts'
import { Forest } from './forest.tsx'
import type { TearSheet } from './sheet.ts'

const SPLITS = ['season', 'league', 'venue', 'odds'] as const
type Context = TearSheet['contexts'][number]

/** The record in parts: each with its own interval, so that a lucky part is seen to be one. */
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
  const nameOf = usePartName(by)
  if (parts.length === 0) return null
  const title = t(`contextTitle_${by}`)
  return (
    <ChartFrame
      title={title}
      summary={t('contextSummary', {
        clear: parts.filter(isClearOfZero).length,
        count: parts.length,
        expected: write('expected', parts.length * FALSE_ALARM_RATE),
      })}
      twin={{
        columns: [
          { key: 'part', label: t('part') },
          { key: 'bets', label: t('bets'), kind: 'count' },
          { key: 'profit', label: t('profit'), kind: 'units' },
          { key: 'roi', label: t('roi'), kind: 'signedPercent' },
          { key: 'clv', label: t('clv'), kind: 'signedPercent' },
        ],
        rows: parts.map(({ part, bets, profit, roi, avgClv }) => ({ part: nameOf(part), bets, profit, roi, clv: avgClv })),
      }}
      fileName={`${sheet.record.strategyName}-by-${by}`}
      snapshot={sheet.meta.snapshot}
    >
      <Forest parts={parts.map(({ part, bets, roi }) => ({ key: part, name: nameOf(part), bets, roi }))} />
    </ChartFrame>
  )
}

function usePartName(by: Context['by']): (part: string) => string {
  const t = useTranslations('tearSheet')
  if (by === 'venue') return (part) => (part === 'home' ? t('part_home') : t('part_away'))
  // The last band of odds has no end.
  return (part) => (part.endsWith('-') ? t('partOpen', { low: part.slice(0, -1) }) : by === 'odds' ? part.replace('-', '–') : part)
}
