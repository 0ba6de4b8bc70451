import { command } from '../command.ts'
import { requireLeague } from '../find-named.ts'
import { statText, valueText } from '../print/number-text.ts'
import { table } from '../print/table.ts'
import { listText, PAGE_ARGS, pageInput, sourceText } from './page-args.ts'
import { cli } from '../words.ts'

export const frictions = command({
  name: 'frictions',
  summary: cli.frictions.summary,
  examples: ['mon-ps frictions --sort chaos', 'mon-ps frictions --league E0 --sort uncertainty --json'],
  args: {
    ...PAGE_ARGS,
    sort: { type: 'enum', options: ['friction', 'chaos', 'uncertainty', 'goals'], default: 'friction', description: cli.frictions.sort },
  },
  async run(args, { terminal, connect }) {
    const page = pageInput(args)
    const { client } = await connect()
    const answer = await client.friction.list.query({ ...page, sort: args.sort })
    if (answer.data.length === 0 && args.league) await requireLeague(client, args.league)
    const columns = cli.frictions.columns.map((title) => ({ title }))
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
    terminal.say(cli.frictions.next)
  },
})
