import type { V1TableName } from '@mon-ps/db/schema/legacy-move'
import { absent, asDouble, asInstant, copied, CREATED_NOTE, derived, ruled, type TableMapping, v1Columns } from './column-mapping.ts'

const vector = (name: string, note: string | null = null) =>
  derived(`${name}_dna`, [`quantum_dna.${name}_dna`, `quantum_dna.${name}`], 'vector@1', { note })

/** `quantum.team_profiles` to `quantum.team_quantum_dna_v3`. */
export const TEAM_PROFILES_MAPPING: TableMapping = {
  v1: 'team_profiles',
  v3: 'team_quantum_dna_v3',
  v1Columns: v1Columns(`
    id integer, team_name character varying(100), team_name_normalized character varying(100), team_intelligence_id integer,
    tier character varying(20), tier_rank integer, current_style character varying(50), style_confidence integer,
    team_archetype character varying(50), betting_identity jsonb, total_matches integer, total_bets integer, total_wins integer,
    total_losses integer, win_rate numeric(6,2), total_pnl numeric(10,2), roi numeric(8,2), unlucky_losses integer,
    bad_analysis_losses integer, unlucky_pct numeric(6,2), quantum_dna jsonb, exploit_markets jsonb, avoid_markets jsonb,
    optimal_scenarios jsonb, optimal_strategies jsonb, narrative_profile text, dna_fingerprint character varying(64),
    created_at timestamp without time zone, updated_at timestamp without time zone, last_audit_at timestamp without time zone
  `),
  columns: [
    ruled('team_id', ['id'], 'team-of-profile@1', {
      required: true,
      note: 'V1’s id where the team is new to us; the version row’s v1_id always has it',
    }),
    copied('team_name', 'team_name', { required: true }),
    copied('team_name_normalized'),
    derived('league', ['quantum_dna.league', 'quantum_dna.status_2025_2026.league'], 'league@1', {
      required: true,
      note: 'never a default: a profile whose data does not name its league needs a decision',
    }),
    copied('tier'),
    copied('tier_rank', 'tier_rank', { note: 'a rank over all profiles by profit, not within the tier' }),
    copied('team_intelligence_id'),
    copied('current_style'),
    copied('style_confidence', 'style_confidence', { note: 'the score of the style, 0–100, not a confidence' }),
    copied('team_archetype'),
    copied('betting_identity'),
    derived(
      'best_strategy',
      ['team_strategies:strategy_name', 'team_strategies:is_best_strategy', 'team_strategies:strategy_rank', 'team_strategies:id'],
      'best-strategy@1',
      {
        note: '`market_dna.best_strategy` and `optimal_strategies` say other things: both stay where they are, and the report counts where they disagree',
      },
    ),
    copied('total_matches', 'total_matches', { note: 'of the best strategy only' }),
    copied('total_bets', 'total_bets', { note: 'of the best strategy only' }),
    copied('total_wins', 'total_wins', { note: 'of the best strategy only' }),
    copied('total_losses', 'total_losses', { note: 'of the best strategy only; V1 counted a push as a loss, which is not repaired here' }),
    asDouble('win_rate', 'win_rate', { note: 'percent' }),
    asDouble('total_pnl', 'total_pnl', { note: 'units' }),
    asDouble('roi', 'roi', { note: 'percent of the stake, already in V1: not the ROI per bet of `team_strategies`' }),
    derived(
      'avg_clv',
      ['tracking_clv_picks:market_type', 'tracking_clv_picks:odds_taken', 'tracking_clv_picks:closing_odds'],
      'clv-from-picks@1',
      {
        note: 'null from the move itself: V1’s profiles have none, and the picks are joined to it afterwards, with their number',
      },
    ),
    copied('unlucky_losses'),
    copied('bad_analysis_losses'),
    asDouble('unlucky_pct', 'unlucky_pct', { note: 'percent' }),
    vector('market'),
    vector('context'),
    vector('risk', 'V1 never had one under any spelling: null'),
    vector('temporal'),
    vector('nemesis'),
    vector('psyche'),
    vector('roster'),
    vector('physical'),
    vector('luck'),
    copied('exploit_markets'),
    copied('avoid_markets'),
    copied('optimal_scenarios'),
    copied('optimal_strategies'),
    copied('quantum_dna_legacy', 'quantum_dna', { note: 'verbatim: every key, the unknown ones too' }),
    copied('narrative_profile'),
    copied('dna_fingerprint'),
    derived('season', ['quantum_dna.current_season.season'], 'season@1'),
    asInstant('created_at', { required: true, note: CREATED_NOTE }),
    asInstant('updated_at', { required: true, note: CREATED_NOTE }),
    asInstant('last_audit_at'),
  ],
  companionOnly: [],
}

