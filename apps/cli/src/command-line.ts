import type { ArgsDef } from 'citty'
import type { Command, Group } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { rootCommand } from './root-command.ts'
import { suggest } from './find-named.ts'
import { cli } from './words.ts'

/** What a command line names, and what was typed beside it. */
export interface Located {
  target: Command | Group
  /** As it is called, for example `mon-ps import football-data`. */
  calledAs: string
  rest: string[]
}

/**
 * The command or group that a command line names. Flags without a value may stand before it.
 *
 * @throws {Failure} usage, with near names, for a word that is no command
 */
export function locate(argv: readonly string[]): Located {
  let target: Command | Group = rootCommand
  let calledAs = rootCommand.name
  let rest = [...argv]
  while (target.kind === 'group') {
    const at = rest.findIndex((token) => !token.startsWith('-'))
    const word = rest[at]
    if (word === undefined) break
    const child: Command | Group | undefined = target.commands[word]
    if (!child) throw unknownCommand(word, calledAs, Object.keys(target.commands))
    target = child
    calledAs = `${calledAs} ${word}`
    rest = rest.toSpliced(at, 1)
  }
  return { target, calledAs, rest }
}

function unknownCommand(word: string, calledAs: string, known: string[]): Failure {
  const suggestions = suggest(word, known).map((name) => `${calledAs} ${name}`)
  return new Failure(
    EXIT.usage,
    cli.failure.unknownCommand({ word, command: calledAs, hint: didYouMean(suggestions), known: known.join(', ') }),
    {
      suggestions,
    },
  )
}

/**
 * Refuses flags that a command does not know and words that it has no place for; citty lets both pass.
 *
 * @throws {Failure} usage, with near names
 */
export function refuseUnknown({ args, manyPositionals }: Command, { calledAs, rest }: Located): void {
  const words: string[] = []
  for (let at = 0; at < rest.length; at++) {
    const token = rest[at] ?? ''
    if (token === '--') {
      words.push(...rest.slice(at + 1))
      break
    }
    if (!token.startsWith('-')) {
      words.push(token)
      continue
    }
    const flag = findFlag(args, token)
    if (!flag) throw unknownFlag(token, calledAs, args)
    const takesValue = flag.type === 'string' || flag.type === 'enum'
    if (takesValue && !token.includes('=')) at += 1
  }
  const places = Object.values(args).filter((definition) => definition.type === 'positional').length
  if (words.length <= places || manyPositionals) return
  const extra = words.slice(places).join(' ')
  throw new Failure(EXIT.usage, cli.failure.noPlace({ command: calledAs, words: extra }))
}

function findFlag(args: ArgsDef, token: string): ArgsDef[string] | undefined {
  const typed = token.replace(/^--?/, '').split('=')[0] ?? ''
  return Object.entries(args).find(([name, definition]) => {
    if (definition.type === 'positional') return false
    if (definition.type === 'boolean' && typed === `no-${name}`) return true
    return typed === name || ('alias' in definition && [definition.alias ?? []].flat().includes(typed))
  })?.[1]
}

function unknownFlag(token: string, calledAs: string, args: ArgsDef): Failure {
  const flag = token.split('=')[0] ?? token
  const known = Object.keys(args).filter((name) => args[name]?.type !== 'positional')
  const suggestions = suggest(flag.replace(/^-+/, ''), known).map((name) => `--${name}`)
  return new Failure(EXIT.usage, cli.failure.unknownFlag({ command: calledAs, flag, hint: didYouMean(suggestions) }), { suggestions })
}

function didYouMean(suggestions: readonly string[]): string {
  return suggestions.length > 0
    ? cli.failure.didYouMean({ suggestions: suggestions.map((each) => `\`${each}\``).join(cli.failure.or) })
    : ''
}
