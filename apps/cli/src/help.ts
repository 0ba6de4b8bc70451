import { stripVTControlCharacters } from 'node:util'
import type { Command, Group } from './command.ts'
import type { Located } from './command-line.ts'
import { EXIT_CODE_TABLE } from './exit-codes.ts'
import { cli } from './words.ts'

/** The text of `--help`: usage, flags, examples and the exit codes. */
export async function helpText({ target, calledAs }: Located, color: boolean): Promise<string> {
  const text = [
    (await target.usage(calledAs)).trimEnd(),
    '',
    cli.help.examples,
    '',
    ...examplesOf(target).map((example) => `  ${example}`),
    '',
    cli.help.exitCodes,
    '',
    ...EXIT_CODE_TABLE.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
  ].join('\n')
  return color ? text : stripVTControlCharacters(text)
}

/** A command's own examples; of a group the first one of each command in it. */
function examplesOf(target: Command | Group): readonly string[] {
  if (target.kind === 'command') return target.examples
  return Object.values(target.commands).flatMap((child) => examplesOf(child).slice(0, 1))
}
