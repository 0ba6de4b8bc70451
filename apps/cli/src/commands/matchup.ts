import type { Stat } from '@mon-ps/contract/answer'
import type { Matchup, MatchupForecasts } from '@mon-ps/contract/matchup'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { findTeam } from '../find-named.ts'
import type { NumberKind } from '@mon-ps/messages/numbers'
import { dayText, measuredText, statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { ORIGIN_ARG } from './page-args.ts'
import { cli } from '../words.ts'

export const matchup = command({
  name: 'matchup',
  summary: cli.matchup.summary,
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
    home: { type: 'positional', required: true, description: cli.matchup.home },
    away: { type: 'positional', required: true, description: cli.matchup.away },
    'as-of': { type: 'string', valueHint: 'YYYY-MM-DD', description: cli.matchup.asOf },
    neutral: { type: 'boolean', description: cli.matchup.neutral },
    'leagues-equal': {
      type: 'string',
      valueHint: '0.2',
      description: cli.matchup.leaguesEqual,
    },
    tiers: { type: 'boolean', description: cli.matchup.tiers },
  },
  async run(args, { terminal, connect }) {
    const isCalculatedNow = args['as-of'] !== undefined || args.neutral === true
    if (isCalculatedNow && args.origin !== 'published') throw new Failure(EXIT.usage, cli.matchup.originConflict({ origin: args.origin }))
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
    terminal.say(cli.matchup.next({ quoted: quoted(home.name), team: home.name }))
  },
})

/** @throws {Failure} not a number that may be assumed */
function assumption(given: string | undefined): { leaguesEqualSd?: number } {
  if (given === undefined) return {}
  const leaguesEqualSd = Number(given)
  if (!(leaguesEqualSd >= 0.01 && leaguesEqualSd <= 1)) throw new Failure(EXIT.usage, cli.matchup.badDeviation({ given }))
  return { leaguesEqualSd }
}

const quoted = (name: string): string => (/\s/.test(name) ? `"${name}"` : name)

function matchupText(answer: Matchup, terminal: Terminal): string {
  const { home, away, probabilities, goalRates } = answer
  const place = answer.neutralVenue ? cli.matchup.onNeutralGround : cli.matchup.at({ team: home.name })
  const heading = terminal.style('bold', cli.matchup.versus({ home: home.name, away: away.name }))
  const demo = answer.source === 'demo' ? cli.matchup.demoTeams : ''
  const origin = answer.origin === 'calculated' ? '' : `  (${answer.origin})`
  const rows: [string, Stat, NumberKind][] = [
    [cli.matchup.wins({ team: home.name }), probabilities.home, 'percent'],
    [cli.matchup.draw, probabilities.draw, 'percent'],
    [cli.matchup.wins({ team: away.name }), probabilities.away, 'percent'],
    [cli.matchup.over25, probabilities.over25, 'percent'],
    [cli.matchup.btts, probabilities.btts, 'percent'],
    [cli.matchup.goals({ team: home.name }), goalRates.home, 'goals'],
    [cli.matchup.goals({ team: away.name }), goalRates.away, 'goals'],
    [cli.matchup.goalsInAll, goalRates.total, 'goals'],
    [cli.matchup.friction, answer.friction.score, 'score'],
    [cli.matchup.chaos, answer.chaosPotential, 'score'],
  ]
  return [
    `${heading}  ${leagueText(answer)} ${place}${demo}${origin}`,
    '',
    table(
      [{ title: '' }, { title: cli.matchup.value }],
      rows.map(([name, stat, unit]) => [name, statText(stat, unit)]),
    ),
    outcomeText(answer),
    '',
    componentsText(answer),
    ...evidenceText(answer),
    '',
    headToHeadText(answer),
    ...(answer.orientation === 'unordered' ? [cli.matchup.unordered] : []),
    ...(answer.basis?.home === 'prior' ? [cli.matchup.prior({ team: home.name })] : []),
    ...(answer.basis?.away === 'prior' ? [cli.matchup.prior({ team: away.name })] : []),
    ...answer.meta.warnings.map((warning) => `Note: ${warning}`),
  ].join('\n')
}

