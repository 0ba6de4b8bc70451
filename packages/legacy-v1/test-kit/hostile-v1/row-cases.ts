import type { DraftRow, V1Draft } from './v1-draft.ts'

/** Ids of one check and table by their names. */
export const ids = (prefix: string, names: string): readonly string[] => names.split(' ').map((name) => `${prefix}:${name}`)

export interface HostileCase {
  readonly name: string
  spoil(draft: V1Draft): void
  /** Ids of findings that inspecting must have. */
  readonly finds: readonly string[]
  /** Ids of decisions, or beginnings of them, that the plan must ask. */
  readonly asks?: readonly string[]
  /** The plan cannot be carried out as it stands. */
  readonly blocked?: boolean
}

const UNBOUND = 'win_rate total_pnl roi unlucky_pct friction_score predicted_goals predicted_btts_prob chaos_potential profit'.split(' ')

/** Numbers of any size and texts of any length, as a V1 may declare them that was typed by hand. */
function unbind(draft: V1Draft): void {
  for (const { types } of Object.values(draft.tables))
    for (const [column, type] of types) {
      if (UNBOUND.includes(column)) types.set(column, 'numeric')
      if (type.startsWith('character')) types.set(column, 'text')
    }
}

/** Without V1's unique keys, which some of these rows would break. */
function unlock(draft: V1Draft): void {
  for (const table of Object.values(draft.tables)) table.keys = table.keys.filter((key) => !key.startsWith('unique'))
}

const dna = (more: DraftRow | Record<string, unknown>) => ({ json: { league: 'SerieA', ...more } })