const SIDE_NOTE = 'V1’s pairs have no home side: this is the order in which V1 wrote them, kept as `unordered`'

/** `quantum.matchup_friction` to `quantum.quantum_friction_matrix_v3`. */
export const MATCHUP_FRICTION_MAPPING: TableMapping = {
  v1: 'matchup_friction',
  v3: 'quantum_friction_matrix_v3',
  v1Columns: v1Columns(`
    id integer, team_a_id integer, team_a_name character varying(100), style_a character varying(50), team_b_id integer,
    team_b_name character varying(100), style_b character varying(50), friction_score numeric(6,2),
    style_clash_score numeric(6,2), tempo_clash_score numeric(6,2), mental_clash_score numeric(6,2), predicted_goals numeric(5,2),
    predicted_btts_prob numeric(5,3), predicted_over25_prob numeric(5,3), predicted_winner character varying(50),
    chaos_potential numeric(6,2), h2h_matches integer, h2h_team_a_wins integer, h2h_team_b_wins integer, h2h_draws integer,
    h2h_avg_goals numeric(5,2), friction_vector jsonb, sample_size integer, confidence_level character varying(20),
    last_match_date timestamp without time zone, created_at timestamp without time zone, updated_at timestamp without time zone
  `),
  columns: [
    ruled('friction_id', ['id'], 'row-id@1', { required: true }),
    ruled('team_home_id', ['team_a_id'], 'team-of-profile@1', { required: true, note: SIDE_NOTE }),
    ruled('team_away_id', ['team_b_id'], 'team-of-profile@1', { required: true, note: SIDE_NOTE }),
    copied('team_home_name', 'team_a_name', { required: true }),
    copied('team_away_name', 'team_b_name', { required: true }),
    copied('style_home', 'style_a'),
    copied('style_away', 'style_b'),
    asDouble('friction_score', 'friction_score', { required: true, note: '0–100' }),
    asDouble('style_clash', 'style_clash_score'),
    asDouble('tempo_friction', 'tempo_clash_score'),
    asDouble('mental_clash', 'mental_clash_score'),
    absent('tactical_friction', 'V1 has no such column'),
    absent('risk_friction', 'V1 has no such column'),
    absent('psychological_edge', 'V1 has no such column, and its pairs no head-to-head to take one from'),
    asDouble('predicted_goals'),
    asDouble('predicted_btts_prob', 'predicted_btts_prob', { note: '0–1' }),
    asDouble('predicted_over25_prob', 'predicted_over25_prob', { note: '0–1' }),
    ruled('predicted_winner', ['predicted_winner'], 'predicted-winner@1', {
      note: 'follows the sides: read in the other order, home and away change places',
    }),
    asDouble('chaos_potential'),
    copied('h2h_matches'),
    copied('h2h_home_wins', 'h2h_team_a_wins'),
    copied('h2h_away_wins', 'h2h_team_b_wins'),
    copied('h2h_draws'),
    asDouble('h2h_avg_goals'),
    copied('friction_vector'),
    absent('historical_friction', 'V1 has no such column'),
    copied('matches_analyzed', 'sample_size', { required: true }),
    copied('confidence_level'),
    asInstant('last_match_date'),
    absent('season', 'V1 does not say in which season a pair was measured'),
    asInstant('created_at', { required: true, note: CREATED_NOTE }),
    asInstant('updated_at', { required: true, note: CREATED_NOTE }),
  ],
  companionOnly: [],
}

