import { command } from '../command.ts'
import { cli } from '../words.ts'

export const status = command({
  name: 'status',
  summary: cli.status.summary,
  examples: ['mon-ps status', 'mon-ps status --json'],
  args: {},
  async run(_, { terminal, env, connect }) {
    const { client, mode, url } = await connect()
    const [health, { job }] = await Promise.all([client.health.status.query(), client.calculation.latest.query()])
    const dataDir = health.engine === 'pglite' && mode === 'in-process' ? env.dataDir : null
    terminal.answer({ mode, url, dataDir, health, calculation: job }, () =>
      [
        cli.status.heading({
          version: health.version,
          engine: health.engineVersion,
          where:
            mode === 'http'
              ? cli.status.through({ url: url ?? '' })
              : cli.status.inProcess({ folder: dataDir ? cli.status.folder({ folder: dataDir }) : '' }),
        }),
        cli.status.counts({
          matches: health.matches,
          quotes: health.quotes,
          teams: health.teams,
          pairs: health.frictions,
          strategies: health.strategies,
          demo: health.demoLoaded ? cli.status.withDemo : '',
        }),
        job
          ? cli.status.lastCalculation({
              job: job.jobId,
              status: job.status,
              error: job.error ? cli.status.lastError({ message: job.error.message }) : '',
            })
          : cli.status.neverCalculated,
      ].join('\n'),
    )
    terminal.say(job?.status === 'running' ? cli.status.nextCalculate : cli.status.nextDoctor)
  },
})
