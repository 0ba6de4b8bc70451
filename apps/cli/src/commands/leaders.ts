import type { LeaderBoard, LeaderBoards } from '@mon-ps/contract/leader'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { statText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { ORIGIN_ARG } from './page-args.ts'

const MAX_LEADERS = 100

export const leaders = command({
  name: 'leaders',
  summary: 'V3’s leader boards: teams by profit, pairs by chaos, best strategies by profit',
  examples: ['mon-ps leaders', 'mon-ps leaders --limit 20 --json', 'mon-ps leaders --origin migrated'],
  args: { ...ORIGIN_ARG, limit: { type: 'string', valueHint: '5', default: '5', description: `Rows of each, 1 to ${MAX_LEADERS}` } },
  async run(args, { terminal, connect }) {
    const limit = Number(args.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LEADERS)
      throw new Failure(EXIT.usage, `Got --limit ${args.limit}, expected a whole number from 1 to ${MAX_LEADERS}.`)
    const { client } = await connect()
    const answer = await client.leader.boards.query({ limit, origin: args.origin })
    terminal.answer(answer, () => boardsText(answer, terminal))
    terminal.say('Next: `mon-ps team <name>` shows one of them in full.')
  },
})

function boardsText({ teams, frictions, strategies }: LeaderBoards, terminal: Terminal): string {
  const board = <Row>(title: string, columns: string[], { data, of }: LeaderBoard<Row>, cells: (row: Row) => string[]) => [
    terminal.style('bold', `${title} (of ${of})`),
    data.length === 0
      ? 'No rows.'
      : table(
          columns.map((each) => ({ title: each })),
          data.map(cells),
        ),
    '',
  ]
  return [
    ...board('Teams by profit', ['team', 'league', 'profit [95 %]', 'origin'], teams, (row) => [
      row.team.name,
      row.league,
      statText(row.totalPnl, 'units'),
      row.origin,
    ]),
    ...board('Pairs by chaos', ['home', 'away', 'season', 'chaos', 'friction', 'origin'], frictions, (row) => [
      row.home.name,
      row.away.name,
      row.season ?? '',
      statText(row.chaosPotential, 'score'),
      statText(row.frictionScore, 'score'),
      row.origin,
    ]),
    ...board('Best strategies by profit', ['team', 'strategy', 'season', 'profit [95 %]', 'origin'], strategies, (row) => [
      row.team.name,
      row.strategyName,
      row.season ?? '',
      statText(row.totalPnl, 'units'),
      row.origin,
    ]),
  ].join('\n')
}
