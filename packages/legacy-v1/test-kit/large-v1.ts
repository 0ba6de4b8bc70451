import { createV1Tables } from './v1-tables.ts'

export interface LargeV1Options {
  /** Rows of matchup_friction: every unordered pair of as many teams as that takes, up to this many. */
  readonly rows: number
  /** Rows of tracking_clv_picks; 0: the table is not there. */
  readonly picks: number
  /** Equal seeds make equal rows; 1 when not given. */
  readonly seed?: number
}

/** So many teams have at least so many pairs. */
export const teamsFor = (rows: number): number => Math.ceil((1 + Math.sqrt(1 + 8 * rows)) / 2)

/** A whole number from 0 to `below` - 1 that depends on `of`, the seed and the `salt` alone, on every engine. */
const drawWith =
  (seed: number) =>
  (of: string, salt: number, below: number): string =>
    `(((${of}::bigint * 48271 + ${seed * 7919 + salt * 104729}) % 2147483647 * 16807 + ${salt}) % 2147483647 / 7 % ${below})::int`

type Draw = ReturnType<typeof drawWith>

const pick = (draw: string, values: readonly string[]): string => `(array[${values.map((value) => `'${value}'`).join(', ')}])[1 + ${draw}]`

const clubName = (id: string): string =>
  `((array['Athletic', 'Rovers', 'City', 'Town', 'United', 'Wanderers', 'Albion', 'Vale'])[1 + ${id} % 8] || ' ' || lpad(${id}::text, 5, '0'))`

const MADE = `timestamp '2025-12-05 23:46:41'`
const CHANGED = `timestamp '2025-12-06 20:23:42'`
const LEAGUES = ['EPL', 'SerieA', 'LaLiga', 'Ligue1', 'Bundesliga', 'Championship']

/** One team in fourteen has the few keys of a team without data, the others all layers. */
function randomDna(draw: Draw): string {
  const share = (salt: number) => `round(${draw('t', salt, 400)} / 100.0, 2)`
  const thin = `jsonb_build_object('league', ${pick(draw('t', 1, LEAGUES.length), LEAGUES)},
    'market_dna', jsonb_build_object('best_strategy', null, 'total_strategies_tested', 0, 'profitable_strategies', 0),
    'context_dna', jsonb_build_object('style', null, 'home_strength', 0, 'away_strength', 0, 'btts_tendency', 0),
    'psyche_dna', jsonb_build_object('killer_instinct', ${share(2)}, 'panic_factor', ${share(3)}, 'profile', 'VOLATILE'),
    'temporal_dna', jsonb_build_object('diesel_factor', ${share(4)}), 'luck_dna', jsonb_build_object('total_luck', ${share(5)}),
    'tactical_dna', jsonb_build_object('set_piece_threat', ${share(6)}))`
  const rich = `jsonb_build_object('league', ${pick(draw('t', 1, LEAGUES.length), LEAGUES)},
    'market_dna', jsonb_build_object('best_strategy', 'QUANT_BEST_MARKET', 'total_strategies_tested', 4, 'profitable_strategies', 3, 'empirical_profile',
      jsonb_build_object('over_specialist', t % 2 = 0, 'under_specialist', t % 3 = 0, 'btts_yes_specialist', false, 'btts_no_specialist', true)),
    'context_dna', jsonb_build_object('style', 'balanced', 'home_strength', ${draw('t', 7, 101)}, 'away_strength', ${draw('t', 8, 76)},
      'btts_tendency', ${draw('t', 9, 82)}, 'goals_tendency', ${draw('t', 10, 101)}),
    'psyche_dna', jsonb_build_object('killer_instinct', ${share(2)}, 'panic_factor', ${share(3)}, 'profile', 'BALANCED',
      'comeback_mentality', ${share(11)}, 'lead_protection', ${share(12)}),
    'temporal_dna', jsonb_build_object('diesel_factor', ${share(4)}, 'profile', 'CONSISTENT', 'fast_starter', ${share(13)},
      'first_half_xg_pct', ${draw('t', 14, 600)} / 10.0, 'second_half_xg_pct', ${draw('t', 15, 600)} / 10.0),
    'luck_dna', jsonb_build_object('total_luck', ${share(5)}, 'finishing_luck', ${share(16)}, 'defensive_luck', ${share(17)}, 'luck_profile', 'LUCKY'),
    'tactical_dna', jsonb_build_object('set_piece_threat', ${share(6)}, 'main_formation', '4-3-3', 'tactical_profile', 'MIXED', 'open_play_reliance', 71.9),
    'nemesis_dna', jsonb_build_object('style', 'DIRECT', 'verticality', ${share(18)}, 'territorial_dominance', 0.38, 'keeper_status', 'ON_FIRE'),
    'physical_dna', jsonb_build_object('stamina_profile', 'MEDIUM', 'pressing_intensity', ${share(19)}, 'late_game_dominance', 30.0,
      'late_game_threat_level', 'MEDIUM'),
    'roster_dna', jsonb_build_object('mvp', jsonb_build_object('name', 'Player ' || t, 'dependency_score', ${share(20)}), 'top3_dependency', 27.4,
      'mvp_missing_impact', 'MODERATE'),
    'chameleon_dna', jsonb_build_object('adaptability_index', 57.0, 'tempo_flexibility', 98.0, 'chameleon_profile', 'MODERATE'),
    'current_season', jsonb_build_object('season', '2025-2026', 'ppg', ${share(21)}, 'goals_for', ${draw('t', 22, 60)}, 'xg_for_avg', ${share(23)},
      'clinical', false, 'matches_played', 13))`
  return `case when t % 14 = 0 then ${thin} else ${rich} end`
}

