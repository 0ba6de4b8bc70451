import type { StrategyList } from '@mon-ps/contract/strategy'
import { command } from '../command.ts'
import { requireLeague } from '../find-named.ts'
import { statText, valueText } from '../print/number-text.ts'
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
    const columns = [
      'strategy',
      'role',
      'over',
      'bets',
      'ROI [95 %]',
      'shrunk',
      'CLV [95 %]',
      'max. drawdown',
      'q',
      'bets to know',
      'verdict',
      '',
    ].map((title) => ({
      title,
    }))
    terminal.answer(answer, () =>
      listText(answer, (data) =>
        table(
          columns,
          data.map((row) => [
            row.strategyName,
            row.role ?? '',
            row.team?.name ?? row.league ?? 'everything',
            String(row.totalBets),
            statText(row.roi, 'percent'),
            valueText(row.shrunkRoi.value, 'percent'),
            statText(row.avgClv, 'percent'),
            row.maxDrawdown === null ? 'not measured' : `${row.maxDrawdown.toFixed(1)} u`,
            row.qValue === null ? 'not tested' : row.qValue.toFixed(3),
            row.betsNeeded === null ? '' : String(row.betsNeeded),
            row.verdict?.replaceAll('_', ' ') ?? 'no verdict',
            sourceText(row),
          ]),
        ),
      ),
    )
    terminal.say(looks(answer))
    terminal.say('Next: `mon-ps strategy <name>` is one rule’s tear sheet.')
  },
})

/** How many looks were taken, and what luck alone makes of them. */
function looks({ total, tested, byLuck, significant, trials }: StrategyList): string {
  return `${total} records, ${tested} of them tested: about ${byLuck.toFixed(1)} would look significant at 5% by luck, ${significant} stay below q 0.05. ${trials} rules and variants were ever tried.`
}
