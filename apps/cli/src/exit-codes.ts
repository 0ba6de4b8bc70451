import { cli } from './words.ts'
/** How every command ends, the same everywhere. */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  environment: 3,
  notFound: 4,
  rejected: 5,
  conflict: 6,
  source: 7,
  verification: 8,
  partial: 9,
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The table at the end of every `--help`. */
export const EXIT_CODE_TABLE: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, cli.exits.ok],
  [EXIT.unexpected, cli.exits.unexpected],
  [EXIT.usage, cli.exits.usage],
  [EXIT.environment, cli.exits.environment],
  [EXIT.notFound, cli.exits.notFound],
  [EXIT.rejected, cli.exits.rejected],
  [EXIT.conflict, cli.exits.conflict],
  [EXIT.source, cli.exits.source],
  [EXIT.verification, cli.exits.verification],
  [EXIT.partial, cli.exits.partial],
  [EXIT.interrupted, cli.exits.interrupted],
]
