import type { Stat } from '@mon-ps/contract/answer'
import type { StrategyRobustness } from '@mon-ps/contract/strategy'
import type { StrategyTearSheet } from '@mon-ps/contract/tear-sheet'
import { formatInterval } from '@mon-ps/messages/numbers'
import { dayText, LOCALE, statText, valueText } from './number-text.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'
import { cli } from '../words.ts'

/** Rows of the running profit that are printed: its ends and what lies evenly between. */
const EQUITY_ROWS = 8

type Sheet = StrategyTearSheet

/** A record for a terminal: what it earned, what luck alone does, its parts, its losses, and what names it. */
export function tearSheetText(sheet: Sheet, robustness: StrategyRobustness, terminal: Terminal): string {
  const bold = (text: string): string => terminal.style('bold', text)
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', bold(title), ...lines])
  return [
    ...head(sheet, bold),
    ...section(cli.sheet.sections.record, figures(sheet)),
    ...section(cli.sheet.sections.equity, equityLines(sheet)),
    ...section(cli.sheet.sections.parts, contextLines(sheet)),
    ...section(cli.sheet.sections.losses, lossLines(sheet)),
    ...section(cli.sheet.sections.robust, robustLines(robustness)),
    ...section(cli.sheet.sections.rule, ruleLines(sheet)),
    ...section(cli.sheet.sections.backtest, backtestLines(sheet)),
    ...sheet.meta.warnings.map((warning) => cli.lists.note({ warning })),
  ].join('\n')
}

function head({ record, rule, replaced }: Sheet, bold: (text: string) => string): string[] {
  const where = record.team?.name ?? record.league ?? cli.sheet.allLeagues
  const words = [
    record.verdict === null ? cli.sheet.notJudged : cli.verdicts[record.verdict],
    ...(record.role ? [record.role] : []),
    ...(record.source === 'demo' ? [cli.sheet.demo] : []),
  ]
  return [
    `${bold(record.strategyName)}  ${where}  (${words.join(', ')})`,
    ...(record.strategyTitle ? [record.strategyTitle] : []),
    ...(rule?.unrecorded ? [cli.sheet.neverBets({ why: rule.unrecorded })] : []),
    ...(replaced ? [cli.sheet.replaced] : []),
  ]
}