function outcomeText({ predictedWinner, home, away }: Matchup): string {
  if (predictedWinner === null) return cli.matchup.likeliestUnknown
  return cli.matchup.likeliest({
    outcome: {
      home: cli.matchup.likeliestWin({ team: home.name }),
      draw: cli.matchup.likeliestDraw,
      away: cli.matchup.likeliestWin({ team: away.name }),
    }[predictedWinner],
  })
}

function forecastsText({ tiers, day, neutralVenue }: MatchupForecasts): string {
  const columns = [{ title: cli.matchup.tier }, ...cli.matchup.forecastColumns.map((title) => ({ title, right: true }))]
  const rows = tiers.map(({ tier, basis, prior, home, draw, away, over25, btts }) => [
    [tier, ...(basis === tier ? [] : [cli.matchup.asTier({ basis })]), ...(prior ? [cli.matchup.fromPrior] : [])].join(' '),
    ...[home, draw, away, over25, btts].map((stat) => statText(stat, 'percent')),
  ])
  return cli.matchup.forecasts({ day: dayText(day), ground: neutralVenue ? cli.matchup.forecastsNeutral : '', table: table(columns, rows) })
}

const leagueText = ({ league, season, sides }: Matchup): string =>
  sides
    ? cli.matchup.against({ home: sides.home.league, away: sides.away.league, season: season ?? '' })
    : `${league ?? cli.matchup.noLeague} ${season ?? ''}`

/** What friction is worth, what chaos has meant, and what earlier seasons scored. */
function evidenceText({ gate, chaosBand, historicalFriction, notMeasured }: Matchup): string[] {
  const { seasons } = historicalFriction
  return [
    gate
      ? cli.matchup.frictionAdds({
          gain: measuredText(gate.gain, 'signed'),
          verdict: gate.weight === 0 ? cli.matchup.frictionIsNoEdge : cli.matchup.frictionPasses,
        })
      : cli.matchup.frictionUnknown,
    ...(chaosBand
      ? [
          cli.matchup.upsets({
            matches: chaosBand.matches,
            low: chaosBand.low,
            high: chaosBand.high,
            upsets: statText(chaosBand.upsets, 'percent'),
          }),
        ]
      : []),
    seasons
      ? cli.matchup.earlier({ seasons: seasons.map(({ season, score }) => `${season} ${valueText(score.value, 'score')}`).join(', ') })
      : cli.matchup.earlierUnknown({ reason: cli.matchup.earlierReasons[historicalFriction.reason ?? 'not_calculated'] }),
    ...(notMeasured.length > 0
      ? [
          cli.matchup.notMeasured({
            list: notMeasured.map(({ part, reason }) => `${cli.matchup.parts[part]} (${cli.matchup.reasons[reason]})`).join(', '),
          }),
        ]
      : []),
  ]
}

function componentsText({ friction }: Matchup): string {
  const columns = [{ title: cli.matchup.frictionComponent }, { title: cli.matchup.level }, { title: cli.matchup.adds, right: true }]
  const rows = friction.components.map((part) => [part.key, statText(part.level, 'score'), valueText(part.contribution, 'expected')])
  return table(columns, rows)
}

function headToHeadText({ headToHead: h2h, home, away }: Matchup): string {
  if (h2h.matches === 0) return cli.matchup.neverMet
  const record = cli.matchup.record({ home: home.name, homeWins: h2h.homeWins, draws: h2h.draws, away: away.name, awayWins: h2h.awayWins })
  const meetings = h2h.meetings
    .slice(0, 5)
    .map((one) => `  ${dayText(one.playedOn)}  ${one.home.name} ${one.homeGoals}–${one.awayGoals} ${one.away.name}`)
  return [cli.matchup.headToHead({ matches: h2h.matches, record, goals: valueText(h2h.avgGoals, 'goals') }), ...meetings].join('\n')
}
