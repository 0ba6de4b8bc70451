import type { Stat } from '@mon-ps/contract/answer'
import type { StrategyRobustness } from '@mon-ps/contract/strategy'
import type { StrategyTearSheet } from '@mon-ps/contract/tear-sheet'
import { statText, valueText } from './number-text.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

/** Rows of the running profit that are printed: its ends and what lies evenly between. */
const EQUITY_ROWS = 8

type Sheet = StrategyTearSheet

/** A record for a terminal: what it earned, what luck alone does, its parts, its losses, and what names it. */
export function tearSheetText(sheet: Sheet, robustness: StrategyRobustness, terminal: Terminal): string {
  const bold = (text: string): string => terminal.style('bold', text)
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', bold(title), ...lines])
  return [
    ...head(sheet, bold),
    ...section('Record', figures(sheet)),
    ...section('Running profit, and where 95 of 100 histories without an edge stand', equityLines(sheet)),
    ...section('Parts', contextLines(sheet)),
    ...section('Against the closing line', lossLines(sheet)),
    ...section('The same bets', robustLines(robustness)),
    ...section('Rule', ruleLines(sheet)),
    ...section('What names this backtest', backtestLines(sheet)),
    ...sheet.meta.warnings.map((warning) => `Note: ${warning}`),
  ].join('\n')
}

function head({ record, rule, replaced }: Sheet, bold: (text: string) => string): string[] {
  const where = record.team?.name ?? record.league ?? 'all leagues together'
  const words = [
    record.verdict?.replaceAll('_', ' ') ?? 'not judged',
    ...(record.role ? [record.role] : []),
    ...(record.source === 'demo' ? ['demo'] : []),
  ]
  return [
    `${bold(record.strategyName)}  ${where}  (${words.join(', ')})`,
    ...(record.strategyTitle ? [record.strategyTitle] : []),
    ...(rule?.unrecorded ? [`Never bets: ${rule.unrecorded}`] : []),
    ...(replaced ? ['A later calculation has replaced this record.'] : []),
  ]
}

const known = (value: number | null, digits: number): string => (value === null ? 'not measured' : value.toFixed(digits))

function figures({ record, figures: own }: Sheet): string[] {
  const rows: [string, string][] = [
    ['bets', String(record.totalBets)],
    ['won', `${statText(record.winRate, 'percent')}, needs ${valueText(record.breakEvenRate, 'percent')}`],
    ['profit', statText(record.profit, 'units')],
    ['ROI', statText(record.roi, 'percent')],
    ...(record.scope === 'overall' ? [] : [['shrunk ROI', statText(record.shrunkRoi, 'percent')] satisfies [string, string]]),
    ['CLV', statText(record.avgClv, 'percent')],
    ['max. drawdown', record.maxDrawdown === null ? 'not measured' : `${record.maxDrawdown.toFixed(2)} u`],
    ['q', known(record.qValue, 3)],
  ]
  if (own) rows.push(...doubts(own))
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
}

function doubts(own: NonNullable<Sheet['figures']>): [string, string][] {
  const run = own.longestLosingRun
  return [
    ...(own.priceCoverage === null ? [] : [['with a price', valueText(own.priceCoverage, 'percent')] satisfies [string, string]]),
    ['longest losing run', run === null ? 'not measured' : `${run.actual}, expected ${known(run.expected, 1)}`],
    ['p (luck)', known(own.permutationP, 3)],
    ['deflated Sharpe', `${known(own.deflatedSharpe, 3)} of ${own.trials} trials`],
    ['unlucky losses', countText(own.unluckyLosses)],
    ['bad bets lost', countText(own.badAnalysisLosses)],
    ...(own.quarterKelly === null
      ? []
      : [['quarter Kelly', `${own.quarterKelly.finalBankroll.toFixed(2)} of a bankroll of 1`] satisfies [string, string]]),
  ]
}

