import type { LeaderBoard, LeaderBoards } from '@mon-ps/contract/leader'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { statText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import type { Terminal } from '../print/terminal.ts'
import { ORIGIN_ARG } from './page-args.ts'
import { cli } from '../words.ts'

const MAX_LEADERS = 100

export const leaders = command({
  name: 'leaders',
  summary: cli.leaders.summary,
  examples: ['mon-ps leaders', 'mon-ps leaders --limit 20 --json', 'mon-ps leaders --origin migrated'],
  args: { ...ORIGIN_ARG, limit: { type: 'string', valueHint: '5', default: '5', description: cli.leaders.limit({ most: MAX_LEADERS }) } },
  async run(args, { terminal, connect }) {
    const limit = Number(args.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LEADERS)
      throw new Failure(EXIT.usage, cli.lists.badLimit({ limit: args.limit, most: MAX_LEADERS }))
    const { client } = await connect()
    const answer = await client.leader.boards.query({ limit, origin: args.origin })
    terminal.answer(answer, () => boardsText(answer, terminal))
    terminal.say(cli.leaders.next)
  },
})

function boardsText({ teams, frictions, strategies }: LeaderBoards, terminal: Terminal): string {
  const board = <Row>(title: string, columns: string[], { data, of }: LeaderBoard<Row>, cells: (row: Row) => string[]) => [
    terminal.style('bold', cli.leaders.of({ title, of })),
    data.length === 0
      ? cli.leaders.noRows
      : table(
          columns.map((each) => ({ title: each })),
          data.map(cells),
        ),
    '',
  ]
  return [
    ...board(cli.leaders.teamsByProfit, cli.leaders.teamColumns, teams, (row) => [
      row.team.name,
      row.league,
      statText(row.totalPnl, 'units'),
      row.origin,
    ]),
    ...board(cli.leaders.pairsByChaos, cli.leaders.pairColumns, frictions, (row) => [
      row.home.name,
      row.away.name,
      row.season ?? '',
      statText(row.chaosPotential, 'score'),
      statText(row.frictionScore, 'score'),
      row.origin,
    ]),
    ...board(cli.leaders.strategiesByProfit, cli.leaders.strategyColumns, strategies, (row) => [
      row.team.name,
      row.strategyName,
      row.season ?? '',
      statText(row.totalPnl, 'units'),
      row.origin,
    ]),
  ].join('\n')
}
