import { styleText } from 'node:util'

/** How a command speaks: its one answer on stdout, everything else on stderr. */
export interface Terminal {
  readonly json: boolean
  readonly quiet: boolean
  /** stderr is a terminal whose line can be redrawn. */
  readonly live: boolean
  /** A person is there to be asked. */
  readonly interactive: boolean
  /** The command's answer: `value` as one JSON object with --json, else `text()`. */
  answer(value: object, text: () => string): void
  /** A message beside the answer; not with --quiet. */
  say(line: string): void
  /** A warning or an error: said even with --quiet. */
  warn(line: string): void
  /** Replaces the last line on a live terminal. */
  redraw(line: string): void
  /** stdout takes colours. */
  readonly color: boolean
  style(format: Style, text: string): string
}

export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan'

/** Where a command writes and who may answer; a process has its own. */
export interface Streams {
  readonly stdout: Stream
  readonly stderr: Stream
  readonly stdin: Pick<NodeJS.ReadStream, 'isTTY'>
}

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> & { write(text: string): unknown }

export interface TerminalOptions {
  json: boolean
  quiet: boolean
  color: boolean
  redraw: boolean
}

export function createTerminal(options: TerminalOptions, { stdout, stderr, stdin }: Streams): Terminal {
  const color = options.color && stdout.isTTY && !options.json
  return {
    json: options.json,
    quiet: options.quiet,
    live: options.redraw && stderr.isTTY && !options.quiet,
    color,
    interactive: stdin.isTTY && stderr.isTTY && options.redraw,
    answer(value, text) {
      stdout.write(options.json ? `${JSON.stringify(value, null, 2)}\n` : `${text().trimEnd()}\n`)
    },
    say(line) {
      if (!options.quiet) stderr.write(`${line}\n`)
    },
    warn(line) {
      stderr.write(`${line}\n`)
    },
    redraw(line) {
      const width = stderr.columns || 80
      stderr.write(`\r\u001b[2K${line.slice(0, width - 1)}`)
    },
    style: (format, text) => (color ? styleText(format, text) : text),
  }
}
