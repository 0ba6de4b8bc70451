import { migrateWords as words } from '@mon-ps/messages/en/migrate-commands'
import type { LegacyBets, LegacyList, LegacyPick } from '@mon-ps/contract/legacy'
import type { LiveCountWire, MigrationLive } from '@mon-ps/contract/migration-upkeep'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import { KEYSET_ARGS, keysetInput } from '../page-args.ts'

const EXAMPLES_SHOWN = 2

export const live = command({
  name: 'live',
  summary: words.live.summary,
  examples: ['mon-ps migrate live', 'mon-ps migrate live --json'],
  args: {},
  async run(_, { terminal, connect }) {
    const { client } = await connect({ prepare: false })
    const answer = await client.migration.live.query()
    terminal.answer(answer, () => liveText(answer))
    terminal.say(words.live.next)
  },
})

function liveText({ tables, odds, picks, bets }: MigrationLive): string {
  const columns = [{ title: 'table' }, { title: 'rows', right: true }, { title: 'columns missing' }, { title: 'columns added' }]
  const standing = tables.map(({ table: name, present, readable, rows, missingColumns, extraColumns }) => {
    if (!present) return [name, 'not there', '', '']
    return [name, readable ? String(rows) : 'may not be read', missingColumns.join(', '), extraColumns.join(', ')]
  })
  return [
    table(columns, standing),
    ...(odds ? ['', `odds: ${odds.matches} matches, ${odds.bookmakers} bookmakers, ${odds.notUsable} prices of 1 or less, or none`] : []),
    ...(picks
      ? ['', 'tracking_clv_picks', checksText([...commonChecks(picks), ['the same selection again', picks.repeats]]), ...figuresText(picks)]
      : []),
    ...(picks ? [`${picks.marketsWithVariants} of ${picks.markets.length} markets are written in more than one way.`] : []),
    ...(bets ? ['', 'manual_bets', checksText(commonChecks(bets)), ...figuresText(bets)] : []),
  ].join('\n')
}

type Checked = NonNullable<MigrationLive['picks']> | NonNullable<MigrationLive['bets']>
type Check = readonly [what: string, found: LiveCountWire]

const commonChecks = ({ resolution, prices, clv, profit, ...rest }: Checked): Check[] => [
  ['teams not known', resolution.withoutTeams],
  ['no match of ours within a day', resolution.withoutMatch],
  ['odds of 1 or less, or none', prices.oddsNotUsable],
  ['no closing odds', prices.withoutClosingOdds],
  ['market not known', rest.unknownMarkets],
  ['stake back, booked as lost', rest.pushesBookedAsLosses],
  ['result against the score', rest.resultAgainstScore],
  ['closing-line value written otherwise', clv.different],
  ['profit written otherwise', profit.different],
]

function checksText(checks: readonly Check[]): string {
  const columns = [{ title: 'check' }, { title: 'rows', right: true }, { title: 'for example' }]
  const example = ({ id, what }: LiveCountWire['examples'][number]) => (id === null ? what : `${id}: ${what}`)
  return table(
    columns,
    checks.map(([what, { count, examples }]) => [what, String(count), examples.slice(0, EXAMPLES_SHOWN).map(example).join('; ')]),
  )
}

function figuresText({ resolution, prices, clv, profit }: Checked): string[] {
  const mean = ({ n, mean: value }: typeof clv.recorded) => `${value === null ? 'not known' : `${value.toFixed(3)} %`} (n ${n})`
  return [
    `${resolution.toTeams} rows name two teams of ours, ${resolution.toMatches} a match of ours; ${prices.withClosingOdds} of ${prices.usableOdds} usable prices have a closing price.`,
    `Closing-line value: written ${mean(clv.recorded)}, recomputed ${mean(clv.recomputed)}.`,
    `Profit of the ${profit.both.n} rows that have both: written ${profit.both.recorded}, recomputed ${profit.both.recomputed}.`,
  ]
}

