import { confirm, isCancel } from '@clack/prompts'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { watchCalculation } from '../watch-job.ts'
import { resultText } from './calculate.ts'
import { cli } from '../words.ts'

export const demoLoad = command({
  name: 'load',
  summary: cli.demo.load,
  examples: ['mon-ps demo load'],
  args: {},
  async run(_, { terminal, interrupted, connect }) {
    const { client } = await connect()
    const loaded = await client.demo.load.mutate()
    const job = loaded.jobId === null ? null : await watchCalculation(loaded.jobId, { client, terminal, interrupted })
    terminal.answer({ ...loaded, calculation: job?.result ?? null }, () =>
      [
        loaded.alreadyLoaded ? cli.demo.alreadyLoaded : cli.demo.loaded({ matches: loaded.matches }),
        ...(job?.result ? [resultText(job.result)] : []),
      ].join('\n'),
    )
    terminal.say(cli.demo.nextLeagues)
  },
})

export const demoRemove = command({
  name: 'remove',
  summary: cli.demo.remove,
  examples: ['mon-ps demo remove', 'mon-ps demo remove --yes --json'],
  args: {},
  async run(_, { terminal, yes, connect }) {
    const { client } = await connect()
    if (!yes && terminal.interactive) {
      const agreed = await confirm({ message: cli.demo.reallyRemove, output: process.stderr })
      if (isCancel(agreed) || !agreed) throw new Failure(EXIT.interrupted, cli.demo.nothingRemoved)
    }
    const removed = await client.demo.remove.mutate()
    terminal.answer(removed, () =>
      removed.competitions === 0
        ? cli.demo.noneToRemove
        : cli.demo.removed({ leagues: removed.competitions, matches: removed.matches, teams: removed.teams }),
    )
    terminal.say(cli.demo.nextImport)
  },
})
