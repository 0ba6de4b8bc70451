import type { TableMapping } from './column-mapping.ts'
import { asDouble, asInstant, CREATED_NOTE, copied, derived, ruled, v1Columns } from './mapping-entries.ts'

const vector = (name: string, note: string | null = null) =>
  derived(`${name}_dna`, [`quantum_dna.${name}_dna`, `quantum_dna.${name}`], 'vector@1', { note })

/** `quantum.team_profiles` to `quantum.team_quantum_dna_v3`. */
export const TEAM_PROFILES_MAPPING: TableMapping = {
  v1: 'team_profiles',
  v3: 'team_quantum_dna_v3',
  v1Columns: v1Columns(`
    id integer
    team_name character varying(100)
    team_name_normalized character varying(100)
    team_intelligence_id integer
    tier character varying(20)
    tier_rank integer
    current_style character varying(50)
    style_confidence integer
    team_archetype character varying(50)
    betting_identity jsonb
    total_matches integer
    total_bets integer
    total_wins integer
    total_losses integer
    win_rate numeric(6,2)
    total_pnl numeric(10,2)
    roi numeric(8,2)
    unlucky_losses integer
    bad_analysis_losses integer
    unlucky_pct numeric(6,2)
    quantum_dna jsonb
    exploit_markets jsonb
    avoid_markets jsonb
    optimal_scenarios jsonb
    optimal_strategies jsonb
    narrative_profile text
    dna_fingerprint character varying(64)
    created_at timestamp without time zone
    updated_at timestamp without time zone
    last_audit_at timestamp without time zone
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
