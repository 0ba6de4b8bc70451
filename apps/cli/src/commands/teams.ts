import { command } from '../command.ts'
import { requireLeague } from '../find-named.ts'
import { statText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { listText, PAGE_ARGS, pageInput, sourceText } from './page-args.ts'
import { cli } from '../words.ts'

export const teams = command({
  name: 'teams',
  summary: cli.teams.summary,
  examples: ['mon-ps teams', 'mon-ps teams --league E0 --sort roi --json'],
  args: {
    ...PAGE_ARGS,
    sort: {
      type: 'enum',
      options: ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank'],
      default: 'totalPnl',
      description: cli.teams.sort,
    },
  },
  async run(args, { terminal, connect }) {
    const page = pageInput(args)
    const { client } = await connect()
    const answer = await client.team.list.query({ ...page, sort: args.sort })
    if (answer.data.length === 0 && args.league) await requireLeague(client, args.league)
    const columns = cli.teams.columns.map((title) => ({ title }))
    terminal.answer(answer, () =>
      listText(answer, (data) =>
        table(
          columns,
          data.map((row) => [
            row.teamName,
            row.leagueCode ?? row.league,
            statText(row.winRate, 'percent'),
            statText(row.totalPnl, 'units'),
            statText(row.roi, 'percent'),
            statText(row.avgClv, 'percent'),
            sourceText(row),
          ]),
        ),
      ),
    )
    terminal.say(cli.teams.next)
  },
})