/** Faults of single rows: each adds rows of its own, so that they stand together in one database. */
export const ROW_CASES: readonly HostileCase[] = [
  {
    name: 'orphans',
    spoil: (draft) => {
      draft.pair({ team_b_id: 9999 })
      draft.strategy({ team_profile_id: 9999, team_name: 'Nobody' })
      draft.strategy({ team_profile_id: 9998, team_name: 'Beta Rovers' })
    },
    finds: ['P01:matchup_friction:orphan', 'P01:team_strategies:orphan', 'P01:team_strategies:orphan-with-name'],
    asks: ['P01:team_strategies:orphan-with-name'],
  },
  {
    name: 'null keys',
    spoil: (draft) => {
      draft.pair({ team_a_id: null })
      draft.strategy({ team_profile_id: null, team_name: 'Nobody' })
      draft.strategy({ team_profile_id: null, team_name: 'Gamma City' })
    },
    finds: ['P02:matchup_friction:no-team', 'P02:team_strategies:no-team', 'P02:team_strategies:resolved-by-name'],
  },
  {
    name: 'names that differ by case or accents',
    spoil: (draft) => {
      const twin = draft.profile({ team_name: 'alpha  united' })
      draft.profile({ team_name: 'Béta Rovers' })
      draft.pair({ team_a_id: twin['id'] ?? null, team_b_id: 3 })
      draft.strategy({ team_profile_id: twin['id'] ?? null, team_name: 'alpha  united' })
    },
    finds: ['P03:team_profiles:same-team'],
    asks: ['P03:team_profiles:same-team:'],
  },
  {
    name: 'mojibake',
    spoil: (draft) => {
      draft.profile({ team_name: 'AtlÃ©tico Mojibake' })
      draft.strategy({ team_name: 'CÃ¡diz' })
    },
    finds: ['P09:team_profiles:team_name-mojibake', 'P09:team_strategies:team_name-mojibake', 'P05:team_strategies:name-of-another'],
    asks: ['P09:team_profiles:team_name-mojibake', 'P05:team_strategies:name-of-another'],
  },
  {
    name: 'letters that cannot be seen',
    spoil: (draft) => {
      draft.profile({ team_name: 'Zero\u200bWidth' })
      draft.profile({ team_name: 'Nbsp\u00a0Club' })
      draft.profile({ team_name: 'Decomposed Cafe\u0301' })
      draft.profile({ team_name: ' Outer Space ' })
      draft.profile({ team_name: 'Cyrillic Сlub' })
      draft.profile({ tier: 'GO\u0007LD' })
    },
    finds: [
      ...ids(
        'P10:team_profiles',
        'team_name-zero-width team_name-no-break-space team_name-not-composed team_name-outer-space team_name-mixed-alphabets tier-control-character',
      ),
    ],
  },
  {
    name: 'both spellings of a key, and keys that nobody knows',
    spoil: (draft) => {
      draft.profile({ quantum_dna: dna({ market_dna: { a: 1 }, market: { a: 2 }, nobody_knows: 1 }) })
      draft.profile({ quantum_dna: dna({ context: { a: 2 }, luck_dna: 'text' }) })
    },
    finds: [...ids('P06:team_profiles', 'both-spellings unknown-key other-spelling vector-not-object')],
  },
  {
    name: 'JSON of another shape',
    spoil: (draft) => {
      draft.profile({ quantum_dna: { json: 'text' } })
      draft.profile({ quantum_dna: { json: [1] } })
      draft.profile({ quantum_dna: { json: 3 }, betting_identity: { json: [] }, exploit_markets: { json: {} } })
      draft.profile({ quantum_dna: { json: null } })
      draft.pair({ team_b_id: 3, friction_vector: { json: [1] } })
      draft.strategy({ parameters: { json: 'QUANT' } })
    },
    finds: [
      ...ids('P06:team_profiles', 'quantum_dna-not-object no-league betting_identity-not-object exploit_markets-not-array'),
      'P06:matchup_friction:friction_vector-not-object',
      'P06:team_strategies:parameters-not-object',
    ],
    asks: ['P06:team_profiles:quantum_dna-not-object', 'P06:team_profiles:no-league:'],
  },
  {
    name: 'leagues that nobody knows',
    spoil: (draft) => {
      draft.profile({ quantum_dna: { json: { league: 7 } } })
      draft.profile({ quantum_dna: { json: { league: '  ' } } })
      draft.profile({ quantum_dna: dna({ league: 'Verania' }) })
      draft.profile({ quantum_dna: dna({ league: 'L'.repeat(80) }) })
    },
    finds: [
      ...ids('P06:team_profiles', 'no-league unknown-league'),
      'P08:team_profiles:league-too-long',
      'P12:team_profiles:league-of-narrative',
    ],
  },
  {
    name: 'NaN and infinity',
    spoil: (draft) => {
      unbind(draft)
      draft.profile({ win_rate: 'NaN', roi: 'Infinity', total_pnl: '-Infinity' })
      draft.pair({ team_b_id: 3, friction_score: 'NaN' })
      draft.pair({ team_b_id: 4, chaos_potential: 'Infinity' })
      draft.strategy({ profit: 'NaN' })
    },
    finds: [
      ...ids('P07:team_profiles', 'win_rate-not-finite roi-not-finite total_pnl-not-finite'),
      ...ids('P07:matchup_friction', 'friction_score-not-finite chaos_potential-not-finite'),
      'P07:team_strategies:profit-not-finite',
    ],
  },
  {
    name: 'out of range',
    spoil: (draft) => {
      unbind(draft)
      draft.profile({ style_confidence: 101, total_bets: -1, win_rate: 120.5 })
      draft.profile({ total_pnl: { raw: '1e400::numeric' }, roi: { raw: '123456789.123456789::numeric' } })
      draft.pair({ team_b_id: 5, friction_score: 101 })
      draft.pair({ team_b_id: 6, predicted_btts_prob: 55, predicted_winner: 'nobody', sample_size: -3 })
      draft.pair({ team_a_id: 2, team_b_id: 3, friction_score: null, sample_size: null })
      draft.strategy({ bets: -1 })
      draft.strategy({ bets: null })
    },
    finds: [
      ...ids('P07:team_profiles', 'style_confidence-out-of-range total_bets-out-of-range win_rate-out-of-range'),
      ...ids('P08:team_profiles', 'total_pnl-beyond-double roi-digits-lost'),
      ...ids('P07:matchup_friction', 'friction_score-out-of-range predicted_btts_prob-out-of-range sample_size-out-of-range'),
      'P06:matchup_friction:predicted_winner-unknown',
      ...ids('P02:matchup_friction', 'friction_score-null sample_size-null'),
      'P07:team_strategies:bets-out-of-range',
      'P02:team_strategies:bets-null',
    ],
  },
  {
    name: 'more wins and losses than bets',
    spoil: (draft) => {
      draft.profile({ total_wins: 12, total_losses: 5, total_bets: 13, unlucky_losses: 9 })
      draft.profile({ total_wins: 2000000000, total_losses: 2000000000, total_bets: null })
      draft.strategy({ wins: 12, losses: 5, bets: 13 })
      draft.strategy({ wins: 5, losses: 5, bets: 13, win_rate: 12.5, roi: 3 })
    },
    finds: [
      'P12:team_profiles:more-than-bets',
      'P12:team_strategies:more-than-bets',
      'P12:team_profiles:unlucky_losses',
      ...ids('P12:team_strategies', 'bets-not-settled win_rate roi-of-neither'),
    ],
    asks: ['P12:team_profiles:more-than-bets', 'P12:team_strategies:more-than-bets'],
  },
  {
    name: 'lengths that do not fit',
    spoil: (draft) => {
      unbind(draft)
      draft.profile({ team_name: `Long ${'x'.repeat(120)}`, tier: 't'.repeat(30), dna_fingerprint: 'f'.repeat(65) })
      draft.pair({ team_a_id: 2, team_b_id: 4, team_a_name: 'n'.repeat(101), style_a: 's'.repeat(51) })
      draft.strategy({ strategy_name: 'S'.repeat(101), strategy_version: 'v'.repeat(21) })
    },
    finds: [
      ...ids('P08:team_profiles', 'team_name-too-long tier-too-long dna_fingerprint-too-long'),
      ...ids('P08:matchup_friction', 'team_a_name-too-long style_a-too-long'),
      ...ids('P08:team_strategies', 'strategy_name-too-long strategy_version-too-long'),
    ],
  },
  {
    name: 'times that clocks skip, repeat, or never showed',
    spoil: (draft) => {
      draft.profile({ created_at: '2025-03-30 02:30:00' })
      draft.profile({ created_at: '2025-10-26 02:30:00' })
      draft.profile({ updated_at: 'infinity', last_audit_at: '1970-01-01 00:00:00' })
      draft.pair({ team_a_id: 2, team_b_id: 5, last_match_date: '2099-01-01 00:00:00', created_at: { raw: "'0044-03-15 BC'" } })
    },
    finds: [
      ...ids('P11:team_profiles', 'created_at-clock-change:Europe/Paris updated_at-no-date last_audit_at-unlikely'),
      ...ids('P11:matchup_friction', 'last_match_date-unlikely created_at-no-date'),
    ],
  },
  {
    name: 'the same pair again, in both orders, and with itself',
    spoil: (draft) => {
      unlock(draft)
      draft.pair({ team_a_id: 1, team_a_name: 'Alpha United', team_b_id: 2, team_b_name: 'Beta Rovers' })
      draft.pair({ team_a_id: 2, team_a_name: 'Beta Rovers', team_b_id: 1, team_b_name: 'Alpha United' })
      draft.pair({ team_a_id: 3, team_a_name: 'Gamma City', team_b_id: 3, team_b_name: 'Gamma City' })
    },
    finds: ['P03:matchup_friction:same-pair', 'P04:matchup_friction:both-orders', 'P04:matchup_friction:self-pair'],
    asks: ['P03:matchup_friction:same-pair', 'P04:matchup_friction:both-orders'],
  },
  {
    name: 'the same strategy again under another name of the team',
    spoil: (draft) => {
      draft.strategy({ team_profile_id: 5, team_name: 'Epsilon', strategy_name: 'QUANT_BEST_MARKET' })
      draft.strategy({ team_profile_id: 6, team_name: 'Zeta Wanderers', strategy_name: 'quant_best_market ' })
    },
    finds: ['P03:team_strategies:same-strategy', 'P03:team_strategies:near-strategy', 'P05:team_strategies:name-of-another'],
    asks: ['P03:team_strategies:same-strategy'],
  },
  {
    name: 'names that are null',
    spoil: (draft) => {
      draft.tables.team_profiles.types.set('team_name', 'text')
      const nameless = draft.profile({ team_name: null })
      draft.pair({ team_a_id: nameless['id'] ?? null, team_b_id: 4 })
      draft.pair({ team_a_id: 2, team_b_id: 6, team_a_name: null, team_b_name: null })
      draft.strategy({ strategy_name: null })
      draft.strategy({ team_name: null, strategy_name: 'OF_NOBODY' })
    },
    finds: [
      'P02:team_profiles:no-name',
      ...ids('P02:matchup_friction', 'team_a_name-null team_b_name-null'),
      ...ids('P02:team_strategies', 'no-name team_name-null'),
    ],
  },
  {
    name: 'ids with gaps, beyond our own sequences, and below zero',
    spoil: (draft) => {
      draft.profile({ id: 2000000 })
      draft.profile({ id: -7 })
      draft.pair({ id: 3000000, team_a_id: 2000000, team_b_id: -7 })
      draft.strategy({ id: 150000, team_profile_id: -7, team_name: 'Club -7' })
      draft.after.push("select setval('quantum.matchup_friction_id_seq', 1)")
    },
    finds: ['P14:matchup_friction:sequence-behind', 'P20:team_profiles:rows'],
  },
]