/** How V1 names the winner of a pair and how V3 does, rule `predicted-winner@1`. */
export const WINNER_SIDES: Readonly<Record<string, 'home' | 'away' | 'draw'>> = { team_a: 'home', team_b: 'away', draw: 'draw' }

/** `quantum.team_strategies` to `quantum.quantum_strategies_v3`. */
export const TEAM_STRATEGIES_MAPPING: TableMapping = {
  v1: 'team_strategies',
  v3: 'quantum_strategies_v3',
  v1Columns: v1Columns(`
    id integer, team_profile_id integer, team_name character varying(100), strategy_name character varying(100),
    strategy_version character varying(20), is_best_strategy boolean, strategy_rank integer, bets integer, wins integer,
    losses integer, win_rate numeric(6,2), profit numeric(10,2), roi numeric(8,2), unlucky_count integer,
    bad_analysis_count integer, source character varying(50), parameters jsonb, parameters_hash character varying(64),
    created_at timestamp without time zone, updated_at timestamp without time zone
  `),
  columns: [
    ruled('strategy_id', ['id'], 'row-id@1', { required: true }),
    derived('team_id', ['team_profile_id', 'team_name'], 'team-of-strategy@1', { required: true }),
    copied('team_name', 'team_name', { required: true }),
    copied('strategy_name', 'strategy_name', { required: true }),
    derived('strategy_type', ['strategy_name'], 'strategy-type@1'),
    derived('market_family', ['strategy_name'], 'market-family@1'),
    copied('is_best_strategy'),
    copied('strategy_rank'),
    copied('total_bets', 'bets', { required: true }),
    copied('wins'),
    copied('losses', 'losses', { note: 'V1 counted a push as a loss, which is not repaired here' }),
    asDouble('win_rate', 'win_rate', { note: 'percent' }),
    asDouble('profit', 'profit', { note: 'units; the same as total_pnl' }),
    asDouble('total_pnl', 'profit', { note: 'units; the same as profit' }),
    derived('roi', ['roi', 'strategy_name', 'parameters.family'], 'roi-per-stake@1', {
      note: 'percent of the stake, as in the profiles; times the stake it is V1’s percent per bet again',
    }),
    absent('avg_clv', 'a pick of the legacy names no strategy'),
    copied('unlucky_count'),
    copied('bad_analysis_count'),
    absent('context_filters', 'V1 has no such column'),
    absent('performance_by_context', 'V1 has no such column'),
    copied('parameters'),
    copied('parameters_hash'),
    derived('is_active', [], 'active@1', { required: true }),
    copied('priority', 'strategy_rank'),
    copied('source'),
    copied('strategy_version'),
    absent('season', 'V1 does not say in which season a strategy was measured'),
    asInstant('created_at', { required: true, note: CREATED_NOTE }),
    asInstant('updated_at', { required: true, note: CREATED_NOTE }),
  ],
  companionOnly: [
    { column: 'team_profile_id', reason: 'null in some rows whose team V3 must name: V3’s team does not say whether V1 had it' },
    { column: 'roi', reason: 'per bet; V3’s is per stake, and null where nobody knows the stake' },
  ],
}

/** The three tables of the move, in the order in which their rows refer to each other. */
export const TABLE_MAPPINGS: readonly TableMapping[] = [TEAM_PROFILES_MAPPING, MATCHUP_FRICTION_MAPPING, TEAM_STRATEGIES_MAPPING]

export function mappingFor(table: V1TableName): TableMapping {
  const mapping = TABLE_MAPPINGS.find(({ v1 }) => v1 === table)
  if (mapping === undefined) throw new TypeError(`no mapping for ${table}`)
  return mapping
}
