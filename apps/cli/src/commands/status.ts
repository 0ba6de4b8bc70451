import { command } from '../command.ts'

export const status = command({
  name: 'status',
  summary: 'Which API this command line talks to, what it holds, and how the last calculation ended',
  examples: ['mon-ps status', 'mon-ps status --json'],
  args: {},
  async run(_, { terminal, env, connect }) {
    const { client, mode, url } = await connect()
    const [health, { job }] = await Promise.all([client.health.status.query(), client.calculation.latest.query()])
    const dataDir = health.engine === 'pglite' && mode === 'in-process' ? env.dataDir : null
    terminal.answer({ mode, url, dataDir, health, calculation: job }, () =>
      [
        `Mon PS ${health.version}, ${health.engineVersion}, ${mode === 'http' ? `through ${url}` : `in process${dataDir ? `, folder ${dataDir}` : ''}`}`,
        `${health.matches} matches, ${health.quotes} quotes, ${health.teams} teams, ${health.frictions} pairs, ${health.strategies} strategy records${health.demoLoaded ? ', with the demo leagues' : ''}`,
        job
          ? `Last calculation: job ${job.jobId}, ${job.status}${job.error ? `: ${job.error.message}` : ''}`
          : 'Nothing was calculated yet.',
      ].join('\n'),
    )
    terminal.say(
      job?.status === 'running'
        ? 'Next: `mon-ps calculate` follows the running calculation.'
        : 'Next: `mon-ps doctor` checks that all is well.',
    )
  },
})
