/** The frame around every page and what all screens share. */
export const shell = {
  product: 'Mon PS',
  documentTitle: '{page} · Mon PS',
  skip: 'Skip to content',
  mainNav: 'Main',
  allPages: 'All pages',
  home: 'Home',
  teams: 'Teams',
  matchup: 'Matchup',
  matrix: 'Matrix',
  strategies: 'Strategies',
  models: 'Models',
  import: 'Import',
  migration: 'Move from V1',
  guide: 'How to read',
  search: 'Find a team or a matchup',
  theme: 'Colours',
  themeSystem: 'System',
  themeLight: 'Light',
  themeDark: 'Dark',
  footerAge: '18+',
  footerNoBets: 'An analysis tool: we take no bets and link to no bookmaker.',
  footerPast: 'Past results; intervals show luck.',
  footerHelp: 'Is betting a worry? UK: National Gambling Helpline 0808 8020 133. France: Joueurs Info Service 09 74 75 13 13.',
  notFoundTitle: 'There is no such page',
  notFoundLead: 'Nothing lives at this address. It may have been mistyped, or a team’s number may have changed with another database.',
  notFoundAction: 'Go to Home',
  crashed: 'This page failed to draw. The rest of the product still works.',
} as const

export const stat = {
  notMeasured: 'not measured',
  n: 'n {n}',
  nUnknown: 'n not known',
  nTitle: 'Matches or bets behind this number',
  intervalTitle: '95 % interval',
  whereFrom: 'where from',
} as const

export const chart = {
  table: 'Table',
  tableTitle: 'Table of the same data (T)',
  csv: 'CSV',
  csvTitle: 'CSV of the same data',
  n: 'n = {n}',
  snapshot: 'snapshot {hash}',
} as const

export const panel = {
  loading: 'Loading {what}',
  slow: 'Still loading {what}: {seconds, number} s',
  retry: 'Retry',
  noConnection: 'The server did not answer. Is it still running?',
  code: 'Code {code}',
  requestId: 'request {id}',
} as const

export const table = {
  region: '{caption}: table',
  sortBy: 'Sort by {column}',
  pages: 'Pages of the list',
  next: 'Next page',
  first: 'First page',
} as const

export const origin = {
  demo: 'demo',
  demoTitle: 'Invented clubs and results, made by a simulator: worth exploring, no evidence of anything',
  unknown: 'no league',
  unknownTitle: 'This row names no competition of the database',
  migrated: 'migrated',
  enriched: 'enriched',
  legacy_sql: 'legacy SQL',
  manual: 'entered by hand',
  noneMoved: 'Nothing of this was moved from the old system.',
  noneMovedAction: 'Go to the move from V1',
  choice: 'Rows of',
  choice_published: 'V3, as published',
  choice_calculated: 'our calculations',
  choice_migrated: 'the old system, as moved',
} as const
