import { stripVTControlCharacters } from 'node:util'
import { parseArgs } from 'citty'
import { SHARED_ARGS, type Session } from './command.ts'
import { locate, refuseUnknown } from './command-line.ts'
import type { Connection } from './connect/connection.ts'
import { connect } from './connect/connect.ts'
import type { Environment } from './env.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { Failure, toFailure } from './failure.ts'
import { helpText } from './help.ts'
import { createTerminal, type Streams, type Terminal } from './print/terminal.ts'
import { VERSION } from './version.ts'
import { cli } from './words.ts'

/**
 * Runs one command line.
 *
 * @param argv        what was typed after `mon-ps`
 * @param env         what the environment says
 * @param interrupted aborts on the first Ctrl-C
 * @param streams     where to write
 * @returns           the exit code; every message was printed
 */
export async function run(
  argv: readonly string[],
  env: Environment,
  interrupted: AbortSignal,
  streams: Streams = process,
): Promise<ExitCode> {
  const shared = parseArgs<typeof SHARED_ARGS>(
    argv.filter((token) => token.startsWith('-')),
    SHARED_ARGS,
  )
  const options = { json: shared.json ?? false, quiet: shared.quiet ?? false, color: env.color && shared.color, redraw: env.redraw }
  const terminal = createTerminal(options, streams)
  const opened: { connection?: Promise<Connection> } = {}
  const session: Session = {
    terminal,
    env,
    yes: shared.yes ?? false,
    interrupted,
    connect: (how) => (opened.connection ??= connect(session, how)),
  }
  try {
    return await dispatch(argv, session)
  } catch (error) {
    return report(
      interrupted.aborted ? new Failure(EXIT.interrupted, cli.failure.interrupted, { cause: error }) : toFailure(error),
      terminal,
    )
  } finally {
    await opened.connection?.then((connection) => connection.close()).catch(() => {})
  }
}

const ASKS_HELP = ['--help', '-h']
const ASKS_VERSION = ['--version', '-v']

async function dispatch(argv: readonly string[], session: Session): Promise<ExitCode> {
  const { terminal } = session
  const asked = argv.some((token) => ASKS_HELP.includes(token))
  const located = locate(argv.filter((token) => !ASKS_HELP.includes(token)))
  const { target, rest } = located
  if (target.kind === 'group' && rest.some((token) => ASKS_VERSION.includes(token))) {
    terminal.answer({ version: VERSION }, () => VERSION)
    return EXIT.ok
  }
  if (asked || target.kind === 'group') {
    const text = await helpText(located, terminal.color)
    if (!asked && argv.length > 0) throw new Failure(EXIT.usage, cli.failure.expectedCommand({ help: text }))
    terminal.answer({ help: text }, () => text)
    return EXIT.ok
  }
  refuseUnknown(target, located)
  try {
    return await target.run(rest, session)
  } catch (error) {
    // citty's own refusal: a missing positional, or a value that is none of the options.
    if (error instanceof Error && error.name === 'CLIError') {
      throw new Failure(
        EXIT.usage,
        cli.failure.seeHelp({ message: stripVTControlCharacters(error.message).replace(/\.?$/, '.'), command: located.calledAs }),
        {
          cause: error,
        },
      )
    }
    throw error
  }
}

function report(failure: Failure, terminal: Terminal): ExitCode {
  const { message, code, exitCode, suggestions } = failure
  if (terminal.json) terminal.answer({ error: { code, message, exitCode, suggestions } }, () => '')
  terminal.warn(message)
  if (exitCode === EXIT.unexpected && failure.cause instanceof Error) terminal.warn(failure.cause.stack ?? '')
  return exitCode
}
