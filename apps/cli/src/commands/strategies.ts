import type { StrategyList } from '@mon-ps/contract/strategy'
import { command } from '../command.ts'
import { requireLeague } from '../find-named.ts'
import { statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { listText, PAGE_ARGS, pageInput, sourceText } from './page-args.ts'
import { cli } from '../words.ts'

export const strategies = command({
  name: 'strategies',
  summary: cli.strategies.summary,
  examples: ['mon-ps strategies', 'mon-ps strategies --scope team --league E0 --json'],
  args: {
    ...PAGE_ARGS,
    scope: {
      type: 'enum',
      options: ['team', 'league', 'overall'],
      default: 'overall',
      description: cli.strategies.scope,
    },
    sort: {
      type: 'enum',
      options: ['roiLowerBound', 'profit', 'roi', 'avgClv', 'totalBets', 'qValue'],
      default: 'roiLowerBound',
      description: cli.strategies.sort,
    },
  },
  async run(args, { terminal, connect }) {
    const page = pageInput(args)
    const { client } = await connect()
    const answer = await client.strategy.list.query({ ...page, scope: args.scope, sort: args.sort })
    if (answer.data.length === 0 && args.league) await requireLeague(client, args.league)
    const columns = cli.strategies.columns.map((title) => ({
      title,
    }))
    terminal.answer(answer, () =>
      listText(answer, (data) =>
        table(
          columns,
          data.map((row) => [
            row.strategyName,
            row.role ?? '',
            row.team?.name ?? row.league ?? cli.strategies.everything,
            String(row.totalBets),
            statText(row.roi, 'percent'),
            valueText(row.shrunkRoi.value, 'percent'),
            statText(row.avgClv, 'percent'),
            valueText(row.maxDrawdown, 'drawdown'),
            row.qValue === null ? cli.strategies.notTested : valueText(row.qValue, 'decimal'),
            row.betsNeeded === null ? '' : String(row.betsNeeded),
            row.verdict === null ? cli.strategies.noVerdict : cli.verdicts[row.verdict],
            sourceText(row),
          ]),
        ),
      ),
    )
    terminal.say(looks(answer))
    terminal.say(cli.strategies.next)
  },
})

/** How many looks were taken, and what luck alone makes of them. */
function looks({ total, tested, byLuck, significant, trials }: StrategyList): string {
  return cli.strategies.looks({ total, tested, byLuck: valueText(byLuck, 'expected'), significant, trials })
}
