import type { Database } from '../../src/client.ts'

const TEAMS = ['Alder', 'Birch', 'Cedar', 'Döğan', 'Elm Ath.', 'Fir'] as const
const STRATEGIES = ['CONVERGENCE_OVER_MC', 'QUANT_BEST_MARKET', 'MONTE_CARLO_PURE', 'TOTAL_CHAOS_UNDER', 'ADAPTIVE_ENGINE'] as const

export interface SmallV1Options {
  /** Teams, at most 400; six when not given. Every pair has one friction, and each team of the first five two strategies. */
  readonly teams?: number
}

/** The three tables as the legacy declares them, of the columns and keys that its writers rely on. */
const TABLES = `
create schema if not exists quantum;
create table quantum.team_profiles (
  id serial primary key, team_name varchar(100) not null unique, team_name_normalized varchar(100), team_intelligence_id integer,
  tier varchar(20), tier_rank integer, current_style varchar(50), style_confidence integer, team_archetype varchar(50), betting_identity jsonb,
  total_matches integer, total_bets integer, total_wins integer, total_losses integer, win_rate numeric(6,2), total_pnl numeric(10,2), roi numeric(8,2),
  unlucky_losses integer, bad_analysis_losses integer, unlucky_pct numeric(6,2), quantum_dna jsonb, exploit_markets jsonb, avoid_markets jsonb,
  optimal_scenarios jsonb, optimal_strategies jsonb, narrative_profile text, dna_fingerprint varchar(64),
  created_at timestamp, updated_at timestamp, last_audit_at timestamp);
create table quantum.matchup_friction (
  id serial primary key, team_a_id integer, team_a_name varchar(100), style_a varchar(50), team_b_id integer, team_b_name varchar(100), style_b varchar(50),
  friction_score numeric(6,2), style_clash_score numeric(6,2), tempo_clash_score numeric(6,2), mental_clash_score numeric(6,2),
  predicted_goals numeric(5,2), predicted_btts_prob numeric(5,3), predicted_over25_prob numeric(5,3), predicted_winner varchar(50), chaos_potential numeric(6,2),
  h2h_matches integer default 0, h2h_team_a_wins integer default 0, h2h_team_b_wins integer default 0, h2h_draws integer default 0, h2h_avg_goals numeric(5,2),
  friction_vector jsonb, sample_size integer default 0, confidence_level varchar(20) default 'low', last_match_date timestamp, created_at timestamp, updated_at timestamp,
  unique (team_a_name, team_b_name));
create table quantum.team_strategies (
  id serial primary key, team_profile_id integer, team_name varchar(100), strategy_name varchar(100), strategy_version varchar(20), is_best_strategy boolean,
  strategy_rank integer, bets integer, wins integer, losses integer, win_rate numeric(6,2), profit numeric(10,2), roi numeric(8,2),
  unlucky_count integer, bad_analysis_count integer, source varchar(50), parameters jsonb, parameters_hash varchar(64), created_at timestamp, updated_at timestamp,
  unique (team_name, strategy_name, strategy_version));
comment on table quantum.team_profiles is 'the legacy''s own words';
`

const nameOf = (at: number) => TEAMS[at] ?? `Team ${String(at + 1).padStart(3, '0')}`
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
  return `(${at + 1}, ${text(nameOf(at))}, ${text(nameOf(at).toLowerCase())}, ${1000 + at}, 'GOLD', ${at + 1}, 'balanced', 50, 'MENTALITY', '{"type": "value"}',
    ${20 + at}, ${bets}, ${wins}, ${bets - wins}, ${((100 * wins) / bets).toFixed(2)}, ${(at * 1.25 - 2).toFixed(2)}, ${(at * 0.5).toFixed(2)},
    1, 1, 50.00, ${text(dna)}, '["over_25"]', '[]', '{}', '[]', ${text(`Told of ${nameOf(at)}`)}, ${text(`FP-${at}`)}, ${MADE}, null)`
}

function friction(id: number, a: number, b: number): string {
  const names = [text(nameOf(a)), text(nameOf(b))] as const
  return `(${id}, ${a + 1}, ${names[0]}, 'balanced', ${b + 1}, ${names[1]}, 'pressing', ${(20 + (id % 60)).toFixed(2)}, 30.50, 41.25, 12.75,
    2.75, 0.512, 0.604, ${id % 3 === 0 ? names[0] : 'null'}, ${(id % 90).toFixed(2)}, 3, 1, 1, 1, 2.33, '{"axis": [1, 2]}', 3, 'medium', '2025-11-30', ${MADE})`
}

function strategy(id: number, team: number, name: string, best: boolean): string {
  const bets = 12 + id
  const wins = 5 + (id % 4)
  return `(${id}, ${team + 1}, ${text(nameOf(team))}, '${name}', 'v1', ${best}, ${best ? 1 : 2}, ${bets}, ${wins}, ${bets - wins}, ${((100 * wins) / bets).toFixed(2)},
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
