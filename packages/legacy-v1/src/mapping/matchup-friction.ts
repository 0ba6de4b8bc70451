import type { TableMapping } from './column-mapping.ts'
import { type MappedValue, NOTHING, plain, unreadable } from './mapped-value.ts'
import { absent, asDouble, asInstant, CREATED_NOTE, copied, ruled, v1Columns } from './mapping-entries.ts'

const SIDE_NOTE = 'V1’s pairs have no home side: this is the order in which V1 wrote them, kept as `unordered`'

/** `quantum.matchup_friction` to `quantum.quantum_friction_matrix_v3`. */
export const MATCHUP_FRICTION_MAPPING: TableMapping = {
  v1: 'matchup_friction',
  v3: 'quantum_friction_matrix_v3',
  v1Columns: v1Columns(`
    id integer
    team_a_id integer
    team_a_name character varying(100)
    style_a character varying(50)
    team_b_id integer
    team_b_name character varying(100)
    style_b character varying(50)
    friction_score numeric(6,2)
    style_clash_score numeric(6,2)
    tempo_clash_score numeric(6,2)
    mental_clash_score numeric(6,2)
    predicted_goals numeric(5,2)
    predicted_btts_prob numeric(5,3)
    predicted_over25_prob numeric(5,3)
    predicted_winner character varying(50)
    chaos_potential numeric(6,2)
    h2h_matches integer
    h2h_team_a_wins integer
    h2h_team_b_wins integer
    h2h_draws integer
    h2h_avg_goals numeric(5,2)
    friction_vector jsonb
    sample_size integer
    confidence_level character varying(20)
    last_match_date timestamp without time zone
    created_at timestamp without time zone
    updated_at timestamp without time zone
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

/** Rule `predicted-winner@1`. */
export function predictedWinner(said: string | null): MappedValue<'home' | 'away' | 'draw'> {
  if (said === null) return NOTHING
  const side = Object.hasOwn(WINNER_SIDES, said) ? WINNER_SIDES[said] : undefined
  return side === undefined ? unreadable('unknown-winner') : plain(side)
}

/** {@link predictedWinner} backwards. */
export function winnerAsInV1(side: string | null): string | null {
  return Object.keys(WINNER_SIDES).find((said) => WINNER_SIDES[said] === side) ?? null
}
