import { readEnvironment } from './env.ts'
import { EXIT } from './exit-codes.ts'
import { run } from './run.ts'

const interrupted = new AbortController()

function onInterrupt(): void {
  // The second Ctrl-C does not wait for anything to be put in order.
  if (interrupted.signal.aborted) process.exit(EXIT.interrupted)
  interrupted.abort()
}

process.on('SIGINT', onInterrupt)
process.on('SIGTERM', onInterrupt)
// A reader such as `head` may leave before everything is written.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.unexpected))

const code = await run(process.argv.slice(2), readEnvironment(), interrupted.signal)
// A pipe takes its time; leaving before it has everything would cut the answer off.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))))
process.exit(code)
