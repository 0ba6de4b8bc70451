import { confirm, isCancel } from '@clack/prompts'
import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { watchCalculation } from '../watch-job.ts'
import { resultText } from './calculate.ts'

export const demoLoad = command({
  name: 'load',
  summary: 'Load the invented demo leagues and calculate them',
  examples: ['mon-ps demo load'],
  args: {},
  async run(_, { terminal, interrupted, connect }) {
    const { client } = await connect()
    const loaded = await client.demo.load.mutate()
    const job = loaded.jobId === null ? null : await watchCalculation(loaded.jobId, { client, terminal, interrupted })
    terminal.answer({ ...loaded, calculation: job?.result ?? null }, () =>
      [
        loaded.alreadyLoaded ? 'The demo leagues were there already.' : `${loaded.matches} invented matches loaded.`,
        ...(job?.result ? [resultText(job.result)] : []),
      ].join('\n'),
    )
    terminal.say('Next: `mon-ps leagues`, then `mon-ps teams`. `mon-ps demo remove` takes them out again.')
  },
})

export const demoRemove = command({
  name: 'remove',
  summary: 'Take the demo leagues out completely: their matches, teams and everything calculated from them',
  examples: ['mon-ps demo remove', 'mon-ps demo remove --yes --json'],
  args: {},
  async run(_, { terminal, yes, connect }) {
    const { client } = await connect()
    if (!yes && terminal.interactive) {
      const agreed = await confirm({ message: 'Remove the demo leagues and everything calculated from them?', output: process.stderr })
      if (isCancel(agreed) || !agreed) throw new Failure(EXIT.interrupted, 'Nothing was removed.')
    }
    const removed = await client.demo.remove.mutate()
    terminal.answer(removed, () =>
      removed.competitions === 0
        ? 'There was no demo league to remove.'
        : `Removed ${removed.competitions} demo leagues, ${removed.matches} matches, ${removed.teams} teams.`,
    )
    terminal.say('Next: `mon-ps import football-data <folder>` brings in real results.')
  },
})
