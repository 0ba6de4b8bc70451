import { parseArgs } from 'node:util'
import { type ArgsDef, defineCommand, type ParsedArgs, renderUsage, runCommand } from 'citty'
import type { Caller, ConnectHow, Connection } from './connect/connection.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { cli } from './words.ts'

/** Flags that every command takes. */
export const SHARED_ARGS = {
  json: { type: 'boolean', description: cli.flags.json },
  quiet: { type: 'boolean', alias: 'q', description: cli.flags.quiet },
  yes: { type: 'boolean', alias: 'y', description: cli.flags.yes },
  color: {
    type: 'boolean',
    default: true,
    description: cli.flags.color,
    negativeDescription: cli.flags.noColor,
  },
} as const satisfies ArgsDef

/** What a running command works with. */
export interface Session extends Caller {
  /** Opens the API, over HTTP or in process; the same one on every call. */
  connect(how?: ConnectHow): Promise<Connection>
}

/** The values of each repeatable flag, in their order; none when it was not given. */
export type RepeatedFlags = Readonly<Record<string, readonly string[]>>

export interface CommandSpec<Args extends ArgsDef> {
  name: string
  summary: string
  /** Command lines that work as they stand; the first one is the most useful. */
  examples: readonly string[]
  args: Args
  /** More positionals than `args` names are taken, too. */
  manyPositionals?: boolean
  /** String flags that may come more than once; `run` gets all of their values. */
  repeatable?: readonly string[]
  /** @returns an exit code when the work was done only in part */
  run(args: ParsedArgs<Args>, session: Session, repeated: RepeatedFlags): Promise<ExitCode | void>
}

/** A command as the command line sees it. */
export interface Command {
  kind: 'command'
  name: string
  summary: string
  examples: readonly string[]
  /** Every flag and positional, the shared ones among them. */
  args: ArgsDef
  manyPositionals: boolean
  run(rawArgs: string[], session: Session): Promise<ExitCode>
  /** Usage and flags, under the name by which it is called. */
  usage(name: string): Promise<string>
}

/** Commands under one word, for example `demo`. */
export interface Group {
  kind: 'group'
  name: string
  summary: string
  commands: Readonly<Record<string, Command | Group>>
  usage(name: string): Promise<string>
}

/** One command: its flags, its help, and what it does. */
export function command<const Args extends ArgsDef>(spec: CommandSpec<Args>): Command {
  const { name, summary, examples, manyPositionals = false, repeatable = [] } = spec
  const args = { ...spec.args, ...SHARED_ARGS }
  const definition = defineCommand({
    args,
    run: async ({ args: parsed, rawArgs, data }) =>
      (await spec.run(parsed as ParsedArgs<Args>, data, repeatedFlags(rawArgs, repeatable))) ?? EXIT.ok,
  })
  return {
    kind: 'command',
    name,
    summary,
    examples,
    args,
    manyPositionals,
    run: async (rawArgs, session) => (await runCommand(definition, { rawArgs, data: session })).result as ExitCode,
    usage: (calledAs) => renderUsage({ ...definition, meta: { name: calledAs, description: summary } }),
  }
}

/** citty keeps the last value of a flag; this reads all of them. */
function repeatedFlags(rawArgs: string[], names: readonly string[]): RepeatedFlags {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true } as const]))
  const { values } = parseArgs({ args: rawArgs, options, strict: false, allowPositionals: true })
  return Object.fromEntries(names.map((name) => [name, [values[name] ?? []].flat().map(String)]))
}

/** Commands under one word. */
export function group(spec: { name: string; summary: string; commands: readonly (Command | Group)[] }): Group {
  const subCommands = Object.fromEntries(spec.commands.map((each) => [each.name, { meta: { description: each.summary } }]))
  return {
    kind: 'group',
    name: spec.name,
    summary: spec.summary,
    commands: Object.fromEntries(spec.commands.map((each) => [each.name, each])),
    usage: (calledAs) =>
      renderUsage(defineCommand({ meta: { name: calledAs, description: spec.summary }, args: SHARED_ARGS, subCommands })),
  }
}
