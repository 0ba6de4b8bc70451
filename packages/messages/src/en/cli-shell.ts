/** What the command line says whichever command runs: help, flags, refusals, progress, how a list goes on. */

/** What a sentence is made from, by name. */
export type Facts<Names extends string> = Readonly<Record<Names, string | number>>

export const numbers = {
  notMeasured: 'not measured',
  notKnown: 'not known',
}

export const lists = {
  origin: 'What V3 shows, or only what came from V1, or only what was calculated',
  limit: 'Rows, 1 to 200',
  cursor: 'Where the page before this one ended (page.nextCursor)',
  league: 'Only this league, by code or name',
  badLimit: ({ limit, most }: Facts<'limit' | 'most'>) => `Got --limit ${limit}, expected a whole number from 1 to ${most}.`,
  more: ({ cursor }: Facts<'cursor'>) => `More: --cursor ${cursor}`,
  noRows: 'No rows. Nothing is calculated yet, or the filter matches nothing.',
  note: ({ warning }: Facts<'warning'>) => `Note: ${warning}`,
  demo: 'demo',
}

export const failure = {
  interrupted: 'Interrupted.',
  noFile: ({ path }: Facts<'path'>) => `There is no file at ${path}.`,
  noConnection: ({ message }: Facts<'message'>) => `The server did not answer: ${message}.`,
  expectedCommand: ({ help }: Facts<'help'>) => `Expected a command.\n\n${help}`,
  seeHelp: ({ message, command }: Facts<'message' | 'command'>) => `${message} See \`${command} --help\`.`,
  unknownCommand: ({ word, command, hint, known }: Facts<'word' | 'command' | 'hint' | 'known'>) =>
    `"${word}" is no command of \`${command}\`.${hint} There are: ${known}.`,
  noPlace: ({ command, words }: Facts<'command' | 'words'>) =>
    `\`${command}\` has no place for "${words}". Names with spaces need quotes: "Man City".`,
  unknownFlag: ({ command, flag, hint }: Facts<'command' | 'flag' | 'hint'>) => `\`${command}\` has no flag ${flag}.${hint} See --help.`,
  or: ' or ',
  didYouMean: ({ suggestions }: Facts<'suggestions'>) => ` Did you mean ${suggestions}?`,
}

export const job = {
  lost: 'The server was lost and did not come back.',
  silent: ({ job }: Facts<'job'>) => `${job} said nothing.`,
  ended: ({ job, status }: Facts<'job' | 'status'>) => `${job} ended as ${status}.`,
  calculation: ({ job }: Facts<'job'>) => `Calculation ${job}`,
  evaluation: ({ job }: Facts<'job'>) => `Evaluation ${job}`,
  finished: ({ tick, phase, total }: Facts<'tick' | 'phase' | 'total'>) => `${tick} ${phase}  ${total} of ${total}`,
  left: ({ time }: Facts<'time'>) => `  about ${time} left`,
  progress: ({ phase, percent, done, total, current, left }: Facts<'phase' | 'percent' | 'done' | 'total' | 'current' | 'left'>) =>
    `${phase}  ${percent}%  ${done} of ${total}${current}${left}`,
  milliseconds: ({ ms }: Facts<'ms'>) => `${ms} ms`,
  seconds: ({ seconds }: Facts<'seconds'>) => `${seconds} s`,
  minutes: ({ minutes, seconds }: Facts<'minutes' | 'seconds'>) => `${minutes} min ${seconds} s`,
}

export const flags = {
  json: 'Answer with one JSON object on stdout, nothing else there',
  quiet: 'No messages besides errors',
  yes: 'Do not ask before writing',
  color: 'Colours, on a terminal',
  noColor: 'No colours (also NO_COLOR, TERM=dumb)',
}

export const root = {
  summary: 'A workbench for football-betting analysis',
  demo: 'Load or remove the invented demo leagues',
  importing: 'Bring in results and odds, or goalscorers',
}

export const exits = {
  ok: 'done',
  unexpected: 'an unexpected failure',
  usage: 'the command line was not understood',
  environment: 'configuration or environment: no connection, folder not writable',
  notFound: 'a team, league, pairing or V1 was not found',
  rejected: 'input was rejected; nothing was written',
  conflict: 'something else holds the data or is already running, or the plan is stale',
  source: 'an outside source did not answer',
  verification: 'what is stored is not what was expected: a failed proof, or drift',
  partial: 'done in part, or findings that block',
  interrupted: 'interrupted',
}

export const help = {
  examples: 'EXAMPLES',
  exitCodes: 'EXIT CODES',
}

export const ask = {
  needsYes: ({ question }: Facts<'question'>) => `Nothing was done: "${question}" needs a yes. Agree with --yes where nobody can be asked.`,
  nothingDone: 'Nothing was done.',
}

export const find = {
  noLeagueCode: 'no league',
  ambiguous: ({ name, count, teams }: Facts<'name' | 'count' | 'teams'>) => `"${name}" is the name of ${count} teams: ${teams}.`,
  near: ({ names }: Facts<'names'>) => `Near names: ${names}.`,
  seeTeams: 'See `mon-ps teams` for the names that are loaded.',
  noTeam: ({ name, hint }: Facts<'name' | 'hint'>) => `No team is called "${name}". ${hint}`,
  loaded: ({ leagues }: Facts<'leagues'>) => `Loaded: ${leagues}.`,
  noneLoaded: 'No league is loaded.',
  noLeague: ({ league, hint }: Facts<'league' | 'hint'>) => `No league is called "${league}". ${hint}`,
}

export const connection = {
  noServer: ({ url }: Facts<'url'>) => `No Mon PS server answers at ${url}, which MON_PS_URL names. Start it, or unset MON_PS_URL.`,
  noAnswer: ({ address }: Facts<'address'>) => `The server at ${address} did not answer.`,
  answered: ({ status, file }: Facts<'status' | 'file'>) => `The server answered ${status} to ${file}.`,
  foreignTables: ({ tables }: Facts<'tables'>) => `This database holds ${tables} tables that are not of Mon PS; none of them is touched.`,
  wouldCreate: ({ tables, names }: Facts<'tables' | 'names'>) => `Mon PS would create ${tables} tables: ${names}`,
  create: 'Create them?',
  notCreated: 'Nothing was created. Agree with --yes, or name another database.',
}
