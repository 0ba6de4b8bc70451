/**
 * What is asked of a loaded world: commands with `--json`, those `first` one after the other because they leave something behind,
 * and over HTTP what no command asks.
 */

/** @param {{ home: string, away: string, elsewhere: string, league: string, asOf: string }} of  names that the world holds */
export const questionsOfCalculated = ({ home, away, elsewhere, league, asOf }) => ({
  first: [
    ['models', '--evaluate'],
    ['gate', '--evaluate'],
  ],
  commands: [
    ['leagues'],
    ['teams', '--limit', '200'],
    ['teams', '--league', league, '--sort', 'roi', '--limit', '5'],
    ['team', home],
    ['team', away],
    ['profiles', home],
    ['matchup', home, away],
    ['matchup', home, away, '--as-of', asOf],
    ['matchup', home, away, '--tiers', '--neutral'],
    ['matchup', home, elsewhere, '--leagues-equal', '0.2'],
    ['frictions', '--limit', '50'],
    ['frictions', '--league', league, '--sort', 'chaos'],
    ['strategies', '--limit', '200'],
    ['strategies', '--scope', 'team', '--league', league, '--sort', 'qValue'],
    ['strategy', 'SHARP_VALUE_2'],
    ['strategy', 'VALUE_EDGE_2', '--team', home],
    ['strategy', 'BACK_HOME', '--league', league],
    ['leaders', '--limit', '20'],
    ['provenance', 'metric', 'fouls_per_match', '--team', home],
    ['provenance', 'record', 'roi', '--team', home],
    ['provenance', 'pair', 'frictionScore', '--home', home, '--away', away],
    ['provenance', 'strategy', 'profit', '--strategy', 'BACK_HOME', '--league', league],
    ['provenance', 'league', 'matches', '--league', league],
    ['models', '--dna'],
    ['audit', '--limit', '50'],
    ['publication', 'list'],
    ['publication', 'decisions'],
    ['migrate', 'status'],
    ['migrate', 'drift'],
    ['status'],
    ['doctor'],
    ['team', 'Nobody'],
    ['provenance', 'metric', 'nothing', '--team', home],
  ],
  requests: [
    '/teams?limit=3&order=asc&sort=teamName',
    `/teams/{${home}}/published`,
    `/frictions/{${home}}/{${away}}`,
    '/models/reliability',
    '/models/versions',
    '/strategies/{strategy}/bets?scope=overall&limit=20',
    '/strategies/{strategy}/robustness?scope=overall',
    '/teams/999999999',
    `/trpc/friction.matrix?input=${input({ league })}`,
    `/trpc/team.search?input=${input({ query: home.slice(0, 4) })}`,
    '/trpc/audit.verify',
    '/trpc/import.list',
  ],
})

/** Before the move: nothing is written. */
export const QUESTIONS_BEFORE_MOVE = [
  ['migrate', 'inspect'],
  ['migrate', 'status'],
]

/** @param {{ team: string, home: string, away: string }} of  names of a moved team, and of two in V1's order that meet */
export const questionsOfMoved = ({ team, home, away }) => ({
  first: [['migrate', 'verify']],
  commands: [
    ['migrate', 'status'],
    ['migrate', 'live'],
    ['migrate', 'picks'],
    ['migrate', 'picks', '--team', team],
    ['migrate', 'bets'],
    ['migrate', 'drift'],
    ['migrate', 'sync', 'status'],
    ['migrate', 'cleanup', 'plan'],
    ['enrich', 'plan'],
    ['publication', 'list', '--limit', '100'],
    ['teams', '--origin', 'migrated', '--limit', '200'],
    ['team', team, '--origin', 'migrated'],
    ['matchup', home, away, '--origin', 'migrated'],
    ['frictions', '--origin', 'migrated', '--sort', 'chaos', '--limit', '50'],
    ['strategies', '--origin', 'migrated', '--scope', 'team', '--limit', '200'],
    ['leaders', '--origin', 'migrated', '--limit', '20'],
    ['provenance', 'record', 'roi', '--team', team, '--origin', 'migrated'],
    ['audit', '--limit', '20'],
    ['doctor'],
  ],
  requests: [
    '/legacy/picks?limit=200',
    '/legacy/bets?limit=200',
    '/legacy/odds?league=Premier%20League&limit=200',
    `/teams/{${team}}/published`,
  ],
})

function input(value) {
  return encodeURIComponent(JSON.stringify(value))
}