function profiles(teams: number, draw: Draw): string {
  const bets = draw('t', 31, 20)
  const wins = draw('t', 32, 9)
  return `insert into quantum.team_profiles select t, ${clubName('t')}, lower(${clubName('t')}), 1000 + t, ${pick(draw('t', 33, 4), ['ELITE', 'GOLD', 'SILVER', 'BRONZE'])},
    t, ${pick(draw('t', 34, 3), ['offensive', 'balanced', 'defensive'])}, ${draw('t', 35, 101)}, 'MENTAL_FRAGILE',
    '{"philosophy": "TEAM_CENTRIC", "luck": "LUCKY"}'::jsonb, 8 + ${bets}, 8 + ${bets}, least(8 + ${bets}, ${wins}), 8 + ${bets} - least(8 + ${bets}, ${wins}),
    round(100.0 * least(8 + ${bets}, ${wins}) / (8 + ${bets}), 2), ${draw('t', 36, 4000)} / 100.0 - 18, ${draw('t', 37, 20000)} / 100.0 - 100,
    0, 8 + ${bets} - least(8 + ${bets}, ${wins}), 0.00, ${randomDna(draw)}, '[{"market": "over_25", "source": "archetype", "confidence": "HIGH"}]'::jsonb, '[]'::jsonb,
    '[{"scenario_code": "TOTAL_CHAOS", "match_score": 80}]'::jsonb, '[{"strategy_code": "QUANT_BEST_MARKET", "match_score": 80}]'::jsonb,
    'Told of ' || t || E'\\nLeague: unknown', upper(substr(md5(t::text), 1, 12)), ${MADE}, ${CHANGED}, null from generate_series(1, ${teams}) t`
}

/** Ids in the order of the pairs, without a sort: so many pairs stand before those of team `a`. */
const pairId = (teams: number) => `(a.t - 1) * ${teams} - a.t * (a.t - 1) / 2 + b.t - a.t`

const frictions = (rows: number, teams: number, draw: Draw): string => `insert into quantum.matchup_friction
  select p.id, p.a, ${clubName('p.a')}, 'DIRECT', p.b, ${clubName('p.b')}, 'DIRECT', 30 + ${draw('p.id', 41, 12)} * 5, case when p.id % 10 > 0 then 60 end,
    ${draw('p.id', 42, 980)} / 10.0, 30 + ${draw('p.id', 43, 12)} * 5, case when p.id % 10 > 0 then 1.62 + ${draw('p.id', 44, 400)} / 100.0 end,
    case when p.id % 10 > 0 then ${draw('p.id', 45, 1000)} / 1000.0 end, case when p.id % 10 > 0 then ${draw('p.id', 46, 1000)} / 1000.0 end,
    ${pick(draw('p.id', 47, 3), ['team_a', 'team_b', 'draw'])}, 30 + ${draw('p.id', 48, 70)}, 0, 0, 0, 0, null,
    jsonb_build_object('style_clash', 30 + ${draw('p.id', 41, 12)} * 5.0, 'offensive_potential', 77.5), 0, 'low', null,
    timestamp '2025-12-06 00:09:15', ${CHANGED}
  from (select ${pairId(teams)} as id, a.t as a, b.t as b from generate_series(1, ${teams}) a(t) cross join lateral generate_series(a.t + 1, ${teams}) b(t)) p
  where p.id <= ${rows}`

const STRATEGIES = ['QUANT_BEST_MARKET', 'CONVERGENCE_OVER_MC', 'MONTE_CARLO_PURE', 'CONVERGENCE_UNDER_MC']

/** Three or four of each team, the first of them its best; one in fifty does not name its profile. */
const strategies = (teams: number, draw: Draw): string => `insert into quantum.team_strategies
  select row_number() over (order by t, r), case when (t + r) % 50 > 0 then t end, ${clubName('t')}, ${pick('r - 1', STRATEGIES)}, '1.0', r = 1, r, 13, w.wins, 13 - w.wins,
    round(100.0 * w.wins / 13, 2), w.profit, round(w.profit / 13 * 100, 2), 13 - w.wins, 0, 'audit_99_equipes', '{"family": "QUANT"}'::jsonb, null, ${MADE}, ${CHANGED}
  from generate_series(1, ${teams}) t cross join generate_series(1, 4) r
  cross join lateral (select ${draw('(t * 4 + r)', 51, 14)} as wins, round(${draw('(t * 4 + r)', 52, 4000)} / 100.0 - 20, 2) as profit) w
  where r < 4 or t % 2 = 0`