/** A sum of probabilities over so many lost bets. */
function countText({ value, n, interval }: Stat): string {
  if (value === null) return 'not measured'
  const between = interval === null ? '' : ` [${interval[0].toFixed(0)}–${interval[1].toFixed(0)}]`
  return `${value.toFixed(0)}${between} of ${n} lost with evidence`
}

function equityLines({ equity }: Sheet): string[] {
  if (equity === null || equity.length === 0) return []
  const step = Math.max(1, Math.ceil(equity.length / EQUITY_ROWS))
  const rows = equity.filter((_, index) => (equity.length - 1 - index) % step === 0)
  return [
    table(
      [{ title: 'day' }, ...['bets', 'profit', 'without an edge', 'by the close'].map((title) => ({ title, right: true }))],
      rows.map(({ playedOn, bet, profit, band95, expectedByClose }) => [
        playedOn,
        String(bet),
        valueText(profit, 'units'),
        `${band95[0].toFixed(0)} to ${band95[1].toFixed(0)}`,
        valueText(expectedByClose, 'units'),
      ]),
    ),
  ]
}

function contextLines({ contexts }: Sheet): string[] {
  if (contexts.length === 0) return []
  return [
    table(
      [{ title: 'by' }, { title: 'part' }, { title: 'profit', right: true }, { title: 'ROI [95 %]' }, { title: 'CLV [95 %]' }],
      contexts.map(({ by, part, profit, roi, avgClv }) => [
        by,
        part,
        valueText(profit, 'units'),
        statText(roi, 'percent'),
        statText(avgClv, 'percent'),
      ]),
    ),
  ]
}

function lossLines({ losses }: Sheet): string[] {
  if (losses === null) return []
  const counts = [
    ['better than the close', losses.beatClose],
    ['at the close or worse', losses.missedClose],
    ['no closing line', losses.noClose],
  ] as const
  return [
    table(
      [{ title: '' }, { title: 'won', right: true }, { title: 'lost', right: true }],
      counts.map(([name, { won, lost }]) => [name, String(won), String(lost)]),
    ),
  ]
}

function robustLines({ prices, withoutBestBets }: StrategyRobustness): string[] {
  const priced = prices.filter(({ bets }) => bets > 0)
  if (priced.length === 0) return []
  return [
    ...priced.map(({ key, roi, coverage }) => {
      return `  at ${key.replaceAll('_', ' ').padEnd(14)}  ROI ${statText(roi, 'percent')}  ${valueText(coverage, 'percent')} of the bets`
    }),
    ...(withoutBestBets ? [`  without the best ${withoutBestBets.key}  ROI ${statText(withoutBestBets.roi, 'percent')}`] : []),
  ]
}

function ruleLines({ rule }: Sheet): string[] {
  if (rule === null) return []
  const selection = ({ market, side, line }: (typeof rule.selections)[number]): string => `${market} ${side}${line === 0 ? '' : ` ${line}`}`
  return [
    `  ${rule.choose.replaceAll('_', ' ')} of ${rule.selections.map(selection).join(', ') || 'nothing'}`,
    `  forecast ${rule.forecast.replaceAll('_', ' ')}, prices ${rule.prices.replaceAll('_', ' ')}, ${rule.units} u a bet`,
    ...rule.conditions.map(({ quantity, is, value, of }) => {
      return `  ${quantity.replaceAll('_', ' ')} ${is.replaceAll('_', ' ')} ${value}${of === null ? '' : ` for ${selection(of)}`}`
    }),
    `  source: ${rule.source}`,
    ...(rule.differs ? [`  not as there: ${rule.differs}`] : []),
  ]
}

function backtestLines({ backtest, record }: Sheet): string[] {
  if (backtest === null) return []
  const { name, snapshot, seed, version } = backtest
  return [`  name     ${name}`, `  data     ${snapshot}`, `  seed     ${seed}`, `  version  ${version}`, `  run      ${record.runId}`]
}
