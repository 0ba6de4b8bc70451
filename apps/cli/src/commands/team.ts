import type { LegacyValue } from '@mon-ps/contract/legacy'
import type { DnaMetric, DnaVector, Team } from '@mon-ps/contract/team'
import type { TeamPublished } from '@mon-ps/contract/team-profile'
import { narrate } from '@mon-ps/messages/narrative/narrate'
import { describeVectorGap, metricWords } from '@mon-ps/messages/reasons'
import { command } from '../command.ts'
import { findTeam } from '../find-named.ts'
import { dayText, statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { ORIGIN_ARG } from './page-args.ts'
import { cli } from '../words.ts'

const MATCHES_SHOWN = 5

export const team = command({
  name: 'team',
  summary: cli.team.summary,
  examples: ['mon-ps team Arsenal', 'mon-ps team "Man City" --json'],
  args: { ...ORIGIN_ARG, name: { type: 'positional', required: true, description: cli.team.name } },
  async run({ name, origin }, { terminal, connect }) {
    const { client } = await connect()
    const { id } = await findTeam(client, name)
    const answer = await client.team.byId.query({ teamId: id, origin })
    const published = await client.team.published.query({ teamId: id })
    terminal.answer({ ...answer, published }, () => [teamText(answer, terminal), publishedText(published, terminal)].join('\n'))
    terminal.say(cli.team.next)
  },
})

function teamText(answer: Team, terminal: Terminal): string {
  const demo = answer.source === 'demo' ? cli.team.demo : ''
  const origin = answer.origin === 'calculated' ? '' : `  (${answer.origin})`
  return [
    `${terminal.style('bold', answer.teamName)}  ${answer.league} ${answer.season ?? ''}${demo}${origin}`,
    ...narrativeLines(answer),
    '',
    cli.team.record({ strategy: answer.referenceStrategy ?? cli.team.unknownStrategy }),
    cli.team.winRate({ rate: statText(answer.winRate, 'percent') }),
    cli.team.profit({ profit: statText(answer.totalPnl, 'units') }),
    cli.team.roi({ roi: statText(answer.roi, 'percent') }),
    cli.team.clv({ clv: statText(answer.avgClv, 'percent') }),
    ...answer.dna.flatMap((vector) => ['', terminal.style('bold', vector.vector), vectorText(vector)]),
    '',
    cli.team.lastMatches,
    ...answer.matches.slice(0, MATCHES_SHOWN).map((match) => {
      return `  ${dayText(match.playedOn)}  ${match.venue}  ${match.goalsFor}–${match.goalsAgainst}  ${match.opponent.name}`
    }),
    ...answer.meta.warnings.map((warning) => `Note: ${warning}`),
  ].join('\n')
}

/** What V3 shows of the team beside its DNA. */
function publishedText({ strategies, pairs, hardestPairs }: TeamPublished, terminal: Terminal): string {
  return [
    '',
    terminal.style('bold', cli.team.published),
    table(
      [{ title: cli.team.strategy }, { title: cli.team.profitTitle }, { title: cli.team.roiTitle }, { title: cli.team.origin }],
      strategies.map((row) => [
        `${row.strategyName}${row.isBest ? cli.team.best : ''}`,
        statText(row.profit, 'units'),
        statText(row.roi, 'percent'),
        row.origin,
      ]),
    ),
    '',
    terminal.style('bold', cli.team.mostFriction({ pairs })),
    ...hardestPairs.map((pair) => `  ${statText(pair.frictionScore, 'decimal')}  ${pair.opponent.name}  (${pair.origin})`),
  ].join('\n')
}

function narrativeLines({ profile, narrativeProfile }: Team): string[] {
  if (profile?.narrative) return narrate(profile.narrative)
  return narrativeProfile === null ? [] : [narrativeProfile]
}

const reasonText = ({ reason }: DnaVector): string => (reason === null ? '' : describeVectorGap(reason))

function vectorText(vector: Team['dna'][number]): string {
  if (vector.legacy) return legacyText(vector.legacy, reasonText(vector))
  if (vector.status === 'not_measured')
    return cli.team.notMeasured({ reason: vector.reason === null ? '' : cli.team.notMeasuredBecause({ reason: reasonText(vector) }) })
  const columns = [
    { title: cli.team.metric },
    { title: cli.team.value },
    { title: cli.team.unit },
    { title: cli.team.percentile, right: true },
  ]
  return table(
    columns,
    vector.metrics.map((metric) => [metricName(metric), metricText(metric), metric.unit, percentileText(metric)]),
  )
}

function legacyText(values: readonly LegacyValue[], reason: string): string {
  return [`  ${reason}`, ...values.map(({ key, value }) => `  ${key}: ${value ?? cli.team.legacyNothing}`)].join('\n')
}

const metricName = ({ key, subject }: DnaMetric): string => (subject ? `${metricWords(key).name}: ${subject.name}` : metricWords(key).name)

const percentileText = ({ percentile }: DnaMetric): string => (percentile === null ? '' : valueText(percentile, 'percentile'))

function metricText(metric: DnaMetric): string {
  return statText(metric, 'decimal')
}