const { limit } = KEYSET_ARGS
const AFTER = { after: { type: 'string', valueHint: 'ID', description: words.picks.after } } as const

export const picks = command({
  name: 'picks',
  summary: words.picks.summary,
  examples: ['mon-ps migrate picks --team Lazio', 'mon-ps migrate picks --source <model> --json'],
  args: {
    limit,
    ...AFTER,
    team: { type: 'string', valueHint: 'Lazio', description: words.picks.team },
    source: { type: 'string', valueHint: 'MODEL', description: words.picks.source },
  },
  async run(args, { terminal, connect }) {
    const { team, source, after } = args
    if (team && source) throw new Failure(EXIT.usage, words.picks.both)
    const page = keysetInput(args)
    const { client } = await connect({ prepare: false })
    const asked = { ...page, ...(after && { after }), ...(team && { team }), ...(source && { source }) }
    const answer = await client.legacy.picks.query(asked)
    terminal.answer(answer, () => listText(answer, 'tracking_clv_picks', picksTable))
    terminal.say(words.picks.next)
  },
})

export const bets = command({
  name: 'bets',
  summary: words.bets.summary,
  examples: ['mon-ps migrate bets', 'mon-ps migrate bets --json'],
  args: { limit, ...AFTER },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect({ prepare: false })
    const answer = await client.legacy.bets.query({ ...page, ...(args.after && { after: args.after }) })
    terminal.answer(answer, () => [listText(answer, 'manual_bets', betsTable), ...statsText(answer)].join('\n'))
    terminal.say(words.bets.next)
  },
})

function listText<Row>(answer: LegacyList<Row>, name: string, rows: (data: readonly Row[]) => string): string {
  if (!answer.present) return `The source has no table ${name}.`
  if (answer.data.length === 0) return 'No rows.'
  return [rows(answer.data), ...(answer.next === null ? [] : [`More: --after ${answer.next}`])].join('\n')
}

const teamsText = (teams: LegacyPick['teams']): string => (teams ? `${teams.homeId}, ${teams.awayId}` : 'not known')

function picksTable(data: readonly LegacyPick[]): string {
  const columns = ['id', 'match', 'our teams', 'kick-off', 'market', 'odds', 'closing', 'CLV %', 'model', 'result'].map((title) => ({
    title,
  }))
  return table(
    columns,
    data.map((row) => [
      row.id ?? '',
      row.matchName ?? `${row.homeTeam ?? ''} vs ${row.awayTeam ?? ''}`,
      teamsText(row.teams),
      row.commenceTime ?? '',
      row.marketType ?? '',
      row.oddsTaken ?? '',
      row.closingOdds ?? '',
      row.clvPercentage ?? '',
      row.source ?? '',
      row.isWinner === null ? '' : row.isWinner ? 'won' : 'lost',
    ]),
  )
}

function betsTable(data: LegacyBets['data']): string {
  const columns = ['id', 'match', 'our teams', 'market', 'odds', 'closing', 'stake', 'result', 'profit'].map((title) => ({ title }))
  return table(
    columns,
    data.map((row) => [
      row.id ?? '',
      row.matchName ?? '',
      teamsText(row.teams),
      [row.marketType, row.selection, row.line].filter(Boolean).join(' '),
      row.oddsObtained ?? '',
      row.closingOdds ?? '',
      row.stake ?? '',
      row.result ?? '',
      row.profitLoss ?? '',
    ]),
  )
}

function statsText({ stats }: LegacyBets): string[] {
  if (stats === null) return []
  const figure = ({ n, value }: typeof stats.staked) => `${value ?? 'not known'} (n ${n})`
  const results = Object.entries(stats.results).map(([result, n]) => `${result || 'without a result'} ${n}`)
  return [
    `${stats.n} bets: ${results.join(', ')}; with a closing price ${stats.withClosingOdds}.`,
    `Staked ${figure(stats.staked)}, profit as written ${figure(stats.recordedProfit)}, CLV as written ${figure(stats.recordedClv)} %.`,
  ]
}
