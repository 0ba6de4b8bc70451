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
  [EXIT.ok, 'done'],
  [EXIT.unexpected, 'something nobody foresaw'],
  [EXIT.usage, 'the command line was not understood'],
  [EXIT.environment, 'configuration or environment: no connection, folder not writable'],
  [EXIT.notFound, 'a team, league, pairing or V1 that is not there'],
  [EXIT.rejected, 'input that was refused; nothing was written'],
  [EXIT.conflict, 'something else holds the data or is already running, or the plan is stale'],
  [EXIT.source, 'an outside source did not answer'],
  [EXIT.verification, 'what is stored is not what was expected: a failed proof, or drift'],
  [EXIT.partial, 'done in part, or findings that block'],
  [EXIT.interrupted, 'interrupted'],
]
