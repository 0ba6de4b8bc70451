import type { MetricReliability, ModelReliability } from '@mon-ps/contract/model'
import { describeMetricGap } from '@mon-ps/messages/reasons'
import { table } from './table.ts'

type Shown = MetricReliability['reliability']

const COUNTED_OF: Readonly<Record<MetricReliability['groupedBy'], string>> = {
  team_season: 'team-seasons',
  team: 'teams',
  pair: 'pairs',
}

function statText({ value, interval }: Shown): string {
  if (value === null) return 'not measured'
  return interval === null ? value.toFixed(2) : `${value.toFixed(2)} [${interval[0].toFixed(2)}, ${interval[1].toFixed(2)}]`
}

/** The reliability of every metric over all leagues, a line each, and how it is to be read. */
export function reliabilityText({ report }: ModelReliability): string {
  if (report === null) return 'No calculation of all loaded leagues has told how much of a metric is a team’s own.'
  const right = (title: string) => ({ title, right: true })
  return [
    ...(report.source === 'demo' ? ['Invented leagues: what repeats in them says nothing of real ones.'] : []),
    ...(report.stale ? ['Warning: the data changed since; this was told from the data of then.'] : []),
    `How much of each metric is a team’s own, over ${report.byLeague.map(({ name }) => name).join(', ')}. Snapshot ${report.snapshot.slice(0, 12)}.`,
    table(
      [
        { title: 'metric' },
        { title: 'verdict' },
        right('own [95 %]'),
        right('kappa'),
        right('year on year'),
        right('odd and even'),
        right('within sd'),
        right('between sd'),
        { title: 'n' },
      ],
      report.rows.map((row) => [
        row.key,
        row.verdict,
        statText(row.reliability),
        row.kappa === null ? 'no difference' : row.kappa.toFixed(1),
        statText(row.yearOnYear),
        statText(row.oddEven),
        row.withinSd.toFixed(3),
        row.betweenSd.toFixed(3),
        `${row.groups} ${COUNTED_OF[row.groupedBy]}`,
      ]),
    ),
    ...report.notMeasured.map(({ reason }) => describeMetricGap(reason)),
    'kappa: matches after which a team’s own mean counts half. own: the share of a value that is the team’s, with a full window.',
  ].join('\n')
}
