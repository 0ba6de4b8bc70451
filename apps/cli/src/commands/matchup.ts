import type { Stat } from '@mon-ps/contract/answer'
import type { Matchup, MatchupForecasts } from '@mon-ps/contract/matchup'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { findTeam } from '../find-named.ts'
import type { NumberKind } from '@mon-ps/messages/numbers'
import { measuredText, statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { ORIGIN_ARG } from './page-args.ts'

export const matchup = command({
  name: 'matchup',
  summary: 'Two teams at the first one’s ground: probabilities, goals, friction, head to head',
  examples: [
    'mon-ps matchup "Man City" Arsenal',
    'mon-ps matchup "Man City" Arsenal --json',
    'mon-ps matchup Lazio Roma --as-of 2023-01-08',
    'mon-ps matchup "Man City" "Bayern Munich" --leagues-equal 0.2',
    'mon-ps matchup Lazio Roma --tiers --neutral',
    'mon-ps matchup Lazio Roma --origin migrated',
  ],
  args: {
    ...ORIGIN_ARG,
    home: { type: 'positional', required: true, description: 'The team that plays at home' },
    away: { type: 'positional', required: true, description: 'The visiting team' },
    'as-of': { type: 'string', valueHint: 'YYYY-MM-DD', description: 'Calculate now, with what was known before that day' },
    neutral: { type: 'boolean', description: 'Calculate now, for a neutral ground' },
    'leagues-equal': {
      type: 'string',
      valueHint: '0.2',
      description: 'Across leagues: assume both equally strong, give or take this deviation of the log goal rate',
    },
    tiers: { type: 'boolean', description: 'Also what the judged tiers say, on the day after the league’s last match' },
  },
  async run(args, { terminal, connect }) {
    const isCalculatedNow = args['as-of'] !== undefined || args.neutral === true
    if (isCalculatedNow && args.origin !== 'published')
      throw new Failure(
        EXIT.usage,
        `Got --origin ${args.origin} with --as-of or --neutral, which calculate now: expected one or the other.`,
      )
    const { client } = await connect()
    const [home, away] = await Promise.all([findTeam(client, args.home), findTeam(client, args.away)])
    const pair = { homeId: home.id, awayId: away.id, ...assumption(args['leagues-equal']) }
    const asOf = args['as-of']
    const answer = isCalculatedNow
      ? await client.matchup.calculate.mutate({ ...pair, neutralVenue: args.neutral ?? false, ...(asOf ? { asOf } : {}) })
      : await client.matchup.byTeams.query({ ...pair, origin: args.origin })
    const forecasts = args.tiers ? await client.matchup.forecasts.query({ ...pair, neutralVenue: args.neutral ?? false }) : null
    terminal.answer(forecasts === null ? answer : { ...answer, forecasts }, () =>
      [matchupText(answer, terminal), ...(forecasts === null ? [] : ['', forecastsText(forecasts)])].join('\n'),
    )
    terminal.say(`Next: \`mon-ps team ${quoted(home.name)}\` shows where ${home.name}'s numbers come from.`)
  },
})

/** @throws {Failure} not a number that may be assumed */
function assumption(given: string | undefined): { leaguesEqualSd?: number } {
  if (given === undefined) return {}
  const leaguesEqualSd = Number(given)
  if (!(leaguesEqualSd >= 0.01 && leaguesEqualSd <= 1))
    throw new Failure(EXIT.usage, `Got --leagues-equal ${given}, expected a deviation from 0.01 to 1, such as 0.2.`)
  return { leaguesEqualSd }
}

const quoted = (name: string): string => (/\s/.test(name) ? `"${name}"` : name)

function matchupText(answer: Matchup, terminal: Terminal): string {
  const { home, away, probabilities, goalRates } = answer
  const place = answer.neutralVenue ? 'on neutral ground' : `at ${home.name}`
  const heading = terminal.style('bold', `${home.name} v ${away.name}`)
  const demo = answer.source === 'demo' ? '  (invented demo teams)' : ''
  const origin = answer.origin === 'calculated' ? '' : `  (${answer.origin})`
  const rows: [string, Stat, NumberKind][] = [
    [`${home.name} win`, probabilities.home, 'percent'],
    ['draw', probabilities.draw, 'percent'],
    [`${away.name} win`, probabilities.away, 'percent'],
    ['over 2.5 goals', probabilities.over25, 'percent'],
    ['both teams score', probabilities.btts, 'percent'],
    [`goals ${home.name}`, goalRates.home, 'goals'],
    [`goals ${away.name}`, goalRates.away, 'goals'],
    ['goals in all', goalRates.total, 'goals'],
    ['friction', answer.friction.score, 'score'],
    ['chaos', answer.chaosPotential, 'score'],
  ]
  return [
    `${heading}  ${leagueText(answer)} ${place}${demo}${origin}`,
    '',
    table(
      [{ title: '' }, { title: 'value [95 %]  sample' }],
      rows.map(([name, stat, unit]) => [name, statText(stat, unit)]),
    ),
    outcomeText(answer),
    '',
    componentsText(answer),
    ...evidenceText(answer),
    '',
    headToHeadText(answer),
    ...(answer.orientation === 'unordered' ? ['The source knew no home side: the same row answers both orders.'] : []),
    ...(answer.basis?.home === 'prior' ? [`${home.name}: no match in the fit, its league's prior stands in.`] : []),
    ...(answer.basis?.away === 'prior' ? [`${away.name}: no match in the fit, its league's prior stands in.`] : []),
    ...answer.meta.warnings.map((warning) => `Note: ${warning}`),
  ].join('\n')
}

function outcomeText({ predictedWinner, home, away }: Matchup): string {
  if (predictedWinner === null) return 'Likeliest outcome: not measured.'
  return `Likeliest outcome: ${{ home: `${home.name} wins`, draw: 'a draw', away: `${away.name} wins` }[predictedWinner]}.`
}

function forecastsText({ tiers, day, neutralVenue }: MatchupForecasts): string {
  const columns = [{ title: 'tier' }, ...['home', 'draw', 'away', 'over 2.5', 'both score'].map((title) => ({ title, right: true }))]
  const rows = tiers.map(({ tier, basis, prior, home, draw, away, over25, btts }) => [
    [tier, ...(basis === tier ? [] : [`(as ${basis})`]), ...(prior ? ['(prior)'] : [])].join(' '),
    ...[home, draw, away, over25, btts].map((stat) => statText(stat, 'percent')),
  ])
  return `Forecasts for ${day}${neutralVenue ? ' on neutral ground' : ''}; \`mon-ps models\` shows what each tier's were worth.\n${table(columns, rows)}`
}

const leagueText = ({ league, season, sides }: Matchup): string =>
  sides ? `${sides.home.league} against ${sides.away.league} ${season ?? ''}` : `${league ?? 'no common league'} ${season ?? ''}`

/** What friction is worth, what chaos has meant, and what earlier seasons scored. */
function evidenceText({ gate, chaosBand, historicalFriction, notMeasured }: Matchup): string[] {
  const { seasons } = historicalFriction
  return [
    gate
      ? `Friction adds ${measuredText(gate.gain, 'signed')} milli-nats a match to forecasts from results: ${gate.weight === 0 ? 'a description, not an edge; its weight is 0' : 'it passes the gate'}.`
      : 'What friction adds to a forecast is not measured yet: run `mon-ps gate --evaluate`. Its weight is 0.',
    ...(chaosBand
      ? [
          `Of ${chaosBand.matches} matches with a chaos of ${chaosBand.low}–${chaosBand.high} so many were upsets: ${statText(chaosBand.upsets, 'percent')}.`,
        ]
      : []),
    seasons
      ? `Friction in earlier seasons: ${seasons.map(({ season, score }) => `${season} ${valueText(score.value, 'score')}`).join(', ')}.`
      : `Friction in earlier seasons: not measured (${(historicalFriction.reason ?? 'not_calculated').replaceAll('_', ' ')}).`,
    ...(notMeasured.length > 0
      ? [`Not measured: ${notMeasured.map(({ part, reason }) => `${part} (${reason})`.replaceAll('_', ' ')).join(', ')}.`]
      : []),
  ]
}

function componentsText({ friction }: Matchup): string {
  const columns = [{ title: 'friction component' }, { title: 'level' }, { title: 'adds', right: true }]
  const rows = friction.components.map((part) => [
    part.key,
    statText(part.level, 'score'),
    part.contribution === null ? 'not measured' : part.contribution.toFixed(1),
  ])
  return table(columns, rows)
}

function headToHeadText({ headToHead: h2h, home, away }: Matchup): string {
  if (h2h.matches === 0) return 'Head to head: no meeting in the data.'
  const record = `${home.name} ${h2h.homeWins}, draws ${h2h.draws}, ${away.name} ${h2h.awayWins}`
  const meetings = h2h.meetings
    .slice(0, 5)
    .map((one) => `  ${one.playedOn}  ${one.home.name} ${one.homeGoals}–${one.awayGoals} ${one.away.name}`)
  return [`Head to head: n ${h2h.matches}; ${record}; goals per match ${valueText(h2h.avgGoals, 'goals')}`, ...meetings].join('\n')
}
