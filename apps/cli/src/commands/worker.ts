import { command } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { cli } from '../words.ts'

export const worker = command({
  name: 'worker',
  summary: cli.worker.summary,
  examples: ['mon-ps worker', 'DATABASE_URL=postgres://user@host:5432/mon_ps mon-ps worker --concurrency 4'],
  args: { concurrency: { type: 'string', valueHint: '4', description: cli.worker.concurrency } },
  async run({ concurrency = '1' }, { terminal, interrupted, env }) {
    if (!/^[1-9]\d{0,2}$/.test(concurrency)) throw new Failure(EXIT.usage, cli.worker.badConcurrency({ given: concurrency }))
    // Loaded only here: no other command needs the engine in this process.
    const { runWorker } = await import('@mon-ps/api/in-process')
    const { done } = await runWorker({
      databaseUrl: env.databaseUrl,
      concurrency: Number(concurrency),
      stopped: interrupted,
      say: (line) => terminal.say(line),
    })
    terminal.answer({ done }, () => cli.worker.done({ done }))
    return EXIT.ok
  },
})