const PICKS = `create table public.tracking_clv_picks (
  id serial primary key, match_id varchar(255), home_team varchar(100), away_team varchar(100), league varchar(50), match_name varchar(255),
  commence_time timestamp, market_type varchar(50), prediction varchar(50), odds_taken numeric(10,3), opening_odds numeric(10,3),
  closing_odds numeric(10,3), clv_percentage numeric(8,3), probability numeric(6,4), edge_pct numeric(8,3), kelly_pct numeric(8,3),
  diamond_score integer, source varchar(50), is_resolved boolean default false, is_winner boolean, profit_loss numeric(10,3),
  score_home integer, score_away integer, resolved_at timestamp, created_at timestamp default now())`

const MARKETS = ['home', 'away', 'draw', 'dnb_home', 'dnb_away', 'over_25', 'over25', 'under_25', 'btts_yes', 'dc_1x', 'dc_x2', 'over_35']

/**
 * Three picks of each match and market are in a row: the second repeats the first under another source. One in fourteen has odds
 * of 0, which a won pick books as a loss; one in forty has its closing-line value the wrong way round; one in three no close.
 */
const picks = (count: number, teams: number, draw: Draw): string => `insert into public.tracking_clv_picks
  select p.id, md5(p.match::text), p.home, p.away, p.league, p.home || ' vs ' || p.away, p.kickoff, p.market, p.market, p.taken, p.taken + 0.02, p.close,
    case when p.taken > 1 then round(case when p.id % 40 = 0 then p.close / p.taken - 1 else p.taken / p.close - 1 end * 100, 3) end, null,
    ${draw('p.id', 61, 1500)} / 100.0 - 5, null, ${draw('p.id', 62, 101)}, case when p.id % 3 = 2 then 'v6_enhanced' else 'v5_enhanced' end,
    true, p.won, case when p.won then p.taken - 1 else -1 end, ${draw('p.match', 63, 4)}, ${draw('p.match', 64, 3)}, p.kickoff + interval '3 hours', p.kickoff - interval '9 hours'
  from (select i as id, i / 12 as match, ${clubName(`(1 + m.home)`)} as home, ${clubName(`(1 + (m.home + 1 + m.step) % ${teams})`)} as away,
      ${pick(draw('(i / 12)', 65, LEAGUES.length), ['Premier League', 'Serie A', 'La Liga', 'Ligue 1', 'Bundesliga', 'Championship'])} as league,
      timestamp '2022-08-06 15:00:00' + (i / 12 % 1200) * interval '1 day' as kickoff, ${pick('(i / 3 % 12)', MARKETS)} as market,
      case when i % 14 = 0 then 0 else 1.3 + ${draw('i', 66, 300)} / 100.0 end::numeric as taken,
      case when i % 3 > 0 or i % 2 = 0 then 1.3 + ${draw('i', 67, 300)} / 100.0 end::numeric as close, ${draw('i', 68, 2)} = 0 as won
    from generate_series(1, ${count}) i
    cross join lateral (select ${draw('(i / 12)', 69, teams)} as home, ${draw('(i / 12)', 70, Math.max(1, teams - 1))} as step) m) p`

/**
 * A V1 as large as wished, made by the server itself: statements that create the tables of an empty database with the legacy's types and
 * keys and fill them by INSERT … SELECT. The same on both engines.
 *
 * @example for (const statement of largeV1({ rows: 3_400_000, picks: 1_000_000 })) await database.sql.unsafe(statement)
 */
export function largeV1(options: LargeV1Options): readonly string[] {
  const { rows } = options
  const draw = drawWith(options.seed ?? 1)
  const teams = teamsFor(rows)
  const tables = ['team_profiles', 'matchup_friction', 'team_strategies'] as const
  const withPicks = options.picks > 0 ? [PICKS, picks(options.picks, teams, draw)] : []
  const sequences = [...tables.map((table) => `quantum.${table}`), ...(options.picks > 0 ? ['public.tracking_clv_picks'] : [])]
  return [
    ...createV1Tables(),
    'create index idx_team_profiles_dna on quantum.team_profiles using gin (quantum_dna)',
    profiles(teams, draw),
    frictions(rows, teams, draw),
    strategies(teams, draw),
    ...withPicks,
    ...sequences.map((table) => `select setval('${table}_id_seq', (select max(id) from ${table}))`),
    ...sequences.map((table) => `analyze ${table}`),
  ]
}
