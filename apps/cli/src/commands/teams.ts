import { command } from '../command.ts'
import { requireLeague } from '../find-named.ts'
import { statText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { listText, PAGE_ARGS, pageInput, sourceText } from './page-args.ts'

export const teams = command({
  name: 'teams',
  summary: 'Teams with the betting record of the reference strategy on their matches',
  examples: ['mon-ps teams', 'mon-ps teams --league E0 --sort roi --json'],
  args: {
    ...PAGE_ARGS,
    sort: {
      type: 'enum',
      options: ['totalPnl', 'roi', 'winRate', 'totalBets', 'avgClv', 'teamName', 'tierRank'],
      default: 'totalPnl',
      description: 'Order of the rows',
    },
  },
  async run(args, { terminal, connect }) {
    const page = pageInput(args)
    const { client } = await connect()
    const answer = await client.team.list.query({ ...page, sort: args.sort })
    if (answer.data.length === 0 && args.league) await requireLeague(client, args.league)
    const columns = ['team', 'league', 'win rate [95 %]', 'profit [95 %]', 'ROI [95 %]', 'CLV [95 %]', ''].map((title) => ({ title }))
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
    terminal.say('Next: `mon-ps team <name>` shows one of them in full.')
  },
})
