import type { LegacyBets, LegacyList, LegacyPick } from '@mon-ps/contract/legacy'
import { command } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'
import { Failure } from '../../failure.ts'
import { table } from '../../print/table.ts'
import { KEYSET_ARGS, keysetInput } from '../page-args.ts'

const { limit } = KEYSET_ARGS
const AFTER = { after: { type: 'string', valueHint: 'ID', description: 'The id at which the page before this one ended' } } as const

export const picks = command({
  name: 'picks',
  summary: 'What the legacy’s models picked: the latest, one model’s, or those on one team’s matches; writes nothing',
  examples: ['mon-ps migrate picks --team Lazio', 'mon-ps migrate picks --source <model> --json'],
  args: {
    limit,
    ...AFTER,
    team: { type: 'string', valueHint: 'Lazio', description: 'Picks on this team’s matches, under exactly the name that the table uses' },
    source: { type: 'string', valueHint: 'MODEL', description: 'What this model picked' },
  },
  async run(args, { terminal, connect }) {
    const { team, source, after } = args
    if (team && source) throw new Failure(EXIT.usage, 'Got --team and --source, expected one of them, or neither for the latest picks.')
    const page = keysetInput(args)
    const { client } = await connect({ prepare: false })
    const asked = { ...page, ...(after && { after }), ...(team && { team }), ...(source && { source }) }
    const answer = await client.legacy.picks.query(asked)
    terminal.answer(answer, () => listText(answer, 'tracking_clv_picks', picksTable))
    terminal.say('Next: `mon-ps migrate live` says what is wrong in the picks.')
  },
})

export const bets = command({
  name: 'bets',
  summary: 'What people bet in the legacy, and all of it in figures; writes nothing',
  examples: ['mon-ps migrate bets', 'mon-ps migrate bets --json'],
  args: { limit, ...AFTER },
  async run(args, { terminal, connect }) {
    const page = keysetInput(args)
    const { client } = await connect({ prepare: false })
    const answer = await client.legacy.bets.query({ ...page, ...(args.after && { after: args.after }) })
    terminal.answer(answer, () => [listText(answer, 'manual_bets', betsTable), ...statsText(answer)].join('\n'))
    terminal.say('Next: `mon-ps migrate live` says what is wrong in the bets.')
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