function figures({ record, figures: own }: Sheet): string[] {
  const rows: [string, string][] = [
    [cli.sheet.figures.bets, String(record.totalBets)],
    [
      cli.sheet.figures.won,
      cli.sheet.needs({ rate: statText(record.winRate, 'percent'), breakEven: valueText(record.breakEvenRate, 'percent') }),
    ],
    [cli.sheet.figures.profit, statText(record.profit, 'units')],
    [cli.sheet.figures.roi, statText(record.roi, 'percent')],
    ...(record.scope === 'overall'
      ? []
      : [[cli.sheet.figures.shrunkRoi, statText(record.shrunkRoi, 'percent')] satisfies [string, string]]),
    [cli.sheet.figures.clv, statText(record.avgClv, 'percent')],
    [cli.sheet.figures.maxDrawdown, valueText(record.maxDrawdown, 'drawdown')],
    [cli.sheet.figures.q, valueText(record.qValue, 'decimal')],
  ]
  if (own) rows.push(...doubts(own))
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`)
}

function doubts(own: NonNullable<Sheet['figures']>): [string, string][] {
  const run = own.longestLosingRun
  return [
    ...(own.priceCoverage === null ? [] : [[cli.sheet.figures.priced, valueText(own.priceCoverage, 'percent')] satisfies [string, string]]),
    [
      cli.sheet.figures.losingRun,
      run === null ? cli.numbers.notMeasured : cli.sheet.expectedRun({ actual: run.actual, expected: valueText(run.expected, 'expected') }),
    ],
    [cli.sheet.figures.luck, valueText(own.permutationP, 'decimal')],
    [cli.sheet.figures.sharpe, cli.sheet.ofTrials({ sharpe: valueText(own.deflatedSharpe, 'decimal'), trials: own.trials })],
    [cli.sheet.figures.unlucky, countText(own.unluckyLosses)],
    [cli.sheet.figures.badBets, countText(own.badAnalysisLosses)],
    ...(own.quarterKelly === null
      ? []
      : [[cli.sheet.figures.kelly, valueText(own.quarterKelly.finalBankroll, 'multiple')] satisfies [string, string]]),
  ]
}

/** A sum of probabilities over so many lost bets. */
function countText({ value, n, interval }: Stat): string {
  if (value === null) return cli.numbers.notMeasured
  const between = interval === null ? '' : ` [${formatInterval(LOCALE, 'count', interval)}]`
  return cli.sheet.lostWithEvidence({ count: valueText(value, 'count'), between, lost: n ?? cli.numbers.notKnown })
}

function equityLines({ equity }: Sheet): string[] {
  if (equity === null || equity.length === 0) return []
  const step = Math.max(1, Math.ceil(equity.length / EQUITY_ROWS))
  const rows = equity.filter((_, index) => (equity.length - 1 - index) % step === 0)
  return [
    table(
      [{ title: cli.sheet.columns.day }, ...cli.sheet.columns.equity.map((title) => ({ title, right: true }))],
      rows.map(({ playedOn, bet, profit, band95, expectedByClose }) => [
        dayText(playedOn),
        String(bet),
        valueText(profit, 'units'),
        formatInterval(LOCALE, 'count', band95),
        valueText(expectedByClose, 'units'),
      ]),
    ),
  ]
}

function contextLines({ contexts }: Sheet): string[] {
  if (contexts.length === 0) return []
  return [
    table(
      [
        { title: cli.sheet.columns.by },
        { title: cli.sheet.columns.part },
        { title: cli.sheet.columns.profit, right: true },
        { title: cli.sheet.columns.roi },
        { title: cli.sheet.columns.clv },
      ],
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
    [cli.sheet.beatClose, losses.beatClose],
    [cli.sheet.missedClose, losses.missedClose],
    [cli.sheet.noClose, losses.noClose],
  ] as const
  return [
    table(
      [{ title: '' }, { title: cli.sheet.columns.won, right: true }, { title: cli.sheet.columns.lost, right: true }],
      counts.map(([name, { won, lost }]) => [name, String(won), String(lost)]),
    ),
  ]
}

function robustLines({ prices, withoutBestBets }: StrategyRobustness): string[] {
  const priced = prices.filter(({ bets }) => bets > 0)
  if (priced.length === 0) return []
  return [
    ...priced.map(({ key, roi, coverage }) => {
      return cli.sheet.pricedAt({
        price: key.replaceAll('_', ' ').padEnd(14),
        roi: statText(roi, 'percent'),
        share: valueText(coverage, 'percent'),
      })
    }),
    ...(withoutBestBets ? [cli.sheet.withoutBest({ best: withoutBestBets.key, roi: statText(withoutBestBets.roi, 'percent') })] : []),
  ]
}

function ruleLines({ rule }: Sheet): string[] {
  if (rule === null) return []
  const selection = ({ market, side, line }: (typeof rule.selections)[number]): string => `${market} ${side}${line === 0 ? '' : ` ${line}`}`
  return [
    cli.sheet.chooses({
      choose: rule.choose.replaceAll('_', ' '),
      selections: rule.selections.map(selection).join(', ') || cli.sheet.nothing,
    }),
    cli.sheet.terms({ forecast: rule.forecast.replaceAll('_', ' '), prices: rule.prices.replaceAll('_', ' '), units: rule.units }),
    ...rule.conditions.map(({ quantity, is, value, of }) => {
      return `  ${quantity.replaceAll('_', ' ')} ${is.replaceAll('_', ' ')} ${value}${of === null ? '' : cli.sheet.forSelection({ selection: selection(of) })}`
    }),
    cli.sheet.source({ source: rule.source }),
    ...(rule.differs ? [cli.sheet.differs({ differs: rule.differs })] : []),
  ]
}

function backtestLines({ backtest, record }: Sheet): string[] {
  if (backtest === null) return []
  const { name, snapshot, seed, version } = backtest
  return [
    cli.sheet.backtest.name({ name }),
    cli.sheet.backtest.data({ data: snapshot }),
    cli.sheet.backtest.seed({ seed }),
    cli.sheet.backtest.version({ version }),
    cli.sheet.backtest.run({ run: record.runId }),
  ]
}
