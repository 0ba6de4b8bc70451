import type { LegacyValue } from '@mon-ps/contract/legacy'
import type { DnaMetricWire, DnaVectorWire, Team } from '@mon-ps/contract/team'
import type { TeamPublished } from '@mon-ps/contract/team-profile'
import { narrate } from '@mon-ps/messages/narrative/narrate'
import { describeVectorGap } from '@mon-ps/messages/reasons'
import { command } from '../command.ts'
import { findTeam } from '../find-named.ts'
import { statText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { ORIGIN_ARG } from './page-args.ts'

const MATCHES_SHOWN = 5

export const team = command({
  name: 'team',
  summary: 'One team: nine DNA vectors, betting record, last matches',
  examples: ['mon-ps team Arsenal', 'mon-ps team "Man City" --json'],
  args: { ...ORIGIN_ARG, name: { type: 'positional', required: true, description: 'The team’s name, or a name it is known by' } },
  async run({ name, origin }, { terminal, connect }) {
    const { client } = await connect()
    const { id } = await findTeam(client, name)
    const answer = await client.team.byId.query({ teamId: id, origin })
    const published = await client.team.published.query({ teamId: id })
    terminal.answer({ ...answer, published }, () => [teamText(answer, terminal), publishedText(published, terminal)].join('\n'))
    terminal.say('Next: `mon-ps matchup <home> <away>` sets it against another team.')
  },
})

function teamText(answer: Team, terminal: Terminal): string {
  const demo = answer.source === 'demo' ? '  (invented demo team)' : ''
  const origin = answer.origin === 'calculated' ? '' : `  (${answer.origin})`
  return [
    `${terminal.style('bold', answer.teamName)}  ${answer.league} ${answer.season ?? ''}${demo}${origin}`,
    ...narrativeLines(answer),
    '',
    `Record of ${answer.referenceStrategy ?? 'a strategy the source does not name'} on its matches:`,
    `  win rate ${statText(answer.winRate, 'percent')}`,
    `  profit   ${statText(answer.totalPnl, 'units')}`,
    `  ROI      ${statText(answer.roi, 'percent')}`,
    `  CLV      ${statText(answer.avgClv, 'percent')}`,
    ...answer.dna.flatMap((vector) => ['', terminal.style('bold', vector.vector), vectorText(vector)]),
    '',
    'Last matches:',
    ...answer.matches.slice(0, MATCHES_SHOWN).map((match) => {
      return `  ${match.playedOn}  ${match.venue}  ${match.goalsFor}–${match.goalsAgainst}  ${match.opponent.name}`
    }),
    ...answer.meta.warnings.map((warning) => `Note: ${warning}`),
  ].join('\n')
}

/** What V3 shows of the team beside its DNA. */
function publishedText({ strategies, pairs, hardestPairs }: TeamPublished, terminal: Terminal): string {
  return [
    '',
    terminal.style('bold', 'Published strategies'),
    table(
      [{ title: 'strategy' }, { title: 'profit' }, { title: 'ROI' }, { title: 'origin' }],
      strategies.map((row) => [
        `${row.strategyName}${row.isBest ? ' (best)' : ''}`,
        statText(row.profit, 'units'),
        statText(row.roi, 'percent'),
        row.origin,
      ]),
    ),
    '',
    terminal.style('bold', `The most friction of ${pairs} published pairs`),
    ...hardestPairs.map((pair) => `  ${statText(pair.frictionScore, 'decimal')}  ${pair.opponent.name}  (${pair.origin})`),
  ].join('\n')
}

function narrativeLines({ profile, narrativeProfile }: Team): string[] {
  if (profile?.narrative) return narrate(profile.narrative)
  return narrativeProfile === null ? [] : [narrativeProfile]
}

const reasonText = ({ reason }: DnaVectorWire): string => (reason === null ? '' : describeVectorGap(reason))

function vectorText(vector: Team['dna'][number]): string {
  if (vector.legacy) return legacyText(vector.legacy, reasonText(vector))
  if (vector.status === 'not_measured') return `  not measured${vector.reason === null ? '' : `: ${reasonText(vector)}`}`
  const columns = [{ title: 'metric' }, { title: 'value [95 %]  sample' }, { title: 'unit' }, { title: 'percentile', right: true }]
  return table(
    columns,
    vector.metrics.map((metric) => [metricName(metric), metricText(metric), metric.unit, percentileText(metric)]),
  )
}

function legacyText(values: readonly LegacyValue[], reason: string): string {
  return [`  ${reason}`, ...values.map(({ key, value }) => `  ${key}: ${value ?? 'nothing'}`)].join('\n')
}

const metricName = ({ name, subject }: DnaMetricWire): string => (subject ? `${name}: ${subject.name}` : name)

const percentileText = ({ percentile }: DnaMetricWire): string => (percentile === null ? '' : percentile.toFixed(0))

function metricText(metric: DnaMetricWire): string {
  return statText(metric, 'decimal')
}
