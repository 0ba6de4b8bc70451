import { command } from '../command.ts'
import { requireLeague } from '../find-named.ts'
import { statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { listText, PAGE_ARGS, pageInput, sourceText } from './page-args.ts'

export const frictions = command({
  name: 'frictions',
  summary: 'Ordered pairs of teams by how they collide',
  examples: ['mon-ps frictions --sort chaos', 'mon-ps frictions --league E0 --sort uncertainty --json'],
  args: {
    ...PAGE_ARGS,
    sort: { type: 'enum', options: ['friction', 'chaos', 'uncertainty', 'goals'], default: 'friction', description: 'Order of the rows' },
  },
  async run(args, { terminal, connect }) {
    const page = pageInput(args)
    const { client } = await connect()
    const answer = await client.friction.list.query({ ...page, sort: args.sort })
    if (answer.data.length === 0 && args.league) await requireLeague(client, args.league)
    const columns = ['home', 'away', 'league', 'friction', 'chaos', 'goals', 'home win [95 %]', 'width', ''].map((title) => ({ title }))
    terminal.answer(answer, () =>
      listText(answer, (data) =>
        table(
          columns,
          data.map((row) => [
            row.home.name,
            row.away.name,
            row.leagueCode ?? row.league ?? '',
            statText(row.frictionScore, 'score'),
            statText(row.chaosPotential, 'score'),
            statText(row.predictedGoals, 'goals'),
            statText(row.homeWinProb, 'percent'),
            valueText(row.uncertainty, 'percent'),
            sourceText(row),
          ]),
        ),
      ),
    )
    terminal.say('Next: `mon-ps matchup <home> <away>` explains one of them.')
  },
})
