import type { MetricReliability, ModelReliability } from '@mon-ps/contract/model'
import { describeMetricGap, metricWords } from '@mon-ps/messages/reasons'
import { measuredText, valueText } from './number-text.ts'
import { table } from './table.ts'
import { cli } from '../words.ts'

const COUNTED_OF: Readonly<Record<MetricReliability['groupedBy'], string>> = cli.reliability.groups
const VERDICTS: Readonly<Record<MetricReliability['verdict'], string>> = cli.reliability.verdicts

/** The reliability of every metric over all leagues, a line each, and how it is to be read. */
export function reliabilityText({ report }: ModelReliability): string {
  if (report === null) return cli.reliability.none
  const right = (title: string) => ({ title, right: true })
  return [
    ...(report.source === 'demo' ? [cli.reliability.invented] : []),
    ...(report.stale ? [cli.reliability.stale] : []),
    cli.reliability.heading({ leagues: report.byLeague.map(({ name }) => name).join(', '), snapshot: report.snapshot.slice(0, 12) }),
    table(
      [
        { title: cli.reliability.columns.metric },
        { title: cli.reliability.columns.verdict },
        right(cli.reliability.columns.own),
        right(cli.reliability.columns.kappa),
        right(cli.reliability.columns.yearOnYear),
        right(cli.reliability.columns.oddEven),
        right(cli.reliability.columns.within),
        right(cli.reliability.columns.between),
        { title: cli.reliability.columns.sample },
      ],
      report.rows.map((row) => [
        metricWords(row.key).name,
        VERDICTS[row.verdict],
        measuredText(row.reliability, 'plain'),
        row.kappa === null ? cli.reliability.noDifference : valueText(row.kappa, 'expected'),
        measuredText(row.yearOnYear, 'plain'),
        measuredText(row.oddEven, 'plain'),
        valueText(row.withinSd, 'decimal'),
        valueText(row.betweenSd, 'decimal'),
        `${row.groups} ${COUNTED_OF[row.groupedBy]}`,
      ]),
    ),
    ...report.notMeasured.map(({ reason }) => describeMetricGap(reason)),
    cli.reliability.legend,
  ].join('\n')
}
