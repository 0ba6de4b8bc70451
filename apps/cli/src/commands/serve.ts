import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { command } from '../command.ts'
import { childEnvironment, PROJECT_FOLDER } from '../env.ts'
import { EXIT, EXIT_CODE_TABLE } from '../exit-codes.ts'
import { Failure } from '../failure.ts'

export const serve = command({
  name: 'serve',
  summary: 'Serve the page and the API until Ctrl-C, as `npm start` does',
  examples: ['mon-ps serve', 'mon-ps serve --port 3100'],
  args: { port: { type: 'string', valueHint: '3000', description: 'Port on 127.0.0.1; PORT, else 3000, when absent' } },
  async run({ port }, { terminal, interrupted }) {
    if (terminal.json)
      throw new Failure(EXIT.usage, '`serve` runs until it is stopped and has no answer for --json; `mon-ps status --json` asks it.')
    if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Failure(EXIT.usage, `Got --port ${port}, expected a number.`)
    const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'scripts/start.mjs')], {
      stdio: 'inherit',
      env: childEnvironment(port === undefined ? {} : { PORT: port }),
    })
    interrupted.addEventListener('abort', () => child.kill('SIGTERM'))
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve))
    if (interrupted.aborted) return EXIT.interrupted
    const known = EXIT_CODE_TABLE.find(([exit]) => exit === code)
    if (code !== EXIT.ok) throw new Failure(known?.[0] ?? EXIT.unexpected, 'The server ended; its own message is above.')
    return EXIT.ok
  },
})
