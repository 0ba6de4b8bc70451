import type { TableMapping } from './column-mapping.ts'
import { absent, asDouble, asInstant, CREATED_NOTE, copied, derived, ruled, v1Columns } from './mapping-entries.ts'

/** `quantum.team_strategies` to `quantum.quantum_strategies_v3`. */
export const TEAM_STRATEGIES_MAPPING: TableMapping = {
  v1: 'team_strategies',
  v3: 'quantum_strategies_v3',
  v1Columns: v1Columns(`
    id integer
    team_profile_id integer
    team_name character varying(100)
    strategy_name character varying(100)
    strategy_version character varying(20)
    is_best_strategy boolean
    strategy_rank integer
    bets integer
    wins integer
    losses integer
    win_rate numeric(6,2)
    profit numeric(10,2)
    roi numeric(8,2)
    unlucky_count integer
    bad_analysis_count integer
    source character varying(50)
    parameters jsonb
    parameters_hash character varying(64)
    created_at timestamp without time zone
    updated_at timestamp without time zone
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
