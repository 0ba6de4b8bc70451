import type { Database } from '@mon-ps/db/client'
import { createV1Tables } from '../v1-tables.ts'

const TEAMS = ['Alder', 'Birch', 'Cedar', 'Döğan', 'Elm Ath.', 'Fir'] as const
const STRATEGIES = ['CONVERGENCE_OVER_MC', 'QUANT_BEST_MARKET', 'MONTE_CARLO_PURE', 'TOTAL_CHAOS_UNDER', 'ADAPTIVE_ENGINE'] as const

export interface SmallV1Options {
  /** Teams, at most 400; six when not given. Every pair has one friction, and each team of the first five two strategies. */
  readonly teams?: number
}

const TABLES = `${createV1Tables().join(';\n')};
comment on table quantum.team_profiles is 'the legacy''s own words';
`

const clubName = (at: number) => TEAMS[at] ?? `Team ${String(at + 1).padStart(3, '0')}`
const text = (value: string) => `'${value.replaceAll("'", "''")}'`
const MADE = `'2025-11-02 10:00:00.25', '2025-12-01 08:30:00'`

function profile(at: number): string {
  const bets = 10 + at
  const wins = 4 + (at % 3)
  const dna = JSON.stringify({
    league: 'Serie A',
    market_dna: { best: at, ratio: 1.5 },
    context_dna: { home: at % 2 === 0 },
    meta_dna: { n: at },
  })
  return `(${at + 1}, ${text(clubName(at))}, ${text(clubName(at).toLowerCase())}, ${1000 + at}, 'GOLD', ${at + 1}, 'balanced', 50, 'MENTALITY', '{"type": "value"}',
    ${20 + at}, ${bets}, ${wins}, ${bets - wins}, ${((100 * wins) / bets).toFixed(2)}, ${(at * 1.25 - 2).toFixed(2)}, ${(at * 0.5).toFixed(2)},
    1, 1, 50.00, ${text(dna)}, '["over_25"]', '[]', '{}', '[]', ${text(`Told of ${clubName(at)}`)}, ${text(`FP-${at}`)}, ${MADE}, null)`
}

function friction(id: number, a: number, b: number): string {
  const names = [text(clubName(a)), text(clubName(b))] as const
  return `(${id}, ${a + 1}, ${names[0]}, 'balanced', ${b + 1}, ${names[1]}, 'pressing', ${(20 + (id % 60)).toFixed(2)}, 30.50, 41.25, 12.75,
    2.75, 0.512, 0.604, ${id % 3 === 0 ? names[0] : 'null'}, ${(id % 90).toFixed(2)}, 3, 1, 1, 1, 2.33, '{"axis": [1, 2]}', 3, 'medium', '2025-11-30', ${MADE})`
}

function strategy(id: number, team: number, name: string, best: boolean): string {
  const bets = 12 + id
  const wins = 5 + (id % 4)
  return `(${id}, ${team + 1}, ${text(clubName(team))}, '${name}', 'v1', ${best}, ${best ? 1 : 2}, ${bets}, ${wins}, ${bets - wins}, ${((100 * wins) / bets).toFixed(2)},
    ${(id * 1.5 - 3).toFixed(2)}, ${(id * 2.25).toFixed(2)}, 1, 1, 'audit', '{"k": ${id}}', 'h${id}', ${MADE})`
}

/** A V1 of a few rows that is the same wherever and whenever it is made. */
export function smallV1(options: SmallV1Options = {}): string {
  const teams = options.teams ?? TEAMS.length
  const pairs: string[] = []
  for (let a = 0; a < teams; a++) for (let b = a + 1; b < teams; b++) pairs.push(friction(pairs.length + 1, a, b))
  const strategies: string[] = []
  for (let team = 0; team < Math.min(teams, STRATEGIES.length); team++)
    for (const turn of [0, 1]) {
      const name = STRATEGIES[(team + turn) % STRATEGIES.length] ?? ''
      strategies.push(strategy(strategies.length + 1, team, name, turn === 0))
    }
  const profiles = Array.from({ length: teams }, (_, at) => profile(at))
  return `${TABLES}
insert into quantum.team_profiles values ${profiles.join(',\n')};
insert into quantum.matchup_friction values ${pairs.join(',\n')};
insert into quantum.team_strategies values ${strategies.join(',\n')};
select setval('quantum.team_profiles_id_seq', ${teams}), setval('quantum.matchup_friction_id_seq', ${pairs.length}), setval('quantum.team_strategies_id_seq', ${strategies.length});`
}

export async function loadSmallV1(database: Database, options: SmallV1Options = {}): Promise<void> {
  await database.sql.unsafe(smallV1(options)).simple()
}
