import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { command } from '../command.ts'
import { childEnvironment, PROJECT_FOLDER } from '../env.ts'
import { EXIT, EXIT_CODE_TABLE } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { cli } from '../words.ts'

export const serve = command({
  name: 'serve',
  summary: cli.serve.summary,
  examples: ['mon-ps serve', 'mon-ps serve --port 3100'],
  args: { port: { type: 'string', valueHint: '3000', description: cli.serve.port } },
  async run({ port }, { terminal, interrupted }) {
    if (terminal.json) throw new Failure(EXIT.usage, cli.serve.noJson)
    if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Failure(EXIT.usage, cli.serve.badPort({ port }))
    const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'scripts/start.mjs')], {
      stdio: 'inherit',
      env: childEnvironment(port === undefined ? {} : { PORT: port }),
    })
    interrupted.addEventListener('abort', () => child.kill('SIGTERM'))
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve))
    if (interrupted.aborted) return EXIT.interrupted
    const known = EXIT_CODE_TABLE.find(([exit]) => exit === code)
    if (code !== EXIT.ok) throw new Failure(known?.[0] ?? EXIT.unexpected, cli.serve.ended)
    return EXIT.ok
  },
})
