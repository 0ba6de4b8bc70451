import { command } from '../command.ts'
import { requireLeague } from '../find-league.ts'
import { statText } from '../print/stat-text.ts'
import { table } from '../print/table.ts'
import { listText, PAGE_ARGS, pageInput, sourceText } from './page-args.ts'

export const strategies = command({
  name: 'strategies',
  summary: 'Betting records of the rules, best lower bound first',
  examples: ['mon-ps strategies', 'mon-ps strategies --scope team --league E0 --json'],
  args: {
    ...PAGE_ARGS,
    scope: {
      type: 'enum',
      options: ['team', 'league', 'overall'],
      default: 'overall',
      description: 'Over one team’s matches, one league’s, or all',
    },
    sort: {
      type: 'enum',
      options: ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'],
      default: 'roiLowerBound',
      description: 'Order of the rows',
    },
  },
  async run(args, { terminal, connect }) {
    const page = pageInput(args)
    const { client } = await connect()
    const answer = await client.strategy.list.query({ ...page, scope: args.scope, sort: args.sort })
    if (answer.data.length === 0 && args.league) await requireLeague(client, args.league)
    const columns = ['strategy', 'over', 'win rate [95 %]', 'profit [95 %]', 'ROI [95 %]', 'CLV [95 %]', 'verdict', ''].map((title) => ({
      title,
    }))
    terminal.answer(answer, () =>
      listText(answer, (data) =>
        table(
          columns,
          data.map((row) => [
            row.strategyName,
            row.team?.name ?? row.league ?? 'everything',
            statText(row.winRate, 'share'),
            statText(row.profit, 'units'),
            statText(row.roi, 'share'),
            statText(row.avgClv, 'share'),
            row.verdict?.replaceAll('_', ' ') ?? 'no verdict',
            sourceText(row),
          ]),
        ),
      ),
    )
    terminal.say('Next: `mon-ps teams` shows on whose matches the reference strategy won and lost.')
  },
})
